/**
 * What a change of a roster has to bring: the month as it stands was seen, rules are kept or broken
 * with a name and a reason, a leader's word once the month is issued, and a line in the log.
 */
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat, Session } from '../../module.ts'
import type { FactDraft, OpRef } from '../../oplog/types.ts'
import type { Violation } from '../../roster/model.ts'
import { logLines } from '../logbook/index.ts'
import { decisionFor, type Decision } from '../people/index.ts'
import type { RosterViolation } from './contract.ts'
import type { StoredOverride } from './facts.ts'
import { monthRow } from './queries.ts'
import type { Judged } from './rulebook.ts'
import type { MonthRow } from './tables.ts'

export interface Stored {
  readonly storedAt: number
}
export interface GivenOverride {
  readonly key: string
  readonly reason: string
}
export interface GivenAuthority {
  readonly person: string
  readonly how: 'phone' | 'radio' | 'f2f'
}

export type RuleRefusal =
  | Refusal<'hard-rule', { readonly violations: RosterViolation[] }>
  | Refusal<'soft-rule', { readonly violations: RosterViolation[] }>
export type MonthRefusal =
  | Refusal<'not-laid'>
  | Refusal<'changed-elsewhere', { readonly by: string; readonly at: number }>

const refKey = ({ origin, seq }: OpRef) => `${origin} ${seq}`

/** The month, if the officer saw all that stands there now. */
export function seenMonth(
  context: Pick<CoreContext, 'db'>,
  month: string,
  seen: readonly OpRef[],
): Result<MonthRow, MonthRefusal> {
  const row = monthRow(context, month)
  if (!row) return refuse('not-laid')
  const known = new Set(seen.map(refKey))
  return row.seen.every((ref) => known.has(refKey(ref)))
    ? accept(row)
    : refuse('changed-elsewhere', { by: row.lastBy, at: row.lastAt })
}

/** Those of the broken rules for which a reason was given, with who takes them upon themselves. */
export function overridesOf(
  broken: readonly Violation[],
  given: readonly GivenOverride[],
  name: string,
  at: number,
): StoredOverride[] {
  const reasons = new Map(given.map(({ key, reason }) => [key, reason.trim()]))
  return broken.flatMap(({ key, words }) => {
    const reason = reasons.get(key) ?? ''
    return reason === '' ? [] : [{ key, words, name, reason, at }]
  })
}

/**
 * Whether a change may be recorded: no hard rule newly broken (a draft may have gaps), and in an
 * issued month a name and a reason for every soft one.
 */
export function allowed(
  judged: Judged,
  given: readonly GivenOverride[],
  published: boolean,
): Result<void, RuleRefusal> {
  const hard = published ? judged.hard : judged.hard.filter(({ rule }) => rule !== 'gap')
  if (hard.length > 0) return refuse('hard-rule', { violations: [...hard] })
  const reasons = new Set(given.filter(({ reason }) => reason.trim() !== '').map(({ key }) => key))
  const open = published ? judged.soft.filter(({ key }) => !reasons.has(key)) : []
  return open.length > 0 ? refuse('soft-rule', { violations: [...judged.soft] }) : accept(undefined)
}

export type WordRefusal =
  | Refusal<'reason-needed'>
  | Refusal<'not-entitled', { readonly name: string }>

/** A leader's word and a reason, once the month is issued; null in a draft. */
export function wordFor(
  context: CoreContext,
  seat: Seat,
  row: MonthRow,
  input: { readonly reason: string; readonly authority?: GivenAuthority | null | undefined },
): Result<Decision | null, WordRefusal> {
  if (row.publishedAt === null) return accept(null)
  const decision = decisionFor(context, seat, 'roster.approve', input.authority)
  if (!decision.ok) return decision
  return input.reason.trim() === '' ? refuse('reason-needed') : decision
}

/** `；变通 1 处：张伟到6月2日（周二）夜班已连续 2 个夜班，最多 1 个（人手不足）`; empty where there is none. */
export function overrideWords(overrides: readonly StoredOverride[]): string {
  if (overrides.length === 0) return ''
  const each = overrides.map(({ words, reason }) => `${words.replace(/。$/, '')}（${reason}）`)
  return `；变通 ${overrides.length} 处：${each.join('；')}`
}

/** What was decided about the roster, as a line of the log book. */
export function changeLine(
  context: CoreContext,
  { person, name }: Session,
  text: string,
): FactDraft {
  return logLines(context)({
    kind: 'change',
    source: { kind: 'person', id: person, text: name },
    text,
    recorder: name,
  })
}
