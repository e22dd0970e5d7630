/** What follows from other hours or needs of a shift, said while they are still being typed. */
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext } from '../../module.ts'
import type { Violation } from '../../roster/model.ts'
import { wantedShift, type ShiftInput, type ShiftRefusal } from './drafting.ts'
import { monthRow } from './queries.ts'
import { newBreaches } from './rulebook.ts'

export interface ShiftEffect {
  /** `12月3日 白班 08:30–17:30 … → …`; empty where it would change nothing. */
  readonly words: string
  /** What it would break that is not broken now. */
  readonly broken: Violation[]
  /** What is broken now and would not be. */
  readonly mended: Violation[]
}

export function shiftEffect(
  context: CoreContext,
  input: Pick<ShiftInput, 'month' | 'shift' | 'removed'>,
): Result<ShiftEffect, Refusal<'not-laid'> | ShiftRefusal> {
  const row = monthRow(context, input.month)
  if (!row) return refuse('not-laid')
  const wanted = wantedShift(context, row, input)
  if (!wanted.ok) return wanted
  const { after, words } = wanted.value
  const [before, then] = [new Map([[row.id, row]]), new Map([[row.id, after]])]
  const broken = newBreaches(context, before, then)
  const mended = newBreaches(context, then, before)
  return accept({
    words,
    broken: [...broken.hard, ...broken.soft],
    mended: [...mended.hard, ...mended.soft],
  })
}
