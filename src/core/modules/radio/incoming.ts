/** Who speaks or writes to this console, as it happens: for those who keep what waits for an answer. */
import type { CallKind } from '../../gateway/events.ts'
import type { CoreContext } from '../../module.ts'

export interface Incoming {
  /** Its row in the traffic; a call gets it when it ends. */
  readonly entity: string
  readonly gateway: string
  readonly radio: string
  readonly what:
    | { readonly kind: 'call'; readonly type: CallKind }
    | { readonly kind: 'text'; readonly body: string }
    | { readonly kind: 'status'; readonly code: number }
    | { readonly kind: 'emergency'; readonly how: string }
  /** The group it was said to; `null`: to this console. */
  readonly group: string | null
  readonly at: number
}

export interface IncomingListener {
  heard(incoming: Incoming): void
  /** The call is over. */
  ended(entity: string): void
}

const listening = new WeakMap<CoreContext, Set<IncomingListener>>()

function listeners(context: CoreContext): Set<IncomingListener> {
  const known = listening.get(context) ?? new Set()
  listening.set(context, known)
  return known
}

export function onIncoming(context: CoreContext, listener: IncomingListener): () => void {
  listeners(context).add(listener)
  return () => void listeners(context).delete(listener)
}

export function tellIncoming(context: CoreContext, incoming: Omit<Incoming, 'at'>): void {
  const at = context.world.clock.nowMs()
  for (const listener of listeners(context)) listener.heard({ ...incoming, at })
}

export function tellEnded(context: CoreContext, entity: string): void {
  for (const listener of listeners(context)) listener.ended(entity)
}
