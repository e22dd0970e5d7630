/** A whole frame: header, ends, serial number and time; what it says inside is the elements' business. */
import { bcdDigits, latin1, toHex, u16be, fromHex } from '../../../core/gateway/frame-kit.ts'
import { asciiHead, binaryHead } from './framer.ts'
import { functionNames } from './functions.ts'

const ends: Readonly<Record<number, string>> = {
  0x03: 'ETX',
  0x17: 'ETB',
  0x05: 'ENQ',
  0x06: 'ACK',
  0x15: 'NAK',
  0x04: 'EOT',
  0x1b: 'ESC',
}

export interface Frame {
  readonly form: 'binary' | 'ascii'
  readonly direction: 'up' | 'down'
  readonly center: number
  /** Ten digits; letters are allowed. */
  readonly station: string
  readonly password: string
  readonly code: number
  readonly name: string
  readonly length: number
  readonly start: 'STX' | 'SYN'
  /** The name of the last sign, or its number where it has none. */
  readonly end: string | number | undefined
  readonly packet?: { readonly total: number; readonly seq: number } | undefined
  /** Absent in the later packets of a long message. */
  readonly serial?: number | undefined
  /** YYMMDDHHmmSS as the station wrote it. */
  readonly sendTime?: string | undefined
  /** What follows serial number and time. */
  readonly rest: Uint8Array
}

function binary(bytes: Uint8Array): Frame {
  const down = (bytes[11] ?? 0) >>> 4 === 8
  const length = u16be(bytes, 11) & 0xfff
  const syn = bytes[13] === 0x16
  const body = bytes.subarray(binaryHead, binaryHead + length)
  const code = bytes[10] ?? 0
  const end = bytes[binaryHead + length]
  const packed = syn ? { total: u16be(body, 0) >>> 4, seq: u16be(body, 1) & 0xfff } : undefined
  const inner = syn ? body.subarray(3) : body
  const later = packed !== undefined && packed.seq > 1
  return {
    form: 'binary',
    direction: down ? 'down' : 'up',
    center: (down ? bytes[7] : bytes[2]) ?? 0,
    station: down ? toHex(bytes, 2, 7) : toHex(bytes, 3, 8),
    password: toHex(bytes, 8, 10),
    code,
    name: functionNames[code] ?? `function_${code.toString(16)}`,
    length,
    start: syn ? 'SYN' : 'STX',
    end: end === undefined ? undefined : (ends[end] ?? end),
    packet: packed,
    ...(later
      ? { rest: inner }
      : {
          serial: u16be(inner, 0),
          sendTime: bcdDigits(inner, 2, 8) ?? toHex(inner, 2, 8),
          rest: inner.subarray(8),
        }),
  }
}

function ascii(bytes: Uint8Array): Frame {
  const head = latin1(bytes, 1, asciiHead - 1)
  const down = head[18] === '8'
  const length = Number.parseInt(head.slice(19, 22), 16) || 0
  const body = bytes.subarray(asciiHead, asciiHead + length)
  const code = Number.parseInt(head.slice(16, 18), 16) || 0
  const end = bytes[asciiHead + length]
  const text = latin1(body, 0, 16)
  return {
    form: 'ascii',
    direction: down ? 'down' : 'up',
    center: Number.parseInt(down ? head.slice(10, 12) : head.slice(0, 2), 16) || 0,
    station: (down ? head.slice(0, 10) : head.slice(2, 12)).toLowerCase(),
    password: head.slice(12, 16).toLowerCase(),
    code,
    name: functionNames[code] ?? `function_${code.toString(16)}`,
    length,
    start: 'STX',
    end: end === undefined ? undefined : (ends[end] ?? end),
    serial: Number.parseInt(text.slice(0, 4), 16) || 0,
    sendTime: text.slice(4, 16),
    rest: body.subarray(16),
  }
}

/** Reads what the framer cut; a damaged one gives what can still be read. */
export function readFrame(bytes: Uint8Array): Frame | undefined {
  if (bytes[0] === 0x7e && bytes.length >= binaryHead) return binary(bytes)
  if (bytes[0] === 0x01 && bytes.length >= asciiHead) return ascii(bytes)
  return undefined
}

export const stationBytes = (station: string): Uint8Array =>
  fromHex(station.padStart(10, '0')) ?? new Uint8Array(5)
