/** The directory of numbers: radios, groups, telephones, cards, and who has them. */
import { implement } from '@orpc/server'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { requireSession } from '../../seat-log.ts'
import { pointProjection } from './apply.ts'
import { directoryContract } from './contract.ts'
import { directoryFacts } from './facts.ts'
import { contactPoints } from './points.ts'

export { pointDraft } from './commands.ts'
export type { ContactPoint } from './contract.ts'
export { pointKindWord, type PointKind } from './kinds.ts'
export {
  contactPoints,
  meansOf,
  nameOfNumber,
  numbersOfKind,
  pointOf,
  type PointFilter,
} from './points.ts'

function directoryRouter(context: CoreContext) {
  const os = implement(directoryContract).$context<SeatContext>()
  return {
    list: os.list.handler(({ context: { seat } }) => {
      requireSession(seat)
      return contactPoints(context, { disabled: true })
    }),
  }
}

export const directoryModule: Module = {
  name: 'directory',
  facts: directoryFacts,
  projections: [pointProjection],
  router: directoryRouter,
}
