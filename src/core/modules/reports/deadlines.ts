/** Which limits hold for an incident, and since when (domain §2.1). */
import type { ReportCondition, ReportDeadline } from '../../county/report-profile.ts'
import type { Casualties, ReportRecord } from './record.ts'

/** Nobody has died, or nobody has said so: a limit by number does not hold yet. */
const nobody: Omit<Casualties, 'at' | 'source' | 'verified'> = {
  dead: 0,
  missing: 0,
  serious: 0,
  injured: 0,
  trapped: 0,
  atRisk: 0,
  evacuated: 0,
}

const stable: ReadonlySet<string> = new Set(['controlled', 'response_ended', 'aftermath'])

type Moment = Pick<
  ReportRecord,
  'category' | 'grade' | 'sensitive' | 'incidentStatus' | 'closed'
> & { readonly count: typeof nobody }

/** “以上” includes the number. */
function enough(count: typeof nobody, atLeast: NonNullable<ReportCondition['atLeast']>): boolean {
  const counted: Readonly<Record<string, number>> = {
    ...count,
    deadOrMissing: count.dead + count.missing,
  }
  return Object.entries(atLeast).every(([key, least = 0]) => (counted[key] ?? 0) >= least)
}

function holds(condition: ReportCondition, moment: Moment): boolean {
  const { categories, grades, atLeast, sensitive, unstable } = condition
  if (categories && !categories.some((prefix) => moment.category?.startsWith(prefix) ?? false))
    return false
  if (grades && !grades.includes(moment.grade)) return false
  if (atLeast && !enough(moment.count, atLeast)) return false
  if (sensitive && !moment.sensitive) return false
  return !(unstable && (moment.closed || stable.has(moment.incidentStatus)))
}

function appliesAt({ when }: ReportDeadline, moment: Moment): boolean {
  return when.length === 0 || when.some((condition) => holds(condition, moment))
}

/**
 * Whether the limit holds now, and the decision or count since which it does. A first grade is no
 * change: a limit that holds for it has been running since the call. `since` is 0 there.
 */
export function applies(
  deadline: ReportDeadline,
  record: ReportRecord,
): { readonly since: number } | undefined {
  const { casualties, grades } = record
  const moment = (at: number): Moment => {
    const graded = grades.findLast((one) => one.at <= at)?.grade ?? grades[0]?.grade
    return {
      ...record,
      // Before anything was graded the first judgement stands; it may only be re-graded later.
      grade: graded ?? record.grade,
      count: casualties.findLast((count) => count.at <= at) ?? nobody,
    }
  }
  const now = Math.max(
    record.receivedAt,
    ...grades.map(({ at }) => at),
    ...casualties.map(({ at }) => at),
  )
  if (!appliesAt(deadline, { ...moment(now), grade: record.grade })) return undefined
  const changes = [
    record.receivedAt,
    ...grades.map(({ at }) => at),
    ...casualties.map(({ at }) => at),
  ]
    .filter((at) => at >= record.receivedAt)
    .toSorted((one, other) => one - other)
  const lastNot = changes.findLast((at) => !appliesAt(deadline, moment(at)))
  const since = lastNot === undefined ? undefined : changes.find((at) => at > lastNot)
  return { since: since ?? 0 }
}
