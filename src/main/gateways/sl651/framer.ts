import {
  createFramer,
  latin1,
  u16be,
  type Cut,
  type Framer,
} from '../../../core/gateway/frame-kit.ts'
import { crc16 } from './crc.ts'

/** Twelve bits of length and what is round it. */
const maxBody = 0xfff
export const maxFrame = maxBody + 29
const maxBuffer = 2 * maxFrame

/** 7E7E, two addresses, password, function, direction and length, STX: the body begins behind. */
export const binaryHead = 14
/** SOH and the same fields as hex characters, STX. */
export const asciiHead = 24

const soh = 0x01
const stx = 0x02
const syn = 0x16

function checked(bytes: Uint8Array, length: number, sumAt: number): Cut {
  if (bytes.length < length) return { kind: 'need-more', expected: length }
  const good = crc16(bytes, 0, sumAt) === u16be(bytes, sumAt)
  return { kind: good ? 'frame' : 'damaged', length }
}

function findBinary(bytes: Uint8Array): Cut {
  if (bytes.length >= 2 && bytes[1] !== 0x7e) return { kind: 'skip', count: 1 }
  if (bytes.length < binaryHead) return { kind: 'need-more' }
  const direction = (bytes[11] ?? 0) >>> 4
  const start = bytes[13]
  if ((direction !== 0 && direction !== 8) || (start !== stx && start !== syn)) {
    return { kind: 'skip', count: 1 }
  }
  const length = u16be(bytes, 11) & maxBody
  return checked(bytes, length + 17, length + 15)
}

const isHex = (byte: number): boolean =>
  (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66)

function findAscii(bytes: Uint8Array): Cut {
  const head = bytes.subarray(1, asciiHead - 1)
  if (!head.every(isHex)) return { kind: 'skip', count: 1 }
  if (bytes.length < asciiHead) return { kind: 'need-more' }
  if (bytes[asciiHead - 1] !== stx) return { kind: 'skip', count: 1 }
  const length = Number.parseInt(latin1(bytes, 20, 23), 16)
  const total = length + asciiHead + 5
  if (bytes.length < total) return { kind: 'need-more', expected: total }
  const sum = Number.parseInt(latin1(bytes, total - 4, total), 16)
  return { kind: crc16(bytes, 0, total - 4) === sum ? 'frame' : 'damaged', length: total }
}

function find(bytes: Uint8Array): Cut {
  if (bytes[0] === 0x7e) return findBinary(bytes)
  if (bytes[0] === soh) return findAscii(bytes)
  const next = bytes.findIndex((byte) => byte === 0x7e || byte === soh)
  return { kind: 'skip', count: next === -1 ? bytes.length : next }
}

/** Cuts frames of both forms; there is no byte stuffing, the length decides. */
export function sl651Framer(): Framer {
  return createFramer({ maxFrame, maxBuffer, find })
}
