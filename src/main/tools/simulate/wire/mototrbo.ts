/** What a MOTOTRBO radio says over IP, written from the reference's tables; no driver's code. */

const counted = (body: Buffer): Buffer => Buffer.concat([Buffer.of(0, body.length), body])
const text = (words: string): Buffer => Buffer.from([words.length, ...Buffer.from(words, 'latin1')])

export const registration = (device: string): Buffer =>
  counted(Buffer.concat([Buffer.of(0xf0, 0x20), text(device), text(''), text('')]))
export const deregistration = counted(Buffer.of(0x31))
export const here = counted(Buffer.of(0x3f))

const number = (seq: number, coding: number): number[] => [
  0x80 + (seq % 32),
  Math.floor(seq / 32) * 32 + coding,
]

/** A subject may stand in front; most radios send an empty one. */
export const written = (seq: number, words: string): Buffer =>
  counted(Buffer.from([0xe0, 0, ...number(seq, 4), ...Buffer.from(`\r\n${words}`, 'utf16le')]))
export const taken = (seq: number): Buffer => counted(Buffer.from([0x9f, 0, ...number(seq, 0)]))

export interface TextHeard {
  readonly kind: 'text' | 'ack' | 'other'
  readonly seq: number
  readonly words: string
}

export function textHeard(datagram: Buffer): TextHeard {
  const at = 4 + (datagram[3] ?? 0)
  const seq = ((datagram[at] ?? 0) & 31) + ((datagram[at + 1] ?? 0) & 0x60)
  const header = datagram[2] ?? 0
  if ((header & 0x1f) === 0x1f) return { kind: 'ack', seq, words: '' }
  if ((header & 0x10) !== 0) return { kind: 'other', seq: 0, words: '' }
  return { kind: 'text', seq, words: datagram.subarray(at + 2).toString('utf16le') }
}

export interface PlaceAsked {
  readonly kind: 'once' | 'periodic' | 'stop' | 'other'
  readonly id: Buffer
  readonly intervalS: number
}

export function placeAsked(datagram: Buffer): PlaceAsked {
  const kinds: Readonly<Record<number, PlaceAsked['kind']>> = {
    5: 'once',
    9: 'periodic',
    15: 'stop',
  }
  const id = datagram.subarray(4, 4 + (datagram[3] ?? 0))
  const interval = datagram.indexOf(0x31, 4 + id.length)
  let intervalS = 0
  for (const byte of interval === -1 ? [] : datagram.subarray(interval + 1)) {
    intervalS = intervalS * 128 + (byte & 127)
    if (byte < 128) break
  }
  return { kind: kinds[datagram[0] ?? 0] ?? 'other', id, intervalS }
}

const document = (id: number, asked: Buffer, rest: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.of(0x22, asked.length), asked, rest])
  return Buffer.concat([Buffer.of(id, body.length), body])
}

export interface Standing {
  readonly lat: number
  readonly lon: number
  readonly speedKmh: number
  readonly headingDeg: number
}

function packedTime(atMs: number): Buffer {
  const at = new Date(atMs)
  const fields: [number, number][] = [
    [at.getUTCFullYear(), 14],
    [at.getUTCMonth() + 1, 4],
    [at.getUTCDate(), 5],
    [at.getUTCHours(), 5],
    [at.getUTCMinutes(), 6],
    [at.getUTCSeconds(), 6],
  ]
  const bits = fields.map(([value, width]) => value.toString(2).padStart(width, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

/** `id` 7 answers a question, 13 comes at an interval. */
export function place(id: 7 | 13, asked: Buffer, standing: Standing, atMs: number): Buffer {
  const where = Buffer.alloc(8)
  where.writeInt32BE(Math.round((standing.lat / 180) * 2 ** 32), 0)
  where.writeInt32BE(Math.round((standing.lon / 360) * 2 ** 32), 4)
  const speed = standing.speedKmh / 3.6
  return document(
    id,
    asked,
    Buffer.concat([
      Buffer.of(0x34),
      packedTime(atMs),
      Buffer.of(0x66),
      where,
      Buffer.of(0x56, Math.floor(standing.headingDeg / 2)),
      Buffer.of(0x6c, Math.floor(speed), Math.floor((speed % 1) * 128)),
    ]),
  )
}

export const noPlace = (asked: Buffer): Buffer => document(7, asked, Buffer.of(0x37, 0x10))
export const agreed = (id: 11 | 17, asked: Buffer): Buffer => document(id, asked, Buffer.of(0x38))
