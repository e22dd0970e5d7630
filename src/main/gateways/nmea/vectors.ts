import { fromLatin1, latin1 } from '../../../core/gateway/frame-kit.ts'
import type { VectorProtocol } from '../../tools/vector-protocol.ts'
import { nmeaFramer } from './framer.ts'
import { readSentence } from './sentence.ts'

/** The mapping table: our names on the left, the vector file's on the right; the rest is the same. */
const vectorNames: Readonly<Record<string, string>> = {
  speedKn: 'speed_kn',
  speedKmh: 'speed_kmh',
  date: 'date_ddmmyy',
  satellites: 'sats',
  satellitesUsed: 'sats',
  altitudeM: 'alt_m',
  geoidM: 'geoid_m',
  number: 'num',
  inView: 'in_view',
  satellitesInView: 'sv',
  elevation: 'el',
  azimuth: 'az',
  signalId: 'signal_id',
}

function renamed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(renamed)
  if (typeof value !== 'object' || value === null) return value
  const pairs = Object.entries(value).map(([key, inner]) => [
    vectorNames[key] ?? key,
    renamed(inner),
  ])
  return Object.fromEntries(pairs)
}

/** Published sentences; a damaged one is decoded all the same, for comparison. */
export const nmeaVectors: VectorProtocol = {
  protocol: 'nmea',
  decode(row) {
    const framer = nmeaFramer(false)
    const pieces = [...framer.push(fromLatin1(`${row.text ?? ''}\r\n`)), ...framer.flush()]
    const piece = pieces.find((framed) => framed.kind !== 'noise')
    if (piece === undefined) return { decoded: undefined, damaged: true }
    return {
      decoded: renamed(readSentence(latin1(piece.bytes))),
      damaged: piece.kind === 'damaged',
    }
  },
}
