/** What starts the clock of a limit, and when it runs out. */
import type { ReportDeadline, ReportLevel } from '../../county/report-profile.ts'
import { beijingDay, startOfBeijingDay } from '../../kernel/beijing-time.ts'
import { harmMoved } from './casualty-words.ts'
import type { ReportRecord } from './record.ts'
import type { ReportKind } from './words.ts'

const dayMs = 86_400_000
const minuteMs = 60_000
const earlyMs = 6 * 60 * minuteMs

/** A recorded sending or filing, as a clock sees it. */
export interface Answer {
  readonly at: number
  readonly level: ReportLevel
  readonly spoken: boolean
  readonly kind: ReportKind
  /** A filing answers the one limit it names. */
  readonly rule: string | null
  readonly words: string
}

export interface Start {
  readonly at: number
  /** What started it: 接报, 事发, 上一报 … */
  readonly word: string
  /** A daily limit comes after this: what was filed shortly before its hour was for that hour. */
  readonly dueAfter?: number
}

/** Started, waiting for something (`首报后 24 小时`), or no longer of any meaning. */
export type Started = Start | { readonly waitsFor: string } | undefined

interface Counting {
  readonly record: ReportRecord
  readonly answers: readonly Answer[]
}

const above: ReadonlySet<ReportLevel> = new Set(['city', 'province', 'nation'])

/** 先电话、后书面: the telephone keeps limits by telephone, paper those on paper. */
export function answersTo({ key, level, means }: ReportDeadline, answer: Answer): boolean {
  if (answer.rule !== null) return answer.rule === key
  if (means === 'system') return false
  if (level === 'superior' ? !above.has(answer.level) : answer.level !== level) return false
  return means === 'any' || (means === 'phone') === answer.spoken
}

/** Any written report upwards, whatever its kind: follow-ups are counted from it. */
export function isWrittenUp(answer: Answer): boolean {
  return answer.rule === null && above.has(answer.level) && !answer.spoken
}

function receivedOrOccurred(
  { starts }: ReportDeadline,
  { receivedAt, occurredAt }: ReportRecord,
  since: number,
): Start {
  const start: Start =
    starts !== 'occurred'
      ? { at: receivedAt, word: '接报' }
      : occurredAt === null
        ? { at: receivedAt, word: '接报（事发时间待核）' }
        : { at: occurredAt, word: '事发' }
  // Nobody could keep a limit that did not hold yet.
  return since > start.at ? { at: since, word: '升级或伤亡变化' } : start
}

function lastReport({ answers }: Counting, { key, limit }: ReportDeadline): Started {
  const last = answers.findLast((answer) => answer.rule === key || isWrittenUp(answer))
  if (last) return { at: last.at, word: '上一报' }
  const minutes = limit !== null && typeof limit === 'object' && 'minutes' in limit
  return { waitsFor: minutes ? `首报后 ${limit.minutes / 60} 小时` : '首报后' }
}

/** The newest change of the harmed after something was already reported in writing. */
function casualtiesChanged({ record, answers }: Counting, deadline: ReportDeadline): Started {
  const { casualties, category, occurredAt, receivedAt } = record
  const first = answers.find(isWrittenUp)
  const last = casualties.findLast((count, at) => {
    const before = casualties[at - 1]
    return first !== undefined && count.at > first.at && (!before || harmMoved(before, count))
  })
  if (!last) return { waitsFor: '首报后伤亡有变化' }
  const special = Object.entries(deadline.withinDaysOf ?? {}).find(
    ([prefix]) => category?.startsWith(prefix) ?? false,
  )
  const days = special?.[1] ?? deadline.withinDays ?? Infinity
  if (last.at - (occurredAt ?? receivedAt) > days * dayMs) return undefined
  return { at: last.at, word: '伤亡变化' }
}

function isDaily({ limit }: ReportDeadline): boolean {
  return limit !== null && typeof limit === 'object' && 'dailyAt' in limit
}

/** By the clock on the wall: the last filing starts the next day's. */
function lastDay(counting: Counting, deadline: ReportDeadline, since: number): Start {
  const last = counting.answers.findLast((answer) => answersTo(deadline, answer))
  const start = receivedOrOccurred(deadline, counting.record, since)
  if (!last || last.at <= start.at) return start
  return { at: last.at, word: '上一报', dueAfter: last.at + earlyMs }
}

/** @param since when the limit began to hold; 0 where it always did */
export function startOf(counting: Counting, deadline: ReportDeadline, since: number): Started {
  if (isDaily(deadline)) return lastDay(counting, deadline, since)
  switch (deadline.starts) {
    case 'received':
    case 'occurred':
      return receivedOrOccurred(deadline, counting.record, since)
    // From the last report, also where a graver grade shortened the limit: the tighter one is safe.
    case 'last-report':
      return lastReport(counting, deadline)
    case 'casualties-changed':
      return casualtiesChanged(counting, deadline)
  }
}

function nextDaily(after: number, clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  const today = startOfBeijingDay(beijingDay(after)) + (hours * 60 + minutes) * minuteMs
  return today > after ? today : today + dayMs
}

/** @param settingMs of a limit that is a setting of the county */
export function dueOf(
  { limit }: ReportDeadline,
  { at: start, dueAfter = start }: Start,
  settingMs: (key: string) => number,
): number {
  if (limit === null || limit === 'immediately') return start
  if (limit === 'same-day') return startOfBeijingDay(beijingDay(start)) + dayMs
  if ('minutes' in limit) return start + limit.minutes * minuteMs
  if ('rule' in limit) return start + settingMs(limit.rule)
  return nextDaily(dueAfter, limit.dailyAt)
}
