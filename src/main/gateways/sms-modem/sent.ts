/** Parts handed to the network, until their reports came. */
import type { DriverIo } from '../../../core/gateway/driver.ts'
import { sameNumber } from './address.ts'
import { reportClass, type ReportClass } from './report-status.ts'

export interface SentPart {
  readonly text: SentText
  readonly reference: number
  readonly sentMono: number
  state: 'waiting' | ReportClass
  status: number
}

/** One text, as it was ordered. */
export interface SentText {
  readonly command: string
  readonly to: string
  readonly parts: SentPart[]
  /** Its order has ended; what comes is told as `delivery`. */
  ended: boolean
}

export interface SentBook {
  add(text: SentText, reference: number): SentPart
  /** The newest part of that reference to that number, within the time a centre may try. */
  reported(reference: number, to: string, status: number): SentPart | undefined
  readonly open: readonly SentText[]
}

/** References wrap after 256: more than that many are never told apart by number alone. */
const mostParts = 1000

/** The reference that the order's record keeps: of its parts in their order. */
export const referenceOf = (parts: readonly Pick<SentPart, 'reference'>[]): string =>
  parts.map(({ reference }) => reference).join('+')

export function openSentBook(io: DriverIo, keepMs: number): SentBook {
  const parts: SentPart[] = []
  return {
    add(text, reference) {
      const part: SentPart = {
        text,
        reference,
        sentMono: io.monotonicMs(),
        state: 'waiting',
        status: -1,
      }
      parts.push(part)
      text.parts.push(part)
      if (parts.length > mostParts) parts.shift()
      return part
    },
    reported(reference, to, status) {
      const oldest = io.monotonicMs() - keepMs
      const part = parts.findLast(
        (one) =>
          one.reference === reference && one.sentMono >= oldest && sameNumber(one.text.to, to),
      )
      if (!part) return undefined
      // A later "still trying" takes back nothing.
      const final = part.state !== 'waiting' && part.state !== 'temporary_still_trying'
      if (!final) {
        part.state = reportClass(status)
        part.status = status
      }
      return part
    },
    get open() {
      return [...new Set(parts.map(({ text }) => text))].filter(({ ended }) => !ended)
    },
  }
}
