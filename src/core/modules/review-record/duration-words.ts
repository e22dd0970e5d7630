const minuteMs = 60_000

/** `45 秒`, `12 分钟`, `1 小时 05 分`, `2 天 3 小时`: as short as a table needs it. */
export function spanWords(ms: number): string {
  if (ms < minuteMs) return `${Math.round(ms / 1000)} 秒`
  const minutes = Math.floor(ms / minuteMs)
  if (minutes < 60) return `${minutes} 分钟`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) {
    const rest = minutes % 60
    return rest === 0 ? `${hours} 小时` : `${hours} 小时 ${String(rest).padStart(2, '0')} 分`
  }
  const days = Math.floor(hours / 24)
  return hours % 24 === 0 ? `${days} 天` : `${days} 天 ${hours % 24} 小时`
}
