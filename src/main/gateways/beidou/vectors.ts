import { fromHex, fromLatin1 } from '../../../core/gateway/frame-kit.ts'
import type { VectorProtocol } from '../../tools/vector-protocol.ts'
import { readBinary } from './binary.ts'
import { beidouFramer, isBinary } from './framer.ts'
import { readSentence } from './sentence.ts'

/** The vector file writes our names with underscores. */
function renamed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(renamed)
  if (typeof value !== 'object' || value === null) return value
  const pairs = Object.entries(value).map(([key, inner]) => [
    key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    renamed(inner),
  ])
  return Object.fromEntries(pairs)
}

/** A damaged frame is read all the same, whole: its own length may be what is wrong. */
export const beidouVectors: VectorProtocol = {
  protocol: 'beidou',
  decode(row) {
    const bytes = row.hex === undefined ? fromLatin1(`${row.text ?? ''}\r\n`) : fromHex(row.hex)
    const framer = beidouFramer()
    const pieces = [...framer.push(bytes ?? new Uint8Array()), ...framer.flush()]
    const good = pieces.find((piece) => piece.kind === 'frame')
    const read = good?.bytes ?? bytes ?? new Uint8Array()
    return {
      decoded: renamed(isBinary(read) ? readBinary(read) : readSentence(read)),
      damaged: good === undefined,
    }
  },
}
