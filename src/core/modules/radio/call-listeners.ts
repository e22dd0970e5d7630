/** Who else follows calls from their first to their last moment, on this console only. */
import type { CoreContext } from '../../module.ts'
import type { CallLogged } from './facts.ts'

export interface FollowedCall {
  readonly entity: string
  readonly gateway: string
  readonly direction: 'in' | 'out'
  readonly type: CallLogged['type']
  readonly target: string
  readonly caller?: string | undefined
  /** UTC epoch milliseconds. */
  readonly startAt: number
  readonly talkers: readonly { readonly radio: string; readonly at: number }[]
  /** The log line that the call gets at its end. */
  readonly entry?: string | undefined
}

export interface CallListener {
  started(call: FollowedCall): void
  /** Before the call is logged. */
  ended(call: FollowedCall, endAt: number): void
}

const listening = new WeakMap<CoreContext, Set<CallListener>>()

export function callListeners(context: CoreContext): Set<CallListener> {
  const known = listening.get(context) ?? new Set()
  listening.set(context, known)
  return known
}

export function onCalls(context: CoreContext, listener: CallListener): () => void {
  callListeners(context).add(listener)
  return () => void callListeners(context).delete(listener)
}
