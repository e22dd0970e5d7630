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
export { openRollCall } from './queries.ts'
export { missingOf } from './sheet.ts'

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
