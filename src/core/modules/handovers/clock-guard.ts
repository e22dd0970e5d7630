/** A step whose time would lie before the last one: small corrections are taken, the rest asks. */
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext } from '../../module.ts'
import type { HandoverRow } from './tables.ts'
import { clockBackMs } from './words.ts'

export type ClockBack = Refusal<'clock-back', { readonly lastAt: number; readonly now: number }>

/** How far the clock is behind the last step; nothing where it is within the tolerance. */
export function clockBackOf(row: Pick<HandoverRow, 'lastAt'> | undefined, now: number): number {
  const back = (row?.lastAt ?? 0) - now
  return back > clockBackMs ? back : 0
}

/** The time of a step: never before the one that came before it. */
export function stepTime(
  { world }: Pick<CoreContext, 'world'>,
  row: Pick<HandoverRow, 'lastAt'> | undefined,
): Result<number, ClockBack> {
  const now = world.clock.nowMs()
  if (row && clockBackOf(row, now) > 0) return refuse('clock-back', { lastAt: row.lastAt, now })
  return accept(Math.max(now, row?.lastAt ?? 0))
}
