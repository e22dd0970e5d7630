/**
 * Which way each township, post and team can be reached (联络保障): proofs of two-way contact by
 * means, their age, what to try next, and the comms mode.
 */
import type { Module } from '../../module.ts'
import { modeProjection, reachProjection } from './apply.ts'
import { modeFacts, reachFacts } from './facts.ts'
import { listenToNotes } from './notes.ts'
import { reachRouter } from './router.ts'
import { listenToTraffic } from './traffic.ts'
import { watchReach } from './watch.ts'

export { addressesOf } from './addresses.ts'
export { bestMeans } from './best-means.ts'
export { checkedOffline } from './checked.ts'
export { meansGateways } from './gateways-by-means.ts'
export { modeChanges, modeNow } from './mode.ts'
export { modeMachine } from './mode-machine.ts'
export { whyLost } from './next-contact.ts'
export { contactFailed, contactProven, contactsStruck } from './proof.ts'
export { standings } from './standing.ts'

export const reachModule: Module = {
  name: 'reach',
  facts: [...reachFacts, ...modeFacts],
  projections: [reachProjection, modeProjection],
  start(context) {
    const stops = [listenToTraffic(context), listenToNotes(context), watchReach(context)]
    return () => {
      for (const stop of stops) stop()
    }
  },
  router: reachRouter,
}
