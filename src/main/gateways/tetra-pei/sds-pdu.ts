/** SDS type 4: protocol id, SDS-TL, texts (EN 300 392-2 clause 29; radio reference §4.2). */
import { readText } from './text-coding.ts'
import { readTimeStamp, type TimeStamp } from './time-stamp.ts'
import { validitySeconds } from './validity.ts'

export const pids = {
  simpleText: 0x02,
  immediateSimpleText: 0x09,
  lip: 0x0a,
  text: 0x82,
  immediateText: 0x89,
  headedText: 0x8a,
  concatenated: 0x8c,
} as const

const reportWishes = ['none', 'received', 'consumed', 'both'] as const
export type ReportWish = (typeof reportWishes)[number]

export interface StoreForward {
  readonly validityS: number
  /** Where the answer goes instead; its digits are not needed. */
  readonly addressType: number
  readonly address: Uint8Array
}

/** One part of a long text. */
export interface PartHeader {
  readonly ref: number
  readonly total: number
  readonly seq: number
}

interface TextBody {
  readonly coding: number
  /** The bytes of the text; parts are put together before they become letters. */
  readonly textBytes: Uint8Array
  readonly text: string
  readonly stamp?: TimeStamp | undefined
  readonly part?: PartHeader | undefined
}

export interface SimpleText extends TextBody {
  readonly kind: 'simple-text'
  readonly pid: number
}

export interface Transfer {
  readonly kind: 'transfer'
  readonly pid: number
  readonly report: ReportWish
  readonly shortReportAllowed: boolean
  readonly ref: number
  readonly storeForward?: StoreForward | undefined
  /** Absent where the protocol id carries no text, or the text is cut off. */
  readonly body?: TextBody | undefined
  /** 8C: a piece of any other PDU, which begins with its own protocol id in the first piece. */
  readonly piece?: { readonly part: PartHeader; readonly bytes: Uint8Array } | undefined
  /** User data as it came. */
  readonly userBytes: Uint8Array
}

export type SdsPdu =
  | SimpleText
  | Transfer
  | {
      readonly kind: 'report'
      readonly pid: number
      readonly ackRequired: boolean
      readonly deliveryStatus: number
      readonly ref: number
    }
  | {
      readonly kind: 'ack'
      readonly pid: number
      readonly deliveryStatus: number
      readonly ref: number
    }
  /** A protocol id this console has no use for. */
  | { readonly kind: 'other'; readonly pid: number }

/** How many bytes of address follow the byte that names its type; -1: not said here. */
function addressLength(type: number, bytes: Uint8Array, at: number): number {
  if (type === 0) return 1
  if (type === 1) return 3
  if (type === 2) return 6
  if (type === 3) return 1 + Math.ceil((bytes[at] ?? 0) / 2)
  return 0
}

function readStoreForward(
  pdu: Uint8Array,
  at: number,
): { value: StoreForward; length: number } | undefined {
  const first = pdu[at]
  if (first === undefined) return undefined
  const addressType = first & 7
  const length = 1 + addressLength(addressType, pdu, at + 1)
  if (at + length > pdu.length) return undefined
  const value = {
    validityS: validitySeconds(first >> 3),
    addressType,
    address: pdu.slice(at + 1, at + length),
  }
  return { value, length }
}

/** `05 00 03 ref total seq`, or `06 08 04` with a reference of two bytes, low byte first. */
function readPart(bytes: Uint8Array): { part: PartHeader; length: number } | undefined {
  const [length = 0, element, inner] = bytes
  const wide = element === 0x08
  if (length + 1 > bytes.length || (!wide && element !== 0x00)) return undefined
  if (inner !== (wide ? 4 : 3) || length < inner + 2) return undefined
  const at = wide ? 5 : 4
  const [low = 0, high = 0] = bytes.slice(3, at)
  const part = {
    ref: wide ? high * 256 + low : low,
    total: bytes[at] ?? 0,
    seq: bytes[at + 1] ?? 0,
  }
  return { part, length: length + 1 }
}

function readTextBody(user: Uint8Array, headed: boolean): TextBody | undefined {
  const first = user[0]
  if (first === undefined) return undefined
  const coding = first & 0x7f
  const stamped = (first & 0x80) !== 0
  let at = stamped ? 4 : 1
  if (at > user.length) return undefined
  const stamp = stamped ? readTimeStamp(user, 1) : undefined
  let part: PartHeader | undefined
  if (headed) {
    const header = readPart(user.subarray(at))
    if (!header) return undefined
    part = header.part
    at += header.length
  }
  const textBytes = user.slice(at)
  return { coding, textBytes, text: readText(coding, textBytes).text, stamp, part }
}

/**
 * 8C: type 3 bits, extension 1, reference 4 or 12 bits, parts, number of this part. Layout as one
 * public implementation reads it [S:14]; no captured frame exists.
 */
function readPiece(user: Uint8Array): Transfer['piece'] {
  const first = user[0] ?? 0xff
  if (first >> 5 !== 0) return undefined
  const wide = (first & 0x10) !== 0
  const at = wide ? 2 : 1
  const [total, seq] = user.slice(at, at + 2)
  if (total === undefined || seq === undefined) return undefined
  const ref = wide ? (first & 15) * 256 + (user[1] ?? 0) : first & 15
  return { part: { ref, total, seq }, bytes: user.slice(at + 2) }
}

function readTransfer(pdu: Uint8Array, pid: number, flags: number): Transfer | undefined {
  let at = 3
  let storeForward: StoreForward | undefined
  if ((flags & 1) !== 0) {
    const stored = readStoreForward(pdu, at)
    if (!stored) return undefined
    storeForward = stored.value
    at += stored.length
  }
  const userBytes = pdu.slice(at)
  const isText = pid === pids.text || pid === pids.immediateText || pid === pids.headedText
  return {
    kind: 'transfer',
    pid,
    report: reportWishes[(flags >> 2) & 3] ?? 'none',
    shortReportAllowed: (flags & 2) === 0,
    ref: pdu[2] ?? 0,
    storeForward,
    body: isText ? readTextBody(userBytes, pid === pids.headedText) : undefined,
    piece: pid === pids.concatenated ? readPiece(userBytes) : undefined,
    userBytes,
  }
}

/** `undefined`: empty, or cut off before its own header ends. Never throws. */
export function readSds(pdu: Uint8Array): SdsPdu | undefined {
  const [pid, flags, third, fourth] = pdu
  if (pid === undefined) return undefined
  if (pid === pids.simpleText || pid === pids.immediateSimpleText) {
    const body = readTextBody(pdu.subarray(1), false)
    return body && { kind: 'simple-text', pid, ...body }
  }
  if (pid < 0x80) return { kind: 'other', pid }
  if (flags === undefined || third === undefined) return undefined
  const messageType = flags >> 4
  if (messageType === 0) return readTransfer(pdu, pid, flags)
  if (fourth === undefined) return undefined
  const rest = { pid, deliveryStatus: third, ref: fourth }
  if (messageType === 1) return { kind: 'report', ackRequired: (flags & 8) !== 0, ...rest }
  if (messageType === 2) return { kind: 'ack', ...rest }
  return { kind: 'other', pid }
}
