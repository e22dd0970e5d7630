/** Whom an address of any net belongs to, for lists that ask for every line. */
import { phoneKey } from '../../county/phone.ts'
import { keptUntil } from '../../kept-until.ts'
import type { CoreContext } from '../../module.ts'
import type { PointKind } from './kinds.ts'
import { contactPoints, ownNames, pointTopics, type OwnName } from './points.ts'

export interface AddressName {
  readonly callSign: string
  readonly holder: string
  readonly unit: string | null
}

function addressBook(context: CoreContext): ReadonlyMap<string, AddressName> {
  const named = contactPoints(context)
    .filter(({ kind }) => kind !== 'group' && kind !== 'radio')
    .map(({ number, callSign, holder, unit }): [string, AddressName] => [
      number,
      { callSign: callSign || holder, holder, unit },
    ])
    .filter(([, { callSign }]) => callSign !== '')
  // The directory's own word stands before a telephone known from a team or a person.
  return new Map(named.toReversed())
}

/** Lists ask for thousands of radios at once. */
const booksOf = keptUntil(pointTopics, (context) => ({
  addresses: addressBook(context),
  own: ownNames(context),
}))

/** What the directory itself was told of a number. */
export function nameOfNumber(
  context: CoreContext,
  kind: PointKind,
  number: string,
): OwnName | undefined {
  return booksOf(context).own.get(`${kind}:${number}`)
}

/** Telephones, cards, call signs, terminals; radios have their own way (`nameOfNumber`). */
export function nameOfAddress(context: CoreContext, number: string): AddressName | undefined {
  const book = booksOf(context).addresses
  const exact = book.get(number)
  if (exact) return exact
  const key = phoneKey(number, context.county.county.phoneAreaCode)
  return key === undefined ? undefined : book.get(key)
}
