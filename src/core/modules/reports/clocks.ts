/** The clock of each limit of an incident: a pure function of the record, the limits and the time. */
import type { ReportDeadline } from '../../county/report-profile.ts'
import { answersTo, dueOf, isWrittenUp, startOf, type Answer, type Start } from './clock-start.ts'
import type { ReportClock } from './contract.ts'
import { applies } from './deadlines.ts'
import type { ReportRecord } from './record.ts'
import { sourceWords } from './words.ts'

export interface Setting {
  readonly ms: number
  readonly basis: 'law' | 'county' | 'assumed'
}

export interface ClockInput {
  readonly record: ReportRecord
  /** Oldest first; those of voided reports left out. */
  readonly answers: readonly Answer[]
  readonly deadlines: readonly ReportDeadline[]
  /** Names of the documents, by source key. */
  readonly sources: Readonly<Record<string, string>>
  /** Of settings (`rules.json`): what holds now. */
  readonly setting: (key: string) => Setting
  /** Share of the limit after which it is amber. */
  readonly amberPercent: number
  readonly now: number
}

const tagWords = { law: '法定', older: '旧规 待核', county: '县设', assumed: '假定' } as const

function basisOf({ setting }: ClockInput, { basis, limit }: ReportDeadline): ReportClock['basis'] {
  if (limit !== null && typeof limit === 'object' && 'rule' in limit)
    return setting(limit.rule).basis
  return basis === 'law' || basis === 'older' || basis === 'county' ? basis : 'assumed'
}

function plainClock(input: ClockInput, deadline: ReportDeadline): ReportClock {
  const { key: rule, label, from, to, level, means, source, note = '', certainty } = deadline
  const basis = basisOf(input, deadline)
  return {
    rule,
    label,
    from,
    to,
    level,
    means,
    basis,
    tag: basis === 'law' && certainty !== 'C' ? '法定 待核' : tagWords[basis],
    source,
    sourceText: sourceWords(source, input.sources),
    note,
    immediate: deadline.limit === 'immediately',
    repeats: deadline.repeats ?? false,
    startsAt: null,
    startWord: '',
    waitsFor: '',
    dueAt: null,
    amberAt: null,
    state: 'not-started',
    metAt: null,
    metBy: null,
    late: false,
  }
}

/** A repeating limit was started by its last answer: only the final report ends it. */
function answerOf({ answers }: ClockInput, deadline: ReportDeadline, start: Start) {
  if (deadline.repeats) {
    return answers.find((answer) => answer.kind === 'final' && isWrittenUp(answer))
  }
  return deadline.starts === 'casualties-changed'
    ? answers.find((answer) => isWrittenUp(answer) && answer.at >= start.at)
    : answers.find((answer) => answersTo(deadline, answer))
}

function running(input: ClockInput, deadline: ReportDeadline, start: Start): ReportClock {
  const clock = plainClock(input, deadline)
  const dueAt = dueOf(deadline, start, (key) => input.setting(key).ms)
  const amberAt = start.at + ((dueAt - start.at) * input.amberPercent) / 100
  const begun = { ...clock, startsAt: start.at, startWord: start.word, dueAt, amberAt }
  const answer = answerOf(input, deadline, start)
  if (answer) {
    const late = !clock.immediate && !clock.repeats && answer.at > dueAt
    return { ...begun, state: 'met', metAt: answer.at, metBy: answer.words, late }
  }
  if (clock.immediate) return { ...begun, state: 'due' }
  if (input.now >= dueAt) return { ...begun, state: 'overdue' }
  return { ...begun, state: input.now >= amberAt ? 'due' : 'plan' }
}

/** An incident that never was one, or goes on in another, owes nothing any more. */
const owesNothing: ReadonlySet<string> = new Set(['false_alarm', 'merged'])

function clockOf(input: ClockInput, deadline: ReportDeadline): ReportClock | undefined {
  const { record } = input
  const applying = applies(deadline, record)
  if (!applying) return undefined
  const started = startOf(input, deadline, applying.since)
  if (started === undefined) return undefined
  const clock =
    'waitsFor' in started
      ? { ...plainClock(input, deadline), waitsFor: started.waitsFor }
      : running(input, deadline, started)
  if (clock.state === 'met') return clock
  if (owesNothing.has(record.incidentStatus)) return undefined
  return record.closed && (clock.repeats || clock.state === 'not-started') ? undefined : clock
}

const rank: Readonly<Record<ReportClock['state'], number>> = {
  overdue: 0,
  due: 1,
  plan: 1,
  'not-started': 2,
  met: 3,
}

/** The tighter one first: what is overdue, what is due soonest, what has not started, what is done. */
function tighter(one: ReportClock, other: ReportClock): number {
  return rank[one.state] - rank[other.state] || (one.dueAt ?? 0) - (other.dueAt ?? 0)
}

/** Every limit of the desk that holds for this incident. */
export function clocksOf(input: ClockInput): ReportClock[] {
  return input.deadlines
    .filter(({ enabled, by }) => enabled && by === 'county')
    .flatMap((deadline) => clockOf(input, deadline) ?? [])
    .toSorted(tighter)
}

/** For a card: the tightest that has a number and is not kept yet. */
export function tightestClock(clocks: readonly ReportClock[]): ReportClock | undefined {
  const open = clocks.filter(({ state }) => state !== 'met' && state !== 'not-started')
  return open.find(({ immediate }) => !immediate) ?? open[0]
}
