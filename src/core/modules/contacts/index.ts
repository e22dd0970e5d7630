/**
 * 通讯录: what `people` and `directory` keep of persons and organisations, joined with what each
 * number is for, roles in the county's nets, deputies and verification; and whom to call.
 */
import { implement } from '@orpc/server'
import { assertNever } from '../../kernel/assert-never.ts'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
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
    export: os.export.handler(async ({ input, errors, context: { seat } }) => {
      const done = await exportContacts(context, seat, bookAt(context, clock.nowMs()), input)
      if (!done.ok) throw errors.NOBODY()
      return done.value
    }),
    save: os.save.handler(({ input, errors, context: { seat } }) => {
      const done = saveContact(context, seat, input)
      if (done.ok) return done.value
      switch (done.code) {
        case 'not-found':
          throw errors.NOT_FOUND()
        case 'name-needed':
          throw errors.NAME_NEEDED()
        case 'same-person':
          throw errors.SAME_PERSON({ data: done.data })
        case 'bad-number':
          throw errors.BAD_NUMBER({
            message: `号码“${done.data.number}”不对：手机写 11 位，座机带区号或写 7、8 位，北斗卡写 4 到 13 位数字。`,
            data: done.data,
          })
        case 'own-deputy':
          throw errors.OWN_DEPUTY()
        case 'unknown':
          throw errors.UNKNOWN()
        case 'signs-in':
          throw errors.SIGNS_IN()
        case 'nothing':
          throw errors.NOTHING()
        default:
          return assertNever(done)
      }
    }),
    verify: os.verify.handler(({ input, errors, context: { seat } }) => {
      const done = verifyContacts(context, seat, input)
      if (!done.ok) throw errors.NOT_FOUND()
      return { storedAt: done.value.storedAt }
    }),
    doubt: os.doubt.handler(({ input, errors, context: { seat } }) => {
      const done = doubtContact(context, seat, input)
      if (!done.ok) throw errors.NOT_FOUND()
      return { storedAt: done.value.storedAt }
    }),
    retire: os.retire.handler(({ input, errors, context: { seat } }) => {
      const done = setRetired(context, seat, input)
      if (done.ok) return { storedAt: done.value.storedAt }
      throw done.code === 'signs-in' ? errors.SIGNS_IN() : errors.NOT_FOUND()
    }),
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
