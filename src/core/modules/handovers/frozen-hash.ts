/** The sheet in the one form that is hashed: what is printed is what was signed. */
import { toHexText } from '../../kernel/bytes-text.ts'
import type { Crypto } from '../../kernel/world.ts'
import { encodeCanonical } from '../../oplog/envelope.ts'
import type { FrozenSheet } from './frozen.ts'

/** Of the sheet alone, as the fact holds it. */
export function sheetHash(crypto: Pick<Crypto, 'sha256'>, sheet: FrozenSheet): string {
  return toHexText(crypto.sha256(encodeCanonical(sheet)))
}
