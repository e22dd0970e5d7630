/**
 * Appends of what the world brought, which nobody can be asked to bring again: a refusal (full
 * disk, read-only folder) keeps them, in their order, and they are tried until they are stored.
 */
import type { CoreContext } from '../../module.ts'
import type { FactDraft } from '../../oplog/types.ts'
import { recordBySystem } from '../../seat-log.ts'

interface Kept {
  readonly source: string
  /** Run inside the transaction, at every attempt anew: numbers are given there. */
  readonly drafts: () => readonly FactDraft[]
  readonly onStored: (() => void) | undefined
}

export interface KeptAppends {
  /** `source`: the gateway's id, as the op's seat. `onStored` runs after the commit. */
  put(source: string, drafts: () => readonly FactDraft[], onStored?: () => void): void
  readonly waiting: number
  /** Tries once more, stops the timer and says what could not be stored. */
  close(): void
}

const retryMs = 2000

export function openKeptAppends(context: CoreContext): KeptAppends {
  const { timers } = context.world
  const queue: Kept[] = []
  let cancelRetry: (() => void) | undefined
  let closed = false

  function stored({ source, drafts, onStored }: Kept): boolean {
    try {
      const done = recordBySystem(context, source, drafts)
      if (!done.ok) {
        if (!cancelRetry)
          context.logger.warn('append.kept', { source, code: done.code, waiting: queue.length })
        return false
      }
      onStored?.()
    } catch (error) {
      // Our mistake: tried again it would fail again and hold up everything behind it.
      context.logger.error('append.failed', { source, error: String(error) })
    }
    return true
  }
  function flush(): void {
    cancelRetry?.()
    cancelRetry = undefined
    for (let first = queue[0]; first && stored(first); first = queue[0]) queue.shift()
    if (queue.length > 0 && !closed) cancelRetry = timers.after(retryMs, flush)
  }
  return {
    put(source, drafts, onStored) {
      queue.push({ source, drafts, onStored })
      if (!cancelRetry) flush()
    },
    get waiting() {
      return queue.length
    },
    close() {
      closed = true
      flush()
      if (queue.length > 0) context.logger.error('append.not-stored', { count: queue.length })
    },
  }
}

const opened = new WeakMap<CoreContext, KeptAppends>()

/** One queue per console, so that what came first is stored first. */
export function keptAppends(context: CoreContext): KeptAppends {
  const known = opened.get(context) ?? openKeptAppends(context)
  opened.set(context, known)
  return known
}
