/** Text service, UDP 4007 (radio reference §5). */
import { bytes16be, u16be } from '../../../core/gateway/frame-kit.ts'

const ucs2 = 4

export interface Tms {
  readonly ext: boolean
  readonly ackRequired: boolean
  readonly control: boolean
  /** Text; empty in what we send and in most of what radios send. */
  readonly address: string
  readonly type: string
  /** 0 to 127. */
  readonly seq?: number | undefined
  readonly encoding?: number | undefined
  readonly text?: string | undefined
  readonly capability?: number | undefined
}

function typeOf(control: boolean, code: number): string {
  if (!control) return code === 0 ? 'text' : `text_${code}`
  if (code === 0) return 'service_availability'
  return code === 15 ? 'ack' : `control_${code}`
}

export function readTms(datagram: Uint8Array): Tms | undefined {
  const length = u16be(datagram, 0)
  if (length < 2 || datagram.length < 2 + length || datagram.length > 3 + length) return undefined
  const body = datagram.subarray(2, 2 + length)
  const header = body[0] ?? 0
  const addressEnd = 2 + (body[1] ?? 0)
  if (addressEnd > body.length) return undefined
  const control = (header & 0x10) !== 0
  const code = header & 15
  const read: Tms = {
    ext: (header & 0x80) !== 0,
    ackRequired: (header & 0x40) !== 0,
    control,
    // An address is a number in text or in bytes; the published one is a single byte 01.
    address: Buffer.from(body.subarray(2, addressEnd)).toString('hex'),
    type: typeOf(control, code),
  }
  if (control && code === 0) return { ...read, capability: (body[addressEnd] ?? 0) & 3 }
  const sequence = read.ext ? readSequence(body, addressEnd) : { after: addressEnd }
  if (sequence === undefined) return undefined
  const { after, ...numbers } = sequence
  if (control) return { ...read, ...numbers }
  const text = Buffer.from(body.subarray(after)).toString('utf16le')
  return { ...read, ...numbers, text }
}

function readSequence(
  body: Uint8Array,
  at: number,
): { seq: number; encoding?: number; after: number } | undefined {
  const first = body[at]
  if (first === undefined) return undefined
  if ((first & 0x80) === 0) return { seq: first & 31, after: at + 1 }
  const second = body[at + 1]
  if (second === undefined) return undefined
  const encoding = second & 31
  return {
    seq: (first & 31) | (second & 0x60),
    ...(encoding === 0 ? {} : { encoding }),
    after: at + 2,
  }
}

const sequenceBytes = (seq: number, encoding: number): number[] => [
  0x80 | (seq & 31),
  (seq & 0x60) | encoding,
]

function datagram(body: readonly number[]): Uint8Array {
  return Uint8Array.of(...bytes16be(body.length), ...body)
}

export function tmsText(seq: number, text: string): Uint8Array {
  const units = Buffer.from(text, 'utf16le')
  return datagram([0xe0, 0, ...sequenceBytes(seq, ucs2), ...units])
}

/** Of a message with a sequence number, or of one without. */
export function tmsAck(seq: number | undefined): Uint8Array {
  return seq === undefined ? datagram([0x1f, 0]) : datagram([0x9f, 0, ...sequenceBytes(seq, 0)])
}

/** A subject stands before the first line end; radios often send an empty one. */
export function bodyOf(text: string): string {
  const cut = text.indexOf('\r\n')
  const rest = cut === -1 ? text : text.slice(cut + 2)
  return (cut > 0 ? `${text.slice(0, cut)}：${rest}` : rest).replace(/\0+$/, '')
}
