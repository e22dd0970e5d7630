/** How an age is said and when it has passed a limit. */

export type LimitTone = 'calm' | 'due' | 'over'

/** `33 秒`, `22 分`, `2 时 10 分`, `3 天`; a moment still ahead counts as 0 秒. */
export function ageInWords(ageMs: number): string {
  const seconds = Math.max(0, Math.floor(ageMs / 1000))
  if (seconds < 60) return `${seconds} 秒`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 120) return `${minutes} 分`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return minutes % 60 === 0 ? `${hours} 时` : `${hours} 时 ${minutes % 60} 分`
  return `${Math.floor(hours / 24)} 天`
}

export function limitTone(
  ageMs: number,
  dueMs: number | undefined,
  overMs: number | undefined,
): LimitTone {
  if (overMs !== undefined && ageMs >= overMs) return 'over'
  if (dueMs !== undefined && ageMs >= dueMs) return 'due'
  return 'calm'
}
