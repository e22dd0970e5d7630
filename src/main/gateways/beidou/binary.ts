/** Frames of the 4.0 interface: `$`, four letters, length, user address, contents, check. */
import { bytes16be, latin1, toHex, u16be, xorSum } from '../../../core/gateway/frame-kit.ts'
import { readBody } from './body.ts'

export interface BinaryFrame {
  readonly cmd: string
  readonly length: number
  readonly user: number
  readonly [key: string]: unknown
}

const u24 = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? 0) * 0x10000 + u16be(bytes, at + 1)
const hexByte = (value: number): string => `0x${value.toString(16).padStart(2, '0')}`

type Contents = Readonly<Record<string, unknown>>

/** Degrees, minutes, seconds and tenths, one byte each. */
function angle(p: Uint8Array, at: number, limit: number): number | null {
  const [degree = 0, minute = 0, second = 0, tenth = 0] = p.subarray(at, at + 4)
  if (degree > limit || minute > 59 || second > 59 || tenth > 9) return null
  return Math.round((degree + minute / 60 + (second + tenth / 10) / 3600) * 1e7) / 1e7
}

function fix(p: Uint8Array): Contents {
  const [hour = 0, minute = 0, second = 0, hundredth = 0] = p.subarray(4, 8)
  const two = (value: number) => String(value).padStart(2, '0')
  const height = u16be(p, 16)
  return {
    kind: hexByte(p[0] ?? 0),
    subject: u24(p, 1),
    time: `${two(hour)}${two(minute)}${two(second)}.${two(hundredth)}`,
    lon: p.length >= 16 ? angle(p, 8, 180) : null,
    lat: p.length >= 16 ? angle(p, 12, 90) : null,
    // The top bit is the sign.
    heightM: p.length >= 18 ? (height & 0x8000 ? -(height & 0x3fff) : height & 0x3fff) : null,
  }
}

function message(p: Uint8Array, head: number): Contents {
  const data = p.subarray(head)
  return { data: toHex(data), ...readBody(data) }
}

const readers: Readonly<Record<string, (p: Uint8Array) => Contents>> = {
  ICJC: (p) => ({ frame: p[0] }),
  ICXX: (p) => ({
    frame: p[0],
    broadcast: u24(p, 1),
    feature: p[4],
    freqS: u16be(p, 5),
    level: p[7],
    encrypted: p[8],
    subUsers: u16be(p, 9),
  }),
  XTZJ: (p) => ({ periodS: u16be(p, 0) }),
  ZJXX: (p) => ({
    ic: p[0],
    hw: p[1],
    battery: p[2],
    inStation: p[3],
    beams: [...p.subarray(4)],
  }),
  SJSC: (p) => ({ periodS: u16be(p, 0) }),
  SJXX: (p) => ({
    year: u16be(p, 0),
    month: p[2],
    day: p[3],
    hour: p[4],
    minute: p[5],
    second: p[6],
  }),
  TXSQ: (p) => ({
    type: hexByte(p[0] ?? 0),
    dest: u24(p, 1),
    bits: u16be(p, 4),
    ack: p[6],
    ...message(p, 7),
  }),
  // The last byte says whether the satellite's own check was right.
  TXXX: (p) => ({
    type: hexByte(p[0] ?? 0),
    sender: u24(p, 1),
    hour: p[4],
    minute: p[5],
    bits: u16be(p, 6),
    crcFlag: p.at(-1),
    ...message(p.subarray(0, -1), 8),
  }),
  DWSQ: (p) => ({ data: toHex(p) }),
  DWXX: fix,
  FKXX: (p) => ({ flag: p[0], extra: latin1(p, 1) }),
}

/** Known, and not read further: satellites, speed, version. */
const others = ['GNPS', 'GNPX', 'GNVS', 'GNVX', 'GNTS', 'GNTX', 'CKSC', 'BBDQ', 'BBXX']

export const binaryNames: ReadonlySet<string> = new Set([...Object.keys(readers), ...others])

/** Reads from the letters to the check; a damaged one gives what can still be read. */
export function readBinary(bytes: Uint8Array): BinaryFrame | undefined {
  const cmd = latin1(bytes, 1, 5)
  if (!binaryNames.has(cmd)) return undefined
  const head = { cmd, length: u16be(bytes, 5), user: u24(bytes, 7) }
  const payload = bytes.subarray(10, -1)
  const reader = Object.hasOwn(readers, cmd) ? readers[cmd] : undefined
  return reader ? { ...head, ...reader(payload) } : { ...head, data: toHex(payload) }
}

export function writeBinary(name: string, user: number, payload: Iterable<number>): Uint8Array {
  const contents = [...payload]
  const frame = Uint8Array.of(
    0x24,
    ...Uint8Array.from(name, (letter) => letter.charCodeAt(0)),
    ...bytes16be(11 + contents.length),
    ...bytes24(user),
    ...contents,
    0,
  )
  frame[frame.length - 1] = xorSum(frame, 0, frame.length - 1)
  return frame
}

export function bytes24(value: number): [number, number, number] {
  return [(value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff]
}
