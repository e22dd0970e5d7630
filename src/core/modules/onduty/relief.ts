/**
 * Whether two shifts are on duty at once. The truth of a handover is the handovers module's; it
 * says so here when it starts, because it reads this module and not the other way round.
 */
import type { CoreContext } from '../../module.ts'

export interface Relief {
  /** The shift that hands over, and the one that takes over. */
  readonly out: string
  readonly in: string | null
  readonly since: number
}

const readers = new WeakMap<CoreContext, () => Relief | undefined>()

/** `read` gives the handover that is going on; both shifts are shown on duty until it is closed. */
export function watchRelief(context: CoreContext, read: () => Relief | undefined): () => void {
  readers.set(context, read)
  return () => void readers.delete(context)
}

export function reliefNow(context: CoreContext): Relief | undefined {
  return readers.get(context)?.()
}
