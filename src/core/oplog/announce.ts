import type { Changed, WireOp } from './types.ts'

interface Announcement {
  readonly ops: readonly WireOp[]
  readonly changed: Changed
}

export interface Announcer {
  onChanged(listener: (changed: Changed) => void): () => void
  onCommitted(listener: (ops: readonly WireOp[]) => void): () => void
  announce(announcement: Announcement): void
}

function add<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/**
 * Tells listeners what was committed, in commit order: what a listener commits itself is told
 * after everybody heard the first. A throwing listener reaches `failed`, never the writer: the
 * record is already durable.
 */
export function announcer(failed: (error: unknown) => void): Announcer {
  const changedListeners = new Set<(changed: Changed) => void>()
  const committedListeners = new Set<(ops: readonly WireOp[]) => void>()
  const waiting: Announcement[] = []
  let telling = false
  const tell = <T>(listeners: ReadonlySet<(value: T) => void>, value: T) => {
    for (const listener of listeners) {
      try {
        listener(value)
      } catch (error) {
        failed(error)
      }
    }
  }
  return {
    onChanged: (listener) => add(changedListeners, listener),
    onCommitted: (listener) => add(committedListeners, listener),
    announce(announcement) {
      waiting.push(announcement)
      if (telling) return
      telling = true
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        if (next.ops.length > 0) tell(committedListeners, next.ops)
        if (next.changed.size > 0) tell(changedListeners, next.changed)
      }
      telling = false
    },
  }
}
