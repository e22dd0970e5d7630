/**
 * Measured times: from one recorded moment to another, against a limit. Only what stands in the
 * record is measured; what does not is said to be missing.
 */
import type { EpochMs } from '../../kernel/world.ts'
import type { MeasuredTime, Verdict } from './contract.ts'

export type Limit = NonNullable<MeasuredTime['limit']>

/** What the times are measured from: the other modules' records, brought into one shape. */
export interface ReviewedIncident {
  readonly receivedAt: EpochMs
  readonly occurredAt: EpochMs | null
  /** Of the state's first time. */
  readonly controlledAt: EpochMs | null
  readonly ended: boolean
  readonly assignments: readonly ReviewedTeam[]
  readonly deadlines: readonly ReviewedDeadline[]
  /** First one that reached somebody. */
  readonly reliefAt: EpochMs | null
  readonly asOf: EpochMs
}

export interface ReviewedTeam {
  readonly id: string
  readonly callSign: string
  readonly orderedAt: EpochMs | null
  readonly acknowledgedAt: EpochMs | null
  readonly departedAt: EpochMs | null
  readonly arrivedAt: EpochMs | null
  /** Released or back. */
  readonly endedAt: EpochMs | null
}

/** A report's deadline, with when it was met. */
export interface ReviewedDeadline {
  readonly key: string
  readonly label: string
  readonly startsAt: EpochMs | null
  readonly dueAt: EpochMs | null
  readonly metAt: EpochMs | null
  readonly basis: Limit['basis']
  readonly source: string
}

export interface ReviewLimits {
  readonly order: Limit
  readonly acknowledge: Limit
  readonly depart: Limit
  readonly arrive: Limit
  readonly relief: Limit
}

interface Span {
  readonly key: string
  readonly team: string | null
  readonly label: string
  readonly from: MeasuredTime['from']
  readonly to: MeasuredTime['to']
  readonly limit: Limit | null
}

interface Going {
  readonly asOf: EpochMs
  /** The end may still come. */
  readonly open: boolean
  readonly skipped?: boolean
  /** What ends it may lie before its beginning. */
  readonly early?: boolean
}

function verdictOf({ from, to, limit }: Span, { asOf, open, skipped, early }: Going): Verdict {
  if (from.at === null || to.at === null) {
    if (skipped) return 'skipped'
    if (to.at !== null || !open) return 'unrecorded'
    return limit && from.at !== null && asOf - from.at > limit.ms ? 'pending-over' : 'pending'
  }
  if (to.at < from.at) return early ? 'early' : 'unclear'
  if (!limit) return 'no-limit'
  return to.at - from.at > limit.ms ? 'over' : 'within'
}

function measured(span: Span, going: Going): MeasuredTime {
  const verdict = verdictOf(span, going)
  const known = verdict === 'within' || verdict === 'over' || verdict === 'no-limit'
  const tookMs =
    known && span.from.at !== null && span.to.at !== null ? span.to.at - span.from.at : null
  return { ...span, tookMs, verdict }
}

/** The earliest of what is recorded. */
function first(times: readonly (EpochMs | null)[]): EpochMs | null {
  const known = times.filter((time) => time !== null)
  return known.length === 0 ? null : Math.min(...known)
}

function incidentSpans(incident: ReviewedIncident, limits: ReviewLimits): Span[] {
  const { assignments } = incident
  const received = { label: '接报', at: incident.receivedAt }
  const ordered = { label: '首次下令', at: first(assignments.map(({ orderedAt }) => orderedAt)) }
  const departed = { label: '首队出动', at: first(assignments.map(({ departedAt }) => departedAt)) }
  const arrived = { label: '首队到达', at: first(assignments.map(({ arrivedAt }) => arrivedAt)) }
  const controlled = { label: '控制', at: incident.controlledAt }
  const span = (
    key: string,
    from: MeasuredTime['from'],
    to: MeasuredTime['to'],
    limit: Limit | null = null,
  ): Span => ({ key, team: null, label: `${from.label} → ${to.label}`, from, to, limit })
  return [
    span('order', received, ordered, limits.order),
    span('first-departure', received, departed),
    span('first-arrival', received, arrived),
    span('control', arrived, controlled),
    span('whole', received, controlled),
  ]
}

function reliefSpan(incident: ReviewedIncident, limit: Limit): Span {
  const from =
    incident.occurredAt === null
      ? { label: '接报', at: incident.receivedAt }
      : { label: '事发', at: incident.occurredAt }
  const to = { label: '首次救助', at: incident.reliefAt }
  return { key: 'relief', team: null, label: `${from.label} → ${to.label}`, from, to, limit }
}

function deadlineSpan(deadline: ReviewedDeadline): Span {
  const { key, label, startsAt, dueAt, metAt, basis, source } = deadline
  const limit =
    startsAt === null || dueAt === null
      ? null
      : { ms: dueAt - startsAt, basis, source, rule: label }
  return {
    key: `report.${key}`,
    team: null,
    label,
    from: { label: '起算', at: startsAt },
    to: { label: '报出', at: metAt },
    limit,
  }
}

function teamTimes(team: ReviewedTeam, limits: ReviewLimits, going: Going): MeasuredTime[] {
  const ordered = { label: '下令', at: team.orderedAt }
  const acknowledged = { label: '复诵', at: team.acknowledgedAt }
  const departed = { label: '出动', at: team.departedAt }
  const arrived = { label: '到达', at: team.arrivedAt }
  const over = team.endedAt !== null
  const never = over && team.departedAt === null && team.arrivedAt === null
  const spans: readonly (readonly [string, typeof ordered, typeof ordered, Limit])[] = [
    ['acknowledge', ordered, acknowledged, limits.acknowledge],
    ['depart', ordered, departed, limits.depart],
    ['arrive', departed, arrived, limits.arrive],
  ]
  return spans.map(([key, from, to, limit]) =>
    measured(
      {
        key: `${team.id}.${key}`,
        team: team.callSign,
        label: `${from.label} → ${to.label}`,
        from,
        to,
        limit,
      },
      {
        asOf: going.asOf,
        open: going.open && !over,
        skipped: never && key !== 'acknowledge',
      },
    ),
  )
}

/** The incident's own times first, then the reports', then each team's in dispatch order. */
export function measuredTimes(incident: ReviewedIncident, limits: ReviewLimits): MeasuredTime[] {
  const going = { asOf: incident.asOf, open: !incident.ended }
  const own = [
    ...incidentSpans(incident, limits).map((span) => measured(span, going)),
    ...incident.deadlines.map((one) => measured(deadlineSpan(one), { ...going, early: true })),
    measured(reliefSpan(incident, limits.relief), going),
  ]
  return [...own, ...incident.assignments.flatMap((team) => teamTimes(team, limits, going))]
}
