import { createFramer, type Cut, type Framer } from '../../../core/gateway/frame-kit.ts'
import { sentenceCut } from '../../../core/gateway/sentence-check.ts'

/** The standard allows 82 characters; receivers with version 4.1 fields and long texts send more. */
export const maxSentence = 256
const maxBuffer = 1024

const dollar = 0x24
const star = 0x2a
const carriageReturn = 0x0d
const lineFeed = 0x0a

/** A sentence without a checksum still begins with an address of letters and digits. */
function hasAddress(bytes: Uint8Array): boolean {
  for (let at = 1; at <= 5; at++) {
    const byte = bytes[at] ?? 0
    if (!((byte >= 0x41 && byte <= 0x5a) || (byte >= 0x30 && byte <= 0x39))) return false
  }
  return bytes[6] === 0x2c
}

function findSentence(bytes: Uint8Array, lenient: boolean): Cut {
  if (bytes[0] !== dollar) {
    const next = bytes.indexOf(dollar)
    return { kind: 'skip', count: next === -1 ? bytes.length : next }
  }
  for (let at = 1; at < bytes.length; at++) {
    const byte = bytes[at]
    // `$` is reserved: a new sentence began before this one ended.
    if (byte === dollar) return { kind: 'skip', count: at }
    if (byte === star) return sentenceCut(bytes, at)
    if (byte === carriageReturn || byte === lineFeed) {
      return { kind: lenient && hasAddress(bytes) ? 'frame' : 'damaged', length: at }
    }
  }
  return { kind: 'need-more' }
}

/**
 * Cuts NMEA 0183 sentences, `$` to the second checksum digit, without the line end. A wrong or,
 * unless `lenient`, a missing checksum makes the sentence `damaged`.
 */
export function nmeaFramer(lenient: boolean): Framer {
  return createFramer({
    maxFrame: maxSentence,
    maxBuffer,
    find: (bytes) => findSentence(bytes, lenient),
  })
}
