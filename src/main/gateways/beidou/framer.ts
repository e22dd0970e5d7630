import {
  createFramer,
  latin1,
  u16be,
  xorSum,
  type Cut,
  type Framer,
} from '../../../core/gateway/frame-kit.ts'
import { sentenceCut } from '../../../core/gateway/sentence-check.ts'
import { binaryNames } from './binary.ts'

/** A thousand Chinese characters as hex digits and the words before them. */
export const maxSentence = 4352
/** The protocol allows 210 bytes of text; satellites in view take more. */
export const maxBinary = 1024
const maxBuffer = 2 * maxSentence
/** `$`, four letters, length, user address, check. */
const leastBinary = 11

const dollar = 0x24
const star = 0x2a

const isCapital = (byte: number): boolean => byte >= 0x41 && byte <= 0x5a

/** Text bodies may be raw GBK, whose second bytes are never `$`, `*` or a control character. */
function findSentence(bytes: Uint8Array): Cut {
  for (let at = 1; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    if (at <= 2 && !isCapital(byte)) return { kind: 'skip', count: at }
    if (byte === star) return sentenceCut(bytes, at)
    if (byte === dollar) return { kind: 'skip', count: at }
    if (byte === 0x0d || byte === 0x0a) return { kind: 'damaged', length: at }
    if (byte < 0x20 || byte === 0x7f) return { kind: 'skip', count: at }
  }
  return { kind: 'need-more' }
}

function findBinary(bytes: Uint8Array): Cut | undefined {
  if (bytes.length < 7) return { kind: 'need-more' }
  const length = u16be(bytes, 5)
  if (length < leastBinary || length > maxBinary) return undefined
  if (bytes.length < length) return { kind: 'need-more', expected: length }
  const good = xorSum(bytes, 0, length - 1) === bytes[length - 1]
  return { kind: good ? 'frame' : 'damaged', length }
}

function find(bytes: Uint8Array): Cut {
  if (bytes[0] !== dollar) {
    const next = bytes.indexOf(dollar)
    return { kind: 'skip', count: next === -1 ? bytes.length : next }
  }
  if (bytes.length < 5) {
    // Both dialects begin with capitals; anything else is settled at once.
    const wrong = bytes.subarray(1).findIndex((byte) => !isCapital(byte))
    return wrong === -1 ? { kind: 'need-more' } : findSentence(bytes)
  }
  const name = latin1(bytes, 1, 5)
  // `$GNTXT,…` of a satellite receiver begins like `$GNTX`: its "length" is impossible.
  return (binaryNames.has(name) ? findBinary(bytes) : undefined) ?? findSentence(bytes)
}

/** Cuts both dialects from one line: sentences (2.1, BeiDou-3) and binary frames (4.0). */
export function beidouFramer(): Framer {
  return createFramer({ maxFrame: maxSentence, maxBuffer, find })
}

/** A piece of `beidouFramer`: binary frames have no `*` before their end. */
export function isBinary(bytes: Uint8Array): boolean {
  const length = u16be(bytes, 5)
  return binaryNames.has(latin1(bytes, 1, 5)) && length >= leastBinary && length <= maxBinary
}
