const pairs = [
  [86_400, '天', 3600, '小时'],
  [3600, '小时', 60, '分'],
  [60, '分', 1, '秒'],
] as const

/** A length of time with its two largest units: `3 分 12 秒`, `2 小时 5 分`. */
export function durationWords(ms: number): string {
  const seconds = Math.round(ms / 1000)
  if (seconds < 1) return '不到 1 秒'
  const pair = pairs.find(([unit]) => seconds >= unit)
  if (!pair) return `${seconds} 秒`
  const [large, largeWord, small, smallWord] = pair
  const rest = Math.floor((seconds % large) / small)
  const head = `${Math.floor(seconds / large)} ${largeWord}`
  return rest === 0 ? head : `${head} ${rest} ${smallWord}`
}
