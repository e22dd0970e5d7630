/** Whom an address of any net belongs to, for lists that ask for every line. */
import { phoneKey } from '../../county/phone.ts'
import type { CoreContext } from '../../module.ts'
import { contactPoints } from './points.ts'

export interface AddressName {
  readonly callSign: string
  readonly holder: string
  readonly unit: string | null
}

type Book = ReadonlyMap<string, AddressName>
const books = new WeakMap<CoreContext, { book: Book | undefined }>()

function makeBook(context: CoreContext): Book {
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

function bookOf(context: CoreContext): Book {
  let kept = books.get(context)
  if (!kept) {
    const made: { book: Book | undefined } = { book: undefined }
    context.log.onChanged((changed) => {
      const touched = [...changed.keys()].some((topic) => /^(?:directory|teams|people)/.test(topic))
      if (touched) made.book = undefined
    })
    books.set(context, made)
    kept = made
  }
  kept.book ??= makeBook(context)
  return kept.book
}

/** Telephones, cards, call signs, terminals; radios have their own way (`nameOfNumber`). */
export function nameOfAddress(context: CoreContext, number: string): AddressName | undefined {
  const book = bookOf(context)
  const exact = book.get(number)
  if (exact) return exact
  const key = phoneKey(number, context.county.county.phoneAreaCode)
  return key === undefined ? undefined : book.get(key)
}
