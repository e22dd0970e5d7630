/** Reads of a review: times, parts, actions, and the chart. */
import { beijingDate, beijingMinute } from '../../kernel/beijing-time.ts'
import { nextSteps, stateWord } from '../../kernel/state-machine.ts'
import { decidedBy } from '../people/index.ts'
import {
  actionMachine,
  actionStates,
  reviewMachine,
  reviewSections,
  writableStates,
} from '../review-record/contract.ts'
import type { CorrectiveAction } from '../review-record/index.ts'
import { ruleMs } from '../rules/index.ts'
import type { Assignment } from '../dispatch/index.ts'
import { spanWords } from './contract.ts'
import type { MeasuredTime, Review, ReviewSectionShown, ShownAction } from './contract.ts'
import { measuredTimes } from './measured.ts'
import { prefilled, type Prefill } from './prefill.ts'
import { recordTimeline, reviewLimits, type IncidentRecord, type ReadingContext } from './record.ts'
import { screenLook, timelineSvg } from './timeline-svg.ts'

/** When the review of an ended response is due. */
export function dueAt(context: ReadingContext, responseEndedAt: number | null): number | null {
  return responseEndedAt === null ? null : responseEndedAt + ruleMs(context, 'review.due')
}

export function timesOf(context: ReadingContext, record: IncidentRecord): MeasuredTime[] {
  return [...(record.review?.signedTimes ?? measuredTimes(record.reviewed, reviewLimits(context)))]
}

function outcomeOf({ reviewed, review, shown }: IncidentRecord): string[] {
  const relief = (review?.relief ?? []).filter(({ withdrawn }) => withdrawn === null)
  const casualties = shown.fields.find(({ field }) => field === 'casualties')?.shown ?? ''
  return [
    ...(reviewed.controlledAt === null
      ? []
      : [`${beijingMinute(reviewed.controlledAt)} 事态得到控制`]),
    `伤亡失联：${casualties === '' ? '未记录' : casualties}`,
    ...relief.map(({ at, settlement, what }) => `${beijingMinute(at)} 救助 ${settlement}：${what}`),
  ]
}

/** `森防01（20 人、2 车）：03-02 22:06 下令，22:09 复诵 …，超时：下令 → 出动` */
function teamLine(assignment: Assignment, times: readonly MeasuredTime[]): string {
  const { id, callSign, people, vehicles } = assignment
  const strength = [
    ...(people === null ? [] : [`${people} 人`]),
    ...(vehicles === null ? [] : [`${vehicles} 车`]),
  ].join('、')
  const moments: readonly (readonly [number | null, string])[] = [
    [assignment.orderedAt, '下令'],
    [assignment.acknowledgedAt, '复诵'],
    [assignment.departedAt, '出动'],
    [assignment.arrivedAt, '到达'],
    [assignment.releasedAt, '撤离'],
    [assignment.backAt, '归队'],
  ]
  const told = moments.flatMap(([at, word]) =>
    at === null ? [] : [`${beijingMinute(at)} ${word}`],
  )
  const late = times
    .filter(({ key, verdict }) => key.startsWith(`${id}.`) && verdict === 'over')
    .map(({ label, tookMs }) => `${label} ${spanWords(tookMs ?? 0)}`)
  return `${callSign}${strength === '' ? '' : `（${strength}）`}：${told.join('，')}${late.length === 0 ? '' : `；超时：${late.join('、')}`}`
}

function prefillOf(record: IncidentRecord, times: readonly MeasuredTime[]): Prefill {
  return {
    incident: record.shown,
    times,
    happened: record.happened,
    teams: record.assignments.map((assignment) => teamLine(assignment, times)),
    orders: record.happened
      .filter(({ kind }) => kind === 'order')
      .map(({ at, text }) => `${beijingMinute(at)} ${text}`),
    outcome: outcomeOf(record),
    actions: record.review?.actions ?? [],
  }
}

export function sectionsOf(
  record: IncidentRecord,
  times: readonly MeasuredTime[],
): ReviewSectionShown[] {
  const prefill = prefillOf(record, times)
  return reviewSections.map(([key, title], index) => {
    const written = record.review?.sections[key]
    return {
      key,
      number: index + 1,
      title,
      text: written?.text ?? prefilled(key, prefill),
      written: written ? { by: written.by, at: written.at } : null,
      seen: [...(written?.seen ?? [])],
      others: [...(written?.others ?? [])],
    }
  })
}

function shownAction(action: CorrectiveAction, today: string): ShownAction {
  return {
    ...action,
    stateWord: actionStates.find(([key]) => key === action.state)?.[1] ?? action.state,
    overdue: action.state !== 'closed' && action.due < today,
    history: [...action.history],
    next: nextSteps(actionMachine, action.state).map(({ to, action: word, actor, reason }) => ({
      to,
      action: word,
      actor,
      reason,
    })),
  }
}

export function reviewShown(context: ReadingContext, record: IncidentRecord): Review {
  const { review, shown, reviewed } = record
  const times = timesOf(context, record)
  const due = dueAt(context, record.responseEndedAt)
  const state = review?.state ?? null
  const waived = review?.waived ?? null
  const open = state === null || writableStates.includes(state)
  return {
    incident: shown.id,
    number: shown.number,
    title: shown.title,
    ended: reviewed.ended,
    state,
    stateWord: state === null ? (waived ? '已免除' : '未开始') : stateWord(reviewMachine, state),
    writable: state !== null && writableStates.includes(state),
    history: [...(review?.history ?? [])],
    next:
      state === null
        ? []
        : nextSteps(reviewMachine, state).map(({ to, action, actor, reason }) => ({
            to,
            action,
            actor,
            reason,
          })),
    dueAt: due,
    overdue: due !== null && open && waived === null && reviewed.asOf > due,
    waived: waived
      ? { reason: waived.reason, at: waived.at, decided: decidedBy(waived.decision) }
      : null,
    times,
    timesSigned: record.review?.signedTimes != null,
    sections: sectionsOf(record, times),
    actions: (review?.actions ?? []).map((action) =>
      shownAction(action, beijingDate(reviewed.asOf)),
    ),
    relief: [...(review?.relief ?? [])],
    conflict: review?.conflict ?? false,
    asOf: reviewed.asOf,
  }
}

export function timelineShown(record: IncidentRecord, widthPx: number) {
  const timeline = recordTimeline(record)
  const { svg, width, height } = timelineSvg(timeline, widthPx, screenLook)
  return { svg, widthPx: width, heightPx: height, marks: [...timeline.marks] }
}
