/** How days become shifts: patterns of the county, over stretches of days. Hours are Beijing time. */
import { daysBetween, rosterDay, startOfDay } from './calendar.ts'
import type { DayCorrection, DayKind } from './calendar.ts'
import type { Need, RosterPost, RosterRules, ShiftSpec } from './model.ts'

/** One shift of a day, as a person edits it. */
export interface ShiftPart {
  /** 夜班 */
  readonly word: string
  /** Minutes after 00:00 of the duty day. */
  readonly startMin: number
  readonly lengthMin: number
  readonly night: boolean
  readonly needs: readonly Need[]
}

export interface ShiftPattern {
  readonly key: string
  /** 两班制 */
  readonly word: string
  readonly parts: Readonly<Record<DayKind, readonly ShiftPart[]>>
}

/** A pattern for `from` to `to`, both included; of several, the last in the list holds. */
export interface PatternUse {
  readonly pattern: string
  readonly from: string
  readonly to: string
}

const minuteMs = 60_000
const clock = (min: number) =>
  `${String(Math.floor(min / 60) % 24).padStart(2, '0')}${String(min % 60).padStart(2, '0')}`

/** `2026-11-30.0830`: the duty day, and the start in minutes after its 00:00. */
export const shiftId = (day: string, startMin: number): string => `${day}.${clock(startMin)}`

/** In order of time. A day that no use covers has no shifts: `checkRoster` calls it a gap. */
export function shiftsOfDays(
  days: { readonly from: string; readonly to: string },
  patterns: readonly ShiftPattern[],
  uses: readonly PatternUse[],
  corrections: ReadonlyMap<string, DayCorrection>,
): ShiftSpec[] {
  return daysBetween(days.from, days.to).flatMap((day) => {
    const use = uses.findLast(({ from, to }) => from <= day && day <= to)
    const pattern = patterns.find(({ key }) => key === use?.pattern)
    if (!pattern) return []
    const { kind, name } = rosterDay(day, corrections)
    return pattern.parts[kind].map((part): ShiftSpec => {
      const from = startOfDay(day) + part.startMin * minuteMs
      return {
        id: shiftId(day, part.startMin),
        day,
        pattern: pattern.key,
        word: part.word,
        from,
        to: from + part.lengthMin * minuteMs,
        night: part.night,
        weekend: kind === 'weekend',
        holiday: kind === 'holiday' ? (name ?? '节假日') : null,
        needs: part.needs,
      }
    })
  })
}

/** What is wrong with a pattern as it was typed, a sentence each. */
export function patternProblems({ parts }: ShiftPattern): string[] {
  const words: Readonly<Record<DayKind, string>> = {
    workday: '工作日',
    weekend: '双休日',
    holiday: '节假日',
  }
  const kinds: readonly DayKind[] = ['workday', 'weekend', 'holiday']
  return kinds.flatMap((kind) => {
    const found: string[] = []
    if (parts[kind].length === 0) found.push(`${words[kind]}没有班次，请至少排一个班。`)
    const starts = new Set<number>()
    for (const { word, startMin, lengthMin, needs } of parts[kind]) {
      const name = `${words[kind]}“${word}”`
      if (startMin < 0 || startMin >= 1440) found.push(`${name}的开始时间不在当天，请改正。`)
      if (lengthMin < 30 || lengthMin > 1440)
        found.push(`${name}的时长应在 30 分钟到 24 小时之间，请改正。`)
      if (needs.every(({ count }) => count === 0)) found.push(`${name}没有要求任何岗位，请补上。`)
      if (starts.has(startMin)) found.push(`${name}与另一个班同时开始，请错开或合并。`)
      starts.add(startMin)
    }
    return found
  })
}

/** A new county starts with these and edits them (reference domain §3.2, `duty_rules.json`). */
export const defaultPosts: readonly RosterPost[] = [
  { key: 'leader', word: '带班领导', onSite: true, wholeDay: true },
  { key: 'chief', word: '主班', onSite: true, wholeDay: false },
  { key: 'officer', word: '副班', onSite: true, wholeDay: false },
  { key: 'comms', word: '通信保障员', onSite: true, wholeDay: false },
  { key: 'standby', word: '备班', onSite: false, wholeDay: true },
]

export const defaultRules: RosterRules = {
  restH: 12,
  restAfterNightH: 24,
  nightsInRow: 1,
  perWeek: 5,
  hard: ['qualification', 'leave'],
}

const hour = 60
const desk: readonly Need[] = [
  { post: 'leader', count: 1 },
  { post: 'chief', count: 1 },
  { post: 'officer', count: 1 },
  { post: 'standby', count: 1 },
]
const withComms: readonly Need[] = [...desk, { post: 'comms', count: 1 }]
const wholeDay = (word: string, needs: readonly Need[]): ShiftPart => ({
  word,
  startMin: 8.5 * hour,
  lengthMin: 24 * hour,
  night: true,
  needs,
})
/** Two officers beside the chief, as on important holidays (双带班或增员). */
const reinforced = desk.map((need) => (need.post === 'officer' ? { ...need, count: 2 } : need))
const holiday = [wholeDay('节假日班', reinforced)]

const floodDay: readonly ShiftPart[] = [
  { word: '汛期白班', startMin: 8.5 * hour, lengthMin: 12 * hour, night: false, needs: withComms },
  { word: '汛期夜班', startMin: 20.5 * hour, lengthMin: 12 * hour, night: true, needs: withComms },
]

/** Every shift hands over at 08:30, so that one pattern may follow another without a gap. */
export const defaultPatterns: readonly ShiftPattern[] = [
  {
    key: 'two-shift',
    word: '两班制',
    parts: {
      workday: [
        { word: '白班', startMin: 8.5 * hour, lengthMin: 9 * hour, night: false, needs: desk },
        { word: '夜班', startMin: 17.5 * hour, lengthMin: 15 * hour, night: true, needs: desk },
      ],
      weekend: [wholeDay('双休日班', desk)],
      holiday,
    },
  },
  {
    key: 'full-day',
    word: '二十四小时制',
    parts: { workday: [wholeDay('全天班', desk)], weekend: [wholeDay('双休日班', desk)], holiday },
  },
  {
    key: 'flood',
    word: '汛期加强双班',
    parts: { workday: floodDay, weekend: floodDay, holiday: floodDay },
  },
]
