/** Small pictures made by hand, with and without position and time in their EXIF. */
import { deflateSync } from 'node:zlib'

interface PhotoFacts {
  /** Degrees, minutes, seconds north and east. */
  readonly lat?: readonly [number, number, number]
  readonly lon?: readonly [number, number, number]
  /** `2026:04:05 14:02:30` */
  readonly taken?: string
  /** `+08:00` */
  readonly zone?: string
}

interface Entry {
  readonly tag: number
  /** 2 ASCII, 4 long, 5 rational. */
  readonly type: 2 | 4 | 5
  readonly count: number
  readonly value: Buffer
}

const u16 = (value: number) => Buffer.from([value >> 8, value & 255])
const u32 = (value: number) => Buffer.concat([u16(value >>> 16), u16(value & 0xffff)])
const text = (tag: number, said: string): Entry => ({
  tag,
  type: 2,
  count: said.length + 1,
  value: Buffer.from(`${said}\0`, 'latin1'),
})
const angle = (tag: number, parts: readonly number[]): Entry => ({
  tag,
  type: 5,
  count: 3,
  value: Buffer.concat(parts.flatMap((part) => [u32(Math.round(part * 100)), u32(100)])),
})
const pointer = (tag: number, to: number): Entry => ({ tag, type: 4, count: 1, value: u32(to) })

const directoryLength = (entries: readonly Entry[]): number =>
  2 +
  entries.length * 12 +
  4 +
  entries.reduce((sum, { value }) => sum + (value.length > 4 ? value.length : 0), 0)

/** An image file directory at `at`, its long values behind it. */
function directory(entries: readonly Entry[], at: number): Buffer {
  let free = at + 2 + entries.length * 12 + 4
  const tail: Buffer[] = []
  const rows = entries.map(({ tag, type, count, value }) => {
    const head = [u16(tag), u16(type), u32(count)]
    if (value.length <= 4) return Buffer.concat([...head, value, Buffer.alloc(4 - value.length)])
    tail.push(value)
    free += value.length
    return Buffer.concat([...head, u32(free - value.length)])
  })
  return Buffer.concat([u16(entries.length), ...rows, u32(0), ...tail])
}

function exif({ lat, lon, taken, zone }: PhotoFacts): Buffer {
  const times = [
    ...(taken === undefined ? [] : [text(0x9003, taken)]),
    ...(zone === undefined ? [] : [text(0x9011, zone)]),
  ]
  const place = lat && lon ? [text(1, 'N'), angle(2, lat), text(3, 'E'), angle(4, lon)] : []
  const first = 8
  const timesAt = first + 2 + 2 * 12 + 4
  const placeAt = timesAt + directoryLength(times)
  const main = [pointer(0x8769, timesAt), pointer(0x8825, placeAt)]
  return Buffer.concat([
    Buffer.from('MM\0*', 'latin1'),
    u32(first),
    directory(main, first),
    directory(times, timesAt),
    directory(place, placeAt),
  ])
}

/** The smallest JPEG there is: one grey pixel. */
const pixel = Buffer.from(
  'ffd8ffdb004300' +
    '01'.repeat(64) +
    'ffc0000b080001000101011100' +
    'ffc40014000100000000000000000000000000000009' +
    'ffc40014100100000000000000000000000000000000' +
    'ffda0008010100003f0054df' +
    'ffd9',
  'hex',
)

/** A JPEG; without facts it has no EXIF at all. */
export function photo(facts: PhotoFacts): Uint8Array {
  if (Object.keys(facts).length === 0) return new Uint8Array(pixel)
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exif(facts)])
  const segment = Buffer.concat([Buffer.from([0xff, 0xe1]), u16(body.length + 2), body])
  return new Uint8Array(Buffer.concat([pixel.subarray(0, 2), segment, pixel.subarray(2)]))
}

function crc(bytes: Uint8Array): number {
  let sum = ~0
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0)
  }
  return ~sum >>> 0
}

function chunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body])
  return Buffer.concat([u32(body.length), named, u32(crc(named))])
}

/** A PNG of one colour, as a screenshot is pasted. */
export function png(size = 8): Uint8Array {
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(size * 3, 0x80)])
  const header = Buffer.concat([u32(size), u32(size), Buffer.from([8, 2, 0, 0, 0])])
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: size }, () => row)))),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  )
}
