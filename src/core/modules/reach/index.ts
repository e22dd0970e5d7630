/**
 * Which way each township, post and team can be reached (联络保障): proofs of two-way contact by
 * means, their age, and what to try next.
 */
import type { CoreContext, Module } from '../../module.ts'
import { reachProjection } from './apply.ts'
import { reachFacts } from './facts.ts'

export { addressesOf, type Address } from './addresses.ts'
export { bestMeans, type MeansChoice } from './best-means.ts'
export { contactFailed, contactProven, contactsStruck, type Proof } from './proof.ts'

export const reachModule: Module = {
  name: 'reach',
  facts: reachFacts,
  projections: [reachProjection],
  router: (_context: CoreContext) => ({}),
}
