/** Notes and the leader: what may be written before anybody comes, and while both are there. */
import { beijingMinute } from '../../kernel/beijing-time.ts'
import { newId } from '../../kernel/id.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { FactDraft } from '../../oplog/types.ts'
import { recordFor, requireRight, type Stored } from '../../seat-log.ts'
import { lineBy, logLines } from '../logbook/index.ts'
import { personNamed } from '../people/index.ts'
import { clockBackOf, stepTime, type ClockBack } from './clock-guard.ts'
import { clockNoted, handoverPrepared, leaderSet, noteSet } from './facts.ts'
import { currentRow } from './stores.ts'
import type { HandoverRow } from './tables.ts'
import { teamsNow } from './teams.ts'

/** What is said while the sheet is being signed would not be on the paper. */
export type Sealed = Refusal<'not-now', { readonly sentence: string }>

export const sealedWords = '正在签名，交接单已经定稿。要改，请先“重开交接单”。'

export interface Opened {
  readonly id: string
  readonly row: HandoverRow | undefined
  /** The fact that begins it, where nobody wrote anything yet. */
  readonly first: readonly FactDraft[]
}

/** The handover of this shift, begun here if it is not. */
export function openedHandover(context: CoreContext, by: string, at: number): Opened {
  const row = currentRow(context)
  if (row) return { id: row.id, row, first: [] }
  const id = newId(context.world.clock, context.world.random)
  const body = { site: context.site, out: teamsNow(context).out, by, at }
  return { id, row: undefined, first: [{ kind: handoverPrepared.kind, entity: id, body }] }
}

export function setNote(
  context: CoreContext,
  seat: Seat,
  { item, text }: { readonly item: string; readonly text: string },
): Result<Stored, ClockBack | Sealed> {
  const { name: by } = requireRight(seat, 'log.write')
  const current = currentRow(context)
  if (current?.phase === 'signing') return refuse('not-now', { sentence: sealedWords })
  const time = stepTime(context, current)
  if (!time.ok) return time
  const at = time.value
  const { storedAt } = recordFor(context, seat, () => {
    const { id, row, first } = openedHandover(context, by, at)
    const body = { item, text: text.trim(), by, at }
    return [...first, { kind: noteSet.kind, entity: id, body, base: row?.notes[item]?.seen ?? [] }]
  })
  return accept({ storedAt })
}

export function setLeader(
  context: CoreContext,
  seat: Seat,
  input: { readonly leader: string | null; readonly onSite: boolean },
): Result<Stored, ClockBack | Sealed | Refusal<'not-found'>> {
  const { name: by } = requireRight(seat, 'log.write')
  const current = currentRow(context)
  if (current?.phase === 'signing') return refuse('not-now', { sentence: sealedWords })
  const leader = input.leader === null ? null : personNamed(context.db, input.leader)
  if (leader === undefined) return refuse('not-found')
  const time = stepTime(context, current)
  if (!time.ok) return time
  const at = time.value
  const { storedAt } = recordFor(context, seat, () => {
    const { id, row, first } = openedHandover(context, by, at)
    const body = { leader, onSite: input.onSite, by, at }
    return [...first, { kind: leaderSet.kind, entity: id, body, base: row?.leader?.seen ?? [] }]
  })
  return accept({ storedAt })
}

/** Somebody has compared the clock: counting goes on from now. */
export function noteClock(
  context: CoreContext,
  seat: Seat,
  reason: string,
): Result<Stored, Refusal<'not-now'>> {
  const who = requireRight(seat, 'log.write')
  const row = currentRow(context)
  const now = context.world.clock.nowMs()
  if (!row || clockBackOf(row, now) === 0) return refuse('not-now')
  const body = { before: row.lastAt, now, reason: reason.trim(), by: who.name }
  const words = `交接中时钟由 ${beijingMinute(row.lastAt)} 退到 ${beijingMinute(now)}，已核对：${body.reason}`
  const { storedAt } = recordFor(context, seat, () => [
    { kind: clockNoted.kind, entity: row.id, body },
    logLines(context)(lineBy(who, { kind: 'system', text: words })),
  ])
  return accept({ storedAt })
}
