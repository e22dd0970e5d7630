/** 印发: the month becomes the county's word; what follows are changes with a name and a reason. */
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { OpRef } from '../../oplog/types.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import type { Violation } from '../../roster/model.ts'
import { decidedBy, decisionFor } from '../people/index.ts'
import {
  changeLine,
  overridesOf,
  overrideWords,
  seenMonth,
  type GivenAuthority,
  type GivenOverride,
  type MonthRefusal,
  type RuleRefusal,
  type Stored,
} from './allowing.ts'
import type { Sheet } from './cells.ts'
import { rosterPublished, type RosterPublished, type StoredOverride } from './facts.ts'
import { monthWord } from './months.ts'
import { monthRow } from './queries.ts'
import { overridesAround, violationsOf, withMonthsAround } from './rulebook.ts'
import type { MonthRow } from './tables.ts'

export interface PublishInput {
  readonly month: string
  readonly seen: readonly OpRef[]
  readonly authority?: GivenAuthority | null | undefined
  readonly overrides: readonly GivenOverride[]
}

/** Of the month itself, and what it would break in an issued month beside it. */
function breachesOnIssue(
  context: CoreContext,
  row: MonthRow,
  known: readonly StoredOverride[],
): Violation[] {
  const months = withMonthsAround(context, new Map([[row.id, row]]))
  const idsOf = ({ shifts }: Sheet) => shifts.map(({ id }) => id)
  const own = new Set(idsOf(row))
  const issued = new Set(
    [...months].flatMap(([month, sheet]) =>
      monthRow(context, month)?.publishedAt == null ? [] : idsOf(sheet),
    ),
  )
  const named = new Set(known.map(({ key }) => key))
  return violationsOf(context, months).filter(
    ({ key, shift, other }) =>
      own.has(shift) ||
      (other !== null && own.has(other)) ||
      (!named.has(key) && issued.has(shift)),
  )
}

type PublishRefusal =
  | RuleRefusal
  | MonthRefusal
  | Refusal<'already'>
  | Refusal<'not-entitled', { readonly name: string }>

/** Issues a draft on a leader's word; from then on every change is told with a name and a reason. */
export function publishMonth(
  context: CoreContext,
  seat: Seat,
  input: PublishInput,
): Result<Stored, PublishRefusal> {
  const session = requireRight(seat, 'roster.write')
  const seen = seenMonth(context, input.month, input.seen)
  if (!seen.ok) return seen
  const row = seen.value
  if (row.publishedAt !== null) return refuse('already')
  if (row.shifts.length === 0) return refuse('not-laid')
  const decision = decisionFor(context, seat, 'roster.approve', input.authority)
  if (!decision.ok) return decision
  const known = overridesAround(context, input.month)
  const found = breachesOnIssue(context, row, known)
  const hard = found.filter((one) => one.hard)
  if (hard.length > 0) return refuse('hard-rule', { violations: [...hard] })
  const at = context.world.clock.nowMs()
  const given = overridesOf(found, input.overrides, decidedBy(decision.value), at)
  const kept = new Set([...known, ...given].map(({ key }) => key))
  const open = found.filter(({ key }) => !kept.has(key))
  if (open.length > 0) return refuse('soft-rule', { violations: open })
  const body: RosterPublished = {
    shifts: row.shifts,
    cells: row.cells,
    decision: decision.value,
    overrides: given,
    by: session.person,
    name: session.name,
    at,
  }
  const text = `${decidedBy(decision.value)} 印发 ${monthWord(input.month)}值班表，共 ${row.shifts.length} 个班${overrideWords(given)}`
  return accept(
    recordFor(context, seat, () => [
      { kind: rosterPublished.kind, entity: input.month, body, base: row.seen },
      changeLine(context, session, text),
    ]),
  )
}
