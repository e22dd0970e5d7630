/** The directory of numbers: radios, groups, telephones, cards, and who has them. */
import { implement } from '@orpc/server'
import { assertNever } from '../../kernel/assert-never.ts'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { requireSession } from '../../seat-log.ts'
import { pointProjection } from './apply.ts'
import { savePoint } from './commands.ts'
import { directoryContract } from './contract.ts'
import { exportDirectory } from './export.ts'
import { directoryFacts } from './facts.ts'
import { numberHints } from './number-hints.ts'
import { airNumberOf, keptNumber, userNumberOf } from './numbers.ts'
import { shownPoints, similarBook } from './queries.ts'

export { changeDrafts, changedFields, pointDraft } from './commands.ts'
export type { ContactPoint, PointFields } from './contract.ts'
export { hiddenNumber } from './export.ts'
export { pointKinds, pointKindWord, type PointKind } from './kinds.ts'
export { nameOfAddress, nameOfNumber } from './names.ts'
export { numberHints } from './number-hints.ts'
export { airNumberOf, keptNumber, kindOfAddress } from './numbers.ts'
export { contactPoints, meansOf, numbersOfKind, pointOf, pointTopics } from './points.ts'
export { namesBehind, similarBook } from './queries.ts'
export { spokenForm } from './similar.ts'

function directoryRouter(context: CoreContext) {
  const os = implement(directoryContract).$context<SeatContext>()
  const { county } = context
  return {
    list: os.list.handler(({ context: { seat } }) => {
      requireSession(seat)
      return shownPoints(context)
    }),
    similar: os.similar.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      const number = keptNumber(county, input.kind, input.number) ?? input.number
      return similarBook(context)({ ...input, id: `${input.kind}:${number}` })
    }),
    convert: os.convert.handler(({ input: { kind, number }, context: { seat } }) => {
      requireSession(seat)
      const kept = keptNumber(county, kind, number)
      return {
        number: airNumberOf(county, kind, number) ?? null,
        userNumber: (kept === undefined ? undefined : userNumberOf(county, kind, kept)) ?? null,
      }
    }),
    save: os.save.handler(({ input, errors, context: { seat } }) => {
      const done = savePoint(context, seat, input)
      if (done.ok) return done.value
      switch (done.code) {
        case 'bad-number': {
          const hint = numberHints[input.kind]
          throw errors.BAD_NUMBER({ message: `号码不对：${hint}`, data: { hint } })
        }
        case 'known':
          throw errors.KNOWN({
            message: `这个号码已登记为 ${done.data.holder}。请在列表里选中它再改。`,
            data: done.data,
          })
        case 'not-found':
          throw errors.NOT_FOUND()
        case 'nothing':
          throw errors.NOTHING()
        case 'needs-name':
          throw errors.NEEDS_NAME()
        default:
          return assertNever(done)
      }
    }),
    export: os.export.handler(({ input, context: { seat } }) =>
      exportDirectory(context, seat, input),
    ),
  }
}

export const directoryModule: Module = {
  name: 'directory',
  facts: directoryFacts,
  projections: [pointProjection],
  router: directoryRouter,
}
