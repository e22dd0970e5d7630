const weekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']

/** 1970-01-01 was a Thursday; the day turns at Beijing midnight. */
export function weekday(ms: number): string {
  const day = Math.floor((ms + 8 * 3_600_000) / 86_400_000)
  return weekdays[(((day + 4) % 7) + 7) % 7] ?? ''
}
