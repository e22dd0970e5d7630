/**
 * 通讯录: what `people` and `directory` keep of persons and organisations, joined with what each
 * number is for, roles in the county's nets, deputies and verification; and whom to call.
 */
import { implement } from '@orpc/server'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { orThrow } from '../../or-throw.ts'
import { requireSession } from '../../seat-log.ts'
import { placeSearch } from '../places/index.ts'
import { contactProjections } from './apply.ts'
import { awayAt } from './roster.ts'
import { contactBook, netsInUse, verifyDays, type Book } from './book.ts'
import { doubtContact, saveContact, setRetired, verifyContacts } from './commands.ts'
import { contactsContract } from './contract.ts'
import { contactDocuments } from './document.ts'
import { exportContacts } from './export.ts'
import { contactFacts } from './facts.ts'
import { whom } from './whom/index.ts'

export { areaNames } from './book.ts'
export { cellParts, splitNote, wayCell } from './cells.ts'
export {
  changedFields as changedContact,
  changeDrafts,
  signsIn,
  keptOf,
  verifiedDraft,
  type KeptFields,
} from './commands.ts'
export type { Contact } from './contract.ts'
export { readCards } from './vcard.ts'
export { keptWay, likelyPurpose, shownWay, type KeptWay } from './ways.ts'
export { isTelephone, purposeKeys, purposeWord, type Purpose } from './words.ts'

/** Everybody and every organisation, those out of use too. */
export function bookNow(context: CoreContext): Book {
  return bookAt(context, context.world.clock.nowMs())
}

/** Everybody and every organisation, with who is away at that moment. */
function bookAt(context: CoreContext, at: number): Book {
  return contactBook(context, at, awayAt(context, at))
}

export const documents = contactDocuments(bookNow)

function contactsRouter(context: CoreContext) {
  const os = implement(contactsContract).$context<SeatContext>()
  const { clock } = context.world
  return {
    list: os.list.handler(({ context: { seat } }) => {
      requireSession(seat)
      const { people, offices } = bookAt(context, clock.nowMs())
      return {
        people: [...people],
        offices: [...offices],
        verifyDays: verifyDays(context),
        townships: context.county.townships.map(({ code, name }) => ({ code, name })),
        nets: netsInUse(context),
      }
    }),
    whom: os.whom.handler(({ input: { query, at, limit }, context: { seat } }) => {
      requireSession(seat)
      return whom(context, { query, at: at ?? clock.nowMs(), limit })
    }),
    areas: os.areas.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return placeSearch(context)
        .findPlaces(input.query, 12)
        .filter(({ kind }) => kind !== 'own')
        .map(({ id, label }) => ({ code: id, name: label }))
    }),
    export: os.export.handler(async ({ input, errors, context: { seat } }) =>
      orThrow(await exportContacts(context, seat, bookAt(context, clock.nowMs()), input), errors),
    ),
    save: os.save.handler(({ input, errors, context: { seat } }) =>
      orThrow(saveContact(context, seat, input), errors),
    ),
    verify: os.verify.handler(({ input, errors, context: { seat } }) =>
      orThrow(verifyContacts(context, seat, input), errors),
    ),
    doubt: os.doubt.handler(({ input, errors, context: { seat } }) =>
      orThrow(doubtContact(context, seat, input), errors),
    ),
    retire: os.retire.handler(({ input, errors, context: { seat } }) =>
      orThrow(setRetired(context, seat, input), errors),
    ),
    restore: os.restore.handler(({ input, errors, context: { seat } }) => {
      const done = setRetired(context, seat, { ...input, reason: null })
      if (!done.ok) throw errors.NOT_FOUND()
      return { storedAt: done.value.storedAt }
    }),
  }
}

export const contactsModule: Module = {
  name: 'contacts',
  facts: contactFacts,
  projections: contactProjections,
  router: contactsRouter,
}
