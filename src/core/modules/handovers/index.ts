/**
 * 交接班: the sheet builds itself from live state, the incoming chief accepts each item by name or
 * returns it with a question, both are on duty until all is accepted, three signatures freeze it.
 */
import type { CoreContext, Module } from '../../module.ts'
import { watchRelief } from '../onduty/index.ts'
import { handoverProjection, inventoryProjection, loanProjection } from './apply.ts'
import { handoverFacts, inventoryFacts, loanFacts } from './facts.ts'
import { handoversRouter } from './router.ts'
import { currentRow } from './stores.ts'

export { documents } from './document.ts'
export { verifyHandovers } from './verifying.ts'
export { handoverState } from './state.ts'
export { handoverProjection } from './apply.ts'
export { handoverFacts } from './facts.ts'

/** Both shifts are on duty from the arrival to the last signature. */
function tellRelief(context: CoreContext): () => void {
  return watchRelief(context, () => {
    const row = currentRow(context)
    const out = row?.begun?.out.shift
    if (!row?.begun || out === undefined) return undefined
    return { out, in: row.begun.in.shift ?? null, since: row.begun.at }
  })
}

export const handoversModule: Module = {
  name: 'handovers',
  facts: [...handoverFacts, ...loanFacts, ...inventoryFacts],
  projections: [handoverProjection, loanProjection, inventoryProjection],
  start: tellRelief,
  router: handoversRouter,
}
