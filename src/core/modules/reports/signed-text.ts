/** The text of a report in the one form that is hashed: what is printed is what was signed. */
import type { ReportElements } from '../../county/report-profile.ts'
import { toHexText } from '../../kernel/bytes-text.ts'
import type { Crypto } from '../../kernel/world.ts'
import { encodeCanonical } from '../../oplog/envelope.ts'
import type { ReportKind } from './words.ts'

export interface ReportText {
  readonly title: string
  readonly body: Readonly<Record<string, string>>
}

/** In the order of the profile, then what the profile does not know any more, by key. */
export function orderedKeys({ rows }: ReportElements, kind: ReportKind, body: ReportText['body']) {
  const known = rows.filter(({ kinds }) => kinds.includes(kind)).map(({ key }) => key)
  const others = Object.keys(body)
    .filter((key) => !known.includes(key))
    .toSorted()
  return [...known, ...others]
}

/** Of the text alone, so that a later profile cannot change it. */
export function textHash(crypto: Pick<Crypto, 'sha256'>, { title, body }: ReportText): string {
  const pairs = Object.entries(body)
    .filter(([, text]) => text !== '')
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
  return toHexText(crypto.sha256(encodeCanonical([title, pairs])))
}
