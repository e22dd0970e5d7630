/** When roll calls are due, in Beijing time. Pure. */
import { beijingDay, startOfBeijingDay } from '../../kernel/beijing-time.ts'

export interface Schedule {
  readonly id: string
  readonly net: string
  readonly label: string
  readonly every: 'day' | 'week' | 'month'
  /** 1 Monday … 7 Sunday. */
  readonly weekday: number | null
  readonly day: number | null
  /** `08:30` */
  readonly times: readonly string[]
  /** Empty: all year. */
  readonly months: readonly number[]
  readonly enabled: boolean
}

const dayMs = 24 * 3_600_000

/** 1970-01-01 was a Thursday. */
function weekdayOf(startMs: number): number {
  const days = Math.round((startMs + 8 * 3_600_000) / dayMs)
  return ((((days + 3) % 7) + 7) % 7) + 1
}

function isOn(schedule: Schedule, startMs: number): boolean {
  const { month, day } = beijingDay(startMs)
  if (schedule.months.length > 0 && !schedule.months.includes(month)) return false
  if (schedule.every === 'week') return weekdayOf(startMs) === schedule.weekday
  return schedule.every === 'day' || day === schedule.day
}

function msOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number)
  return ((hours ?? 0) * 60 + (minutes ?? 0)) * 60_000
}

/** Its times after `after` and up to `until`, ascending. */
export function slotsBetween(schedule: Schedule, after: number, until: number): number[] {
  const found: number[] = []
  for (let day = startOfBeijingDay(beijingDay(after)); day <= until; day += dayMs) {
    if (isOn(schedule, day)) found.push(...schedule.times.map((time) => day + msOf(time)))
  }
  return found.filter((slot) => slot > after && slot <= until).toSorted((a, b) => a - b)
}

/** Far enough ahead for a monthly one that is kept to one month of the year. */
const aheadMs = 400 * dayMs

export function nextSlot(schedule: Schedule, after: number): number | undefined {
  if (!schedule.enabled) return undefined
  for (let from = after; from < after + aheadMs; from += 32 * dayMs) {
    const [first] = slotsBetween(schedule, from, from + 32 * dayMs)
    if (first !== undefined) return first
  }
  return undefined
}

const weekdays = ['一', '二', '三', '四', '五', '六', '日']

/** `每日 08:30`, `每周一 10:00`, `每月 10 日 15:00`, with the months. */
export function scheduleWords({ every, weekday, day, times, months }: Schedule): string {
  const when =
    every === 'day'
      ? '每日'
      : every === 'week'
        ? `每周${weekdays[(weekday ?? 1) - 1] ?? ''}`
        : `每月 ${day} 日`
  const season = months.length === 0 ? '' : `（${months.join('、')}月）`
  return `${when} ${times.join('、')}${season}`
}
