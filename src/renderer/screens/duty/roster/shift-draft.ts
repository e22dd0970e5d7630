/**
 * A shift while it is typed: clocks and numbers as text, so that nothing typed is lost or corrected.
 * Clocks are Beijing time of the duty day; a shift may end on a later day.
 */
import {
  beijingDate,
  beijingDay,
  beijingTime,
  startOfBeijingDay,
} from '../../../../core/kernel/beijing-time.ts'
import type { RosterMonth, ShownShift } from '../../../../core/modules/rosters/contract.ts'
import { monthWord } from '../month-words.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
const mostHours = 48
const mostPeople = 20

export interface ShiftDraft {
  /** None: a new one. */
  readonly id: string | undefined
  /** `2026-12-03`, of a new one also `12-03`. */
  readonly day: string
  readonly word: string
  /** `08:30` */
  readonly from: string
  /** `17:30`, `次日 08:30`, `12-05 08:30` */
  readonly to: string
  readonly night: boolean
  /** How many of each post, as typed. */
  readonly needs: Readonly<Record<string, string>>
}

type Post = Pick<RosterMonth['posts'][number], 'key' | 'word'>

/** The posts of the county, and those of this shift that it does not keep any more. */
export function draftPosts(posts: readonly Post[], shift: ShownShift | undefined): readonly Post[] {
  const own = shift?.posts.map(({ post, word }) => ({ key: post, word })) ?? []
  return [...posts, ...own.filter(({ key }) => !posts.some((post) => post.key === key))]
}

const startOf = (day: string): number => {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  return startOfBeijingDay({ year, month, day: date })
}

/** A moment as the officer of this duty day writes it. */
function clockWords(ms: number, day: string): string {
  const clock = beijingTime(ms).slice(0, 5)
  const ahead = Math.floor((ms - startOf(day)) / dayMs)
  if (ahead === 0) return clock
  return ahead === 1 ? `次日 ${clock}` : `${beijingDate(ms).slice(5)} ${clock}`
}

export function draftOf(shift: ShownShift): ShiftDraft {
  const { id, day, word, from, to, night, posts } = shift
  const needs = Object.fromEntries(posts.map(({ post, count }) => [post, String(count)]))
  return { id, day, word, from: clockWords(from, day), to: clockWords(to, day), night, needs }
}

/** A shift more on this day; hours and people are the officer's to write. */
export const emptyDraft = (day: string): ShiftDraft => ({
  id: undefined,
  day,
  word: '',
  from: '',
  to: '',
  night: false,
  needs: {},
})

const plain = (typed: string) => typed.normalize('NFKC').trim()

function dayOf(typed: string, month: string): string | undefined {
  const read = /^(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})[日号]?$/.exec(plain(typed))
  if (!read) return undefined
  const [year, number] = month.split('-')
  const padded = (part: string | undefined) => (part ?? '').padStart(2, '0')
  const day = `${read[1] ?? year}-${padded(read[2])}-${padded(read[3])}`
  return day.startsWith(`${year}-${number}-`) && beijingDate(startOf(day)) === day ? day : undefined
}

const clockForm =
  /^(?:(次日|第二天|\+1)\s*|(\d{1,2})[-/月](\d{1,2})[日号]?\s+)?(\d{1,2})(?::(\d{2})|[点时](?:(\d{2})分?|整)?|(\d{2}))$/

/** @returns epoch ms, or nothing where it is no such time */
function clockOf(typed: string, day: string): { ms: number; dated: boolean } | undefined {
  const read = clockForm.exec(plain(typed))
  if (!read) return undefined
  const [, next, month, date, hour, ...minutes] = read
  const minute = Number(minutes.find((part) => part !== undefined) ?? 0)
  const clockMs = Number(hour) * hourMs + minute * minuteMs
  if (minute > 59 || clockMs > dayMs) return undefined
  const duty = startOf(day)
  if (month === undefined) {
    return { ms: duty + (next === undefined ? 0 : dayMs) + clockMs, dated: next !== undefined }
  }
  const { year } = beijingDay(duty)
  // A shift of the last of December may end in January.
  for (const tried of [year, year + 1]) {
    const start = startOfBeijingDay({ year: tried, month: Number(month), day: Number(date) })
    const back = beijingDay(start)
    const real = back.month === Number(month) && back.day === Number(date)
    if (real && start > duty - 300 * dayMs) return { ms: start + clockMs, dated: true }
  }
  return undefined
}

/** What is wrong, a sentence at its field. */
export interface ShiftProblems {
  readonly day?: string
  readonly word?: string
  readonly from?: string
  readonly to?: string
  readonly needs?: string
}

/** As `rosters.setShift` takes it. */
export interface TypedShift {
  readonly id?: string
  readonly day: string
  readonly word: string
  readonly from: number
  readonly to: number
  readonly night: boolean
  readonly needs: { readonly post: string; readonly count: number }[]
}

/** `15 小时`, `8 小时 30 分` */
function lengthWords(ms: number): string {
  const minutes = Math.round((ms % hourMs) / minuteMs)
  return `${Math.floor(ms / hourMs)} 小时${minutes === 0 ? '' : ` ${minutes} 分`}`
}

const countOf = (typed: string): number => {
  const text = plain(typed)
  return /^\d{0,2}$/.test(text) ? Number(text) : Number.NaN
}

function needsProblem(needs: ShiftDraft['needs'], posts: readonly Post[]): string | undefined {
  const wrong = posts.find(({ key }) => !(countOf(needs[key] ?? '') <= mostPeople))
  if (wrong) return `“${wrong.word}”的人数写 0 到 ${mostPeople} 的整数。`
  const none = posts.every(({ key }) => countOf(needs[key] ?? '') === 0)
  return none
    ? '各岗位人数都是 0：至少要有一个岗位 1 人。不再值这个班，请按“取消这个班”。'
    : undefined
}

function endProblem(typed: string, from: number | undefined, day: string): string | undefined {
  if (plain(typed) === '') return '请填下班时间，如 17:30；到第二天写 次日 08:30。'
  const end = clockOf(typed, day)
  if (!end) return '下班时间写成 17:30；到第二天写 次日 08:30。'
  if (from === undefined) return undefined
  if (end.ms <= from) {
    const clock = beijingTime(end.ms).slice(0, 5)
    return `下班时间要晚于上班时间 ${beijingTime(from).slice(0, 5)}${end.dated ? '，请改正。' : `；到第二天请写 次日 ${clock}。`}`
  }
  return end.ms - from > mostHours * hourMs
    ? `一个班最长 ${mostHours} 小时，这里是 ${lengthWords(end.ms - from)}，请改正。`
    : undefined
}

/** The shift as it stands in the fields; without one, what is wrong and where. */
export function readShift(
  draft: ShiftDraft,
  month: string,
  posts: readonly Post[],
): { readonly problems: ShiftProblems; readonly shift: TypedShift | undefined } {
  const day = dayOf(draft.day, month)
  const start = day === undefined ? undefined : clockOf(draft.from, day)
  const begins = start === undefined || start.dated ? undefined : start.ms
  const whole = day !== undefined && begins !== undefined && begins < startOf(day) + dayMs
  const from = whole ? begins : undefined
  const end = day === undefined ? undefined : clockOf(draft.to, day)
  const said = {
    day:
      day === undefined ? `日期要在${monthWord(month)}内，写成 ${month.slice(5)}-03。` : undefined,
    word: draft.word.trim() === '' ? '请填班次名称，如 夜班。' : undefined,
    from:
      from === undefined && day !== undefined
        ? '上班时间是值班当天的时间，写成 08:30。'
        : undefined,
    to: day === undefined ? undefined : endProblem(draft.to, from, day),
    needs: needsProblem(draft.needs, posts),
  }
  const problems: ShiftProblems = Object.fromEntries(
    Object.entries(said).filter(([, sentence]) => sentence !== undefined),
  )
  if (day === undefined || from === undefined || !end || Object.keys(problems).length > 0) {
    return { problems, shift: undefined }
  }
  const needs = posts
    .map(({ key }) => ({ post: key, count: countOf(draft.needs[key] ?? '') }))
    .filter(({ count }) => count > 0)
  return {
    problems,
    shift: {
      ...(draft.id === undefined ? {} : { id: draft.id }),
      day,
      word: draft.word.trim(),
      from,
      to: end.ms,
      night: draft.night,
      needs,
    },
  }
}

/** `12-04 08:30，共 24 小时` under the end that was typed. */
export function spanWords({ from, to }: Pick<TypedShift, 'from' | 'to'>): string {
  return `到 ${beijingDate(to).slice(5)} ${beijingTime(to).slice(0, 5)}，共 ${lengthWords(to - from)}`
}

/** Who stands at a post that needs fewer from now on: they stay until somebody takes them off. */
export function tooMany(
  shift: ShownShift | undefined,
  needs: TypedShift['needs'],
): readonly string[] {
  return (shift?.posts ?? []).flatMap(({ post, word, people }) => {
    const count = needs.find((need) => need.post === post)?.count ?? 0
    const names = people.map(({ name }) => name).join('、')
    if (people.length <= count) return []
    return [`${word}只要 ${count} 人，已排 ${names}：改后都还在班上，多出的请在表里清空。`]
  })
}
