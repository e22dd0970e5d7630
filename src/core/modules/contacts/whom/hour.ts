/** What hour it is for somebody who is called: in the office, at home, on a day off. */
import { beijingDate, beijingTime } from '../../../kernel/beijing-time.ts'
import { rosterDay, type DayCorrection } from '../../../roster/calendar.ts'
import type { Way } from '../contract.ts'

export interface Hour {
  readonly word: string
  /** Offices are open. */
  readonly isOfficeHour: boolean
}

/** 08:30–17:30, as most county offices work. */
const opens = '08:30'
const closes = '17:30'

/** @param at UTC epoch milliseconds */
export function hourOf(at: number, corrections: ReadonlyMap<string, DayCorrection>): Hour {
  const { kind, name } = rosterDay(beijingDate(at), corrections)
  const time = beijingTime(at).slice(0, 5)
  if (kind !== 'workday') return { word: name ?? '双休日', isOfficeHour: false }
  if (time >= opens && time < closes) return { word: '工作时间', isOfficeHour: true }
  return { word: time >= '06:00' && time < '22:00' ? '下班时间' : '夜间', isOfficeHour: false }
}

/** Lower is tried first; within one the person's own order stands. */
function turn({ purpose }: Way, hour: Hour, isTripleCut: boolean): number {
  if (isTripleCut && (purpose === 'satphone' || purpose === 'beidou')) {
    return purpose === 'satphone' ? 0 : 1
  }
  switch (purpose) {
    case 'duty':
    case 'mobile':
      return 2
    case 'office':
      return hour.isOfficeHour ? 2 : 5
    case 'home':
      return hour.isOfficeHour ? 5 : 3
    case 'satphone':
      return 4
    case 'wechat':
    case 'fax':
    case 'beidou':
    case 'other':
      return 9
  }
}

/** The ways of one holder in the order in which they are tried at that hour. */
export function inTurn(ways: readonly Way[], hour: Hour, isTripleCut: boolean): Way[] {
  return ways
    .map((way, at) => ({ way, at, turn: turn(way, hour, isTripleCut) }))
    .toSorted((one, other) => one.turn - other.turn || one.at - other.at)
    .map(({ way }) => way)
}
