/** Roll calls (电台点名): nets, times, the sheet with its rounds, repairs, and how stations answer over time. */
import type { CoreContext, Module } from '../../module.ts'
import { netProjection, repairProjection, rollProjection } from './apply.ts'
import { netFacts, repairFacts, rollFacts } from './facts.ts'
import { listenToAnswers } from './listen.ts'
import { netRoutes } from './net-router.ts'
import { sheetRoutes } from './router.ts'
import { watchDue } from './watch.ts'

export { checkIn } from './answers.ts'
export { openFromWords } from './opening.ts'
export { documents } from './document.ts'
export { openRollCall, rollsBetween } from './queries.ts'
export { fixedRepairs, openRepairs } from './repairs.ts'
export { callSigns, countsOf, missingOf, rateOf } from './sheet.ts'
export { unheldSlots } from './slots.ts'
export { rollMachine } from './words.ts'

export const rollcallModule: Module = {
  name: 'rollcall',
  facts: [...rollFacts, ...netFacts, ...repairFacts],
  projections: [rollProjection, netProjection, repairProjection],
  start(context) {
    const stops = [listenToAnswers(context), watchDue(context)]
    return () => {
      for (const stop of stops) stop()
    }
  },
  router: (context: CoreContext) => ({ ...sheetRoutes(context), ...netRoutes(context) }),
}
