/** 印发: the month becomes the county's word; what follows are changes with a name and a reason. */
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { OpRef } from '../../oplog/types.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import type { Violation } from '../../roster/model.ts'
import { logLines } from '../logbook/index.ts'
import { decidedBy, decisionFor } from '../people/index.ts'
import {
  named,
  seenMonth,
  type GivenAuthority,
  type GivenOverride,
  type MonthRefusal,
  type RuleRefusal,
  type Stored,
} from './drafting.ts'
import { monthWord } from './month-word.ts'
import { rosterPublished, type RosterPublished, type StoredOverride } from './facts.ts'
import { shiftRow } from './queries.ts'
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
  const own = new Set(row.shifts.map(({ id }) => id))
  const named = new Set(known.map(({ key }) => key))
  return violationsOf(context, withMonthsAround(context, new Map([[row.id, row]]))).filter(
    ({ key, shift, other }) =>
      own.has(shift) ||
      (other !== null && own.has(other)) ||
      (!named.has(key) && shiftRow(context, shift)?.published),
  )
}

type PublishRefusal =
  | RuleRefusal
  | MonthRefusal
  | Refusal<'already'>
  | Refusal<'not-entitled', { readonly name: string }>

export function publishMonth(
  context: CoreContext,
  seat: Seat,
  input: PublishInput,
): Result<Stored, PublishRefusal> {
  const { person, name } = requireRight(seat, 'roster.write')
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
  const given = named(found, input.overrides, decidedBy(decision.value), at)
  const kept = new Set([...known, ...given].map(({ key }) => key))
  const open = found.filter(({ key }) => !kept.has(key))
  if (open.length > 0) return refuse('soft-rule', { violations: open })
  const body: RosterPublished = {
    shifts: row.shifts.map((shift) => ({
      ...shift,
      needs: shift.needs.map((need) => ({ ...need })),
    })),
    cells: row.cells.map((cell) => ({ ...cell, people: [...cell.people] })),
    decision: decision.value,
    overrides: given,
    by: person,
    name,
    at,
  }
  const over =
    given.length === 0
      ? ''
      : `；变通 ${given.length} 处：${given.map(({ words, reason }) => `${words}${reason}`).join('；')}`
  const text = `${decidedBy(decision.value)} 印发 ${monthWord(input.month)}值班表，共 ${row.shifts.length} 个班${over}`
  return accept(
    recordFor(context, seat, () => [
      { kind: rosterPublished.kind, entity: input.month, body, base: row.seen },
      logLines(context)({
        kind: 'change',
        source: { kind: 'person', id: person, text: name },
        text,
        recorder: name,
      }),
    ]),
  )
}
