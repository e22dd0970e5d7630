/** Emergencies that stand: where they are, who is near, and what the gateway can do. Decides nothing. */
import { implement } from '@orpc/server'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { requireSession } from '../../seat-log.ts'
import { emergenciesContract } from './contract.ts'
import { standingEmergencies } from './list.ts'

export const emergenciesModule: Module = {
  name: 'emergencies',
  facts: [],
  projections: [],
  router(context: CoreContext) {
    const os = implement(emergenciesContract).$context<SeatContext>()
    return {
      list: os.list.handler(({ context: { seat } }) => {
        requireSession(seat)
        return standingEmergencies(context)
      }),
    }
  },
}
