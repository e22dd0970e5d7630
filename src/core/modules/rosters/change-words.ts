/** What a change of a roster says. */
import { beijingDate, beijingTime } from '../../kernel/beijing-time.ts'
import { addDays } from '../../roster/calendar.ts'
import type { RosterChange } from './contract.ts'
import type { StoredShift } from './facts.ts'
import { decidedBy } from '../people/index.ts'
import { samePeople, type CellChange } from './cells.ts'
import type { ChangeRow } from './tables.ts'
import { changeKinds } from './words.ts'

const kindWords = new Map<string, string>([
  ...changeKinds,
  ['laid', '建立班次'],
  ['shift', '修改班次'],
  ['published', '印发'],
])
export const changeKindWord = (kind: string): string => kindWords.get(kind) ?? kind

/** `12月3日` of a duty day. */
export function dayWord(day: string): string {
  const [, month = '', date = ''] = day.split('-')
  return `${Number(month)}月${Number(date)}日`
}

export const shiftWord = ({ day, word }: Pick<StoredShift, 'day' | 'word'>): string =>
  `${dayWord(day)} ${word}`

/** `08:30–17:30`, `17:30–次日08:30`, `08:30–12月5日08:30` */
export function hoursWord({ from, to }: Pick<StoredShift, 'from' | 'to'>): string {
  const [begins, ends] = [beijingDate(from), beijingDate(to)]
  const later = ends === addDays(begins, 1) ? '次日' : dayWord(ends)
  return `${beijingTime(from).slice(0, 5)}–${ends === begins ? '' : later}${beijingTime(to).slice(0, 5)}`
}

export interface Names {
  readonly person: (id: string) => string
  readonly post: (key: string) => string
  readonly shift: (id: string) => string
}

const list = (names: readonly string[]) => (names.length === 0 ? '空缺' : names.join('、'))

/** `12月3日 夜班 主班：张伟 → 李静`; `…：定为 张伟` where one of two drafts is chosen that stood. */
export function cellChangeWords(change: CellChange, names: Names): string {
  const { shift, post, before, after } = change
  const say = (people: readonly string[]) => list(people.map(names.person))
  const words = samePeople(before, after) ? `定为 ${say(after)}` : `${say(before)} → ${say(after)}`
  return `${names.shift(shift)} ${names.post(post)}：${words}`
}

export function shiftChangeWords(
  before: StoredShift | null,
  after: StoredShift | null,
  names: Names,
): string {
  const say = (shift: StoredShift) =>
    [
      shift.word,
      hoursWord(shift),
      shift.needs.map(({ post, count }) => `${names.post(post)}${count}人`).join('、'),
    ].join(' ')
  if (!before && after) return `增加 ${dayWord(after.day)} ${say(after)}`
  if (before && !after) return `取消 ${dayWord(before.day)} ${say(before)}`
  return before && after ? `${dayWord(after.day)} ${say(before)} → ${say(after)}` : ''
}

export function shownChange(row: ChangeRow, names: Names): RosterChange {
  const kind = row.kind as RosterChange['kind']
  return {
    id: row.id,
    at: row.at,
    by: row.name,
    decided: row.decision ? decidedBy(row.decision) : '',
    kind,
    kindWord: `${changeKindWord(kind)}${row.leftOut ? '（未见印发，未采用）' : ''}`,
    reason: row.reason,
    words: [
      ...row.cells.map((change) => cellChangeWords(change, names)),
      ...row.shifts.map(({ before, after }) => shiftChangeWords(before, after, names)),
    ],
    afterPublishing: row.afterPublishing,
  }
}
