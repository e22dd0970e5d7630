/** What the other modules recorded about an incident, brought together for measuring and drawing. */
import type { EpochMs } from '../../kernel/world.ts'
import type { CoreContext } from '../../module.ts'
import { assignmentsOf, type Assignment, type AssignmentState } from '../dispatch/index.ts'
import {
  callsOf,
  casualtiesOf,
  figuresText,
  gradeHistory,
  incidentRow,
  incidentShown,
  type IncidentRow,
} from '../incidents/index.ts'
import { decidedBy, decisionSchema } from '../people/index.ts'
import { reportClocks, reportsOf, type ReportClock } from '../reports/index.ts'
import { incidentWord, type Incident } from '../incidents/contract.ts'
import { reviewRow, type Relief, type ReviewRow } from '../review-record/index.ts'
import { ruleMs } from '../rules/index.ts'
import type {
  Limit,
  ReviewedDeadline,
  ReviewedIncident,
  ReviewedTeam,
  ReviewLimits,
} from './measured.ts'
import { timelineOf, type Happened, type HappenedLane, type LaneSpan } from './timeline.ts'

export type ReadingContext = CoreContext

export interface IncidentRecord {
  readonly row: IncidentRow
  readonly shown: Incident
  readonly review: ReviewRow | undefined
  readonly reviewed: ReviewedIncident
  /** In dispatch order. */
  readonly assignments: readonly Assignment[]
  /** Of the response, by its first time; null while it goes on. */
  readonly responseEndedAt: EpochMs | null
  readonly lanes: readonly HappenedLane[]
  readonly happened: readonly Happened[]
}

/** States after which nothing more is dispatched and the times are complete. */
const endedStates = new Set([
  'response_ended',
  'aftermath',
  'archived',
  'false_alarm',
  'transferred',
  'merged',
])

function limitOf(context: ReadingContext, key: string): Limit {
  const rule = context.county.rules.find((row) => row.key === key)
  if (!rule) throw new Error(`rules.json has no rule ${key}`)
  return { ms: ruleMs(context, key), basis: rule.basis, source: rule.source, rule: rule.label }
}

export function reviewLimits(context: ReadingContext): ReviewLimits {
  return {
    order: limitOf(context, 'review.order'),
    acknowledge: limitOf(context, 'dispatch.ack'),
    depart: limitOf(context, 'review.depart'),
    arrive: limitOf(context, 'review.arrive'),
    relief: limitOf(context, 'relief.hours'),
  }
}

function firstTime({ history }: IncidentRow, status: string): EpochMs | null {
  return history.find((change) => change.status === status)?.at ?? null
}

function occurredAt({ fields }: IncidentRow): EpochMs | null {
  const value = fields.occurredAt?.value
  return value !== null && typeof value === 'object' && 'at' in value ? value.at : null
}

const stateWeights: Readonly<Record<string, LaneSpan['weight']>> = {
  responding: 2,
  controlled: 1,
  response_ended: 0,
}

function incidentLane(row: IncidentRow): HappenedLane {
  return {
    key: 'incident',
    title: '事件',
    states: row.history.map(({ status, at }) => ({
      at,
      word: incidentWord(status),
      weight: stateWeights[status] ?? 0,
    })),
    endedAt: null,
  }
}

function incidentMarks(row: IncidentRow): Happened[] {
  return row.history.map(({ status, at, by, reason }, index) => ({
    at,
    lane: 'incident',
    kind: index === 0 ? 'call' : 'state',
    text:
      index === 0
        ? `接报（${by}）`
        : `${incidentWord(status)}（${by}）${reason === '' ? '' : `：${reason}`}`,
  }))
}

function reliefMarks(relief: readonly Relief[]): Happened[] {
  return relief
    .filter(({ withdrawn }) => withdrawn === null)
    .map(({ at, settlement, what }) => ({
      at,
      lane: 'relief',
      kind: 'relief' as const,
      text: `救助 ${settlement}：${what}`,
    }))
}

function reviewedTeam(assignment: Assignment): ReviewedTeam {
  const { id, callSign, orderedAt, acknowledgedAt, departedAt, arrivedAt } = assignment
  const endedAt = assignment.releasedAt ?? assignment.backAt
  const calledOff = assignment.over ? assignment.stateSince : null
  return {
    id,
    callSign,
    orderedAt,
    acknowledgedAt,
    departedAt,
    arrivedAt,
    endedAt: endedAt ?? calledOff,
  }
}

const teamWeights: Partial<Record<AssignmentState, LaneSpan['weight']>> = {
  dispatched: 1,
  en_route: 1,
  arrived: 2,
  working: 2,
  resting: 1,
}

function teamLane({ id, callSign, over, stateSince, history }: Assignment): HappenedLane {
  return {
    key: id,
    title: callSign,
    states: history.map(({ at, state, word }) => ({ at, word, weight: teamWeights[state] ?? 0 })),
    endedAt: over ? stateSince : null,
  }
}

const teamMarks: Partial<Record<AssignmentState, Happened['kind']>> = {
  ordered: 'order',
  arrived: 'arrival',
  released: 'release',
  returned: 'release',
}

function marksOfTeam({ id, callSign, task, place, history }: Assignment): Happened[] {
  return history.flatMap(({ at, state, word, by, skipped }) => {
    const kind = teamMarks[state]
    // Passed over: its time is not in the record.
    if (kind === undefined || skipped) return []
    const order = state === 'ordered' ? `：${task}（${place}）` : ''
    return [{ at, lane: id, kind, text: `${callSign} ${word}${order}（${by}）` }]
  })
}

function callMarks(context: ReadingContext, incident: string): Happened[] {
  return callsOf(context.db, incident).map(({ at, source, text }) => ({
    at,
    lane: 'calls',
    kind: 'call' as const,
    text: `来电 ${source}：${text}`,
  }))
}

function gradeMarks({ db }: ReadingContext, incident: string): Happened[] {
  return gradeHistory(db, incident).map(({ at, grade, by, decision }) => {
    const decided = decisionSchema.safeParse(decision)
    return {
      at,
      lane: 'incident',
      kind: 'grade' as const,
      text: `定级 ${incidentWord(grade)}（${decided.success ? decidedBy(decided.data) : by}）`,
    }
  })
}

function casualtyMarks({ db }: ReadingContext, incident: string): Happened[] {
  return casualtiesOf(db, incident).map((snapshot) => ({
    at: snapshot.at,
    lane: 'casualties',
    kind: 'casualty' as const,
    text: `伤亡 ${figuresText(snapshot)}（${snapshot.source}${snapshot.verified ? '，已核实' : ''}）`,
  }))
}

/** A limit that repeats is measured where it was kept; after the end nothing more falls due. */
function reviewedDeadlines(clocks: readonly ReportClock[]): ReviewedDeadline[] {
  return clocks
    .filter(({ repeats, metAt, startsAt }) => metAt !== null || (!repeats && startsAt !== null))
    .map(({ rule, label, to, startsAt, dueAt, immediate, metAt, basis, source }) => ({
      key: rule,
      label: `${label} → ${to}`,
      startsAt,
      // 立即 is no number: nothing can be late by so many minutes.
      dueAt: immediate ? null : dueAt,
      metAt,
      basis,
      source,
    }))
}

function reportMarks(context: ReadingContext, incident: string): Happened[] {
  return reportsOf(context, incident).flatMap(({ name, sendings }) =>
    sendings.map(({ at, to, receiver, meansWord, by }) => ({
      at,
      lane: 'reports',
      kind: 'report' as const,
      text: `${name} 报 ${to} ${receiver}（${meansWord}，${by}）`,
    })),
  )
}

/** A lane without states is drawn for its marks only, and left out where it has none. */
function laneFor(key: string, title: string, happened: readonly Happened[]): HappenedLane[] {
  return happened.some(({ lane }) => lane === key)
    ? [{ key, title, states: [], endedAt: null }]
    : []
}

export function incidentRecordFor(
  context: ReadingContext,
  incident: string,
): IncidentRecord | undefined {
  const row = incidentRow(context.db, incident)
  if (!row) return undefined
  const review = reviewRow(context.db, incident)
  const relief = review?.relief ?? []
  const assignments = assignmentsOf(context, incident)
  const happened = [
    ...incidentMarks(row),
    ...callMarks(context, incident),
    ...gradeMarks(context, incident),
    ...reportMarks(context, incident),
    ...casualtyMarks(context, incident),
    ...assignments.flatMap(marksOfTeam),
    ...reliefMarks(relief),
  ]
  return {
    row,
    shown: incidentShown(context, row),
    review,
    assignments,
    reviewed: {
      receivedAt: row.receivedAt,
      occurredAt: occurredAt(row),
      controlledAt: firstTime(row, 'controlled'),
      ended: endedStates.has(row.incidentStatus),
      assignments: assignments.map(reviewedTeam),
      deadlines: reviewedDeadlines(reportClocks(context, incident)),
      reliefAt: relief.find(({ withdrawn }) => withdrawn === null)?.at ?? null,
      asOf: context.world.clock.nowMs(),
    },
    responseEndedAt: firstTime(row, 'response_ended'),
    lanes: [
      incidentLane(row),
      ...laneFor('calls', '来电', happened),
      ...laneFor('reports', '报送', happened),
      ...laneFor('casualties', '伤亡', happened),
      ...laneFor('relief', '救助', happened),
      ...assignments.map(teamLane),
    ],
    happened,
  }
}

/** Work has ended when the response has, and the last team is back. */
export function recordTimeline(record: IncidentRecord) {
  const ends = [record.responseEndedAt, ...record.lanes.map(({ endedAt }) => endedAt)]
  const known = ends.filter((at) => at !== null)
  const workEndedAt = record.reviewed.ended && known.length > 0 ? Math.max(...known) : null
  return timelineOf(record.lanes, record.happened, {
    workEndedAt,
    asOf: record.reviewed.ended ? Math.max(record.row.statusSince, ...known) : record.reviewed.asOf,
  })
}
