/** What a TETRA terminal and the radios behind it say, composed from the standard's layouts. */
import type { Standing } from '../motion.ts'

const country = '0460'
const net = '00001'

/** Country, net and number: seventeen digits. */
export const tsi = (ssi: number): string => `${country}${net}${String(ssi).padStart(8, '0')}`

const hexOf = (bytes: Buffer): string => bytes.toString('hex').toUpperCase()

/** Bits from the left, filled to a whole byte with zeros. */
function packed(fields: readonly (readonly [value: number, width: number])[]): Buffer {
  let bits = ''
  for (const [value, width] of fields) {
    const whole = value < 0 ? value + 2 ** width : value
    bits += whole.toString(2).padStart(width, '0').slice(-width)
  }
  bits = bits.padEnd(Math.ceil(bits.length / 8) * 8, '0')
  return Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? [])
}

/** Above 28 km/h each step is 3.8 % more. */
function speedCode(kmh: number): number {
  if (kmh <= 28) return Math.round(kmh)
  return Math.min(126, Math.round(13 + Math.log(kmh / 16) / Math.log(1.038)))
}

export const reason = { powerOn: 0, powerOff: 1, emergency: 2, request: 129 } as const

/** Short location report: 84 bits behind the protocol id's eight are counted in. */
export function lipReport(place: Standing, why: number): { hex: string; bits: number } {
  const pdu = packed([
    [0x0a, 8],
    [0, 2],
    [0, 2],
    [Math.round((place.lon * 2 ** 25) / 360), 25],
    [Math.round((place.lat * 2 ** 24) / 180), 24],
    [1, 3],
    [speedCode(place.speedKmh), 7],
    [Math.round(place.headingDeg / 22.5) % 16, 4],
    [0, 1],
    [why, 8],
  ])
  return { hex: hexOf(pdu), bits: 84 }
}

/** A text that wants to be acknowledged, in two-byte letters. */
export function textTransfer(
  ref: number,
  body: string,
  group: boolean,
): { hex: string; bits: number } {
  const letters = Buffer.from(body, 'utf16le').swap16()
  const pdu = Buffer.concat([Buffer.from([0x82, group ? 0x00 : 0x04, ref & 0xff, 26]), letters])
  return { hex: hexOf(pdu), bits: pdu.length * 8 }
}

export function receipt(pid: number, state: number, ref: number): { hex: string; bits: number } {
  return { hex: hexOf(Buffer.from([pid, 0x10, state, ref])), bits: 32 }
}

export type Heard =
  | {
      readonly kind: 'text'
      readonly pid: number
      readonly ref: number
      readonly wantsReceipt: boolean
    }
  | { readonly kind: 'receipt'; readonly ref: number }
  | { readonly kind: 'location-request' }
  | { readonly kind: 'other' }

/** What the console gave the terminal to send. */
export function hear(hex: string): Heard {
  const [pid = 0, flags = 0, second = 0, third = 0] = Buffer.from(hex, 'hex')
  if (pid === 0x0a) return { kind: 'location-request' }
  if (pid < 0x80) return { kind: 'other' }
  if (flags >> 4 === 1) return { kind: 'receipt', ref: third }
  if (flags >> 4 !== 0) return { kind: 'other' }
  return { kind: 'text', pid, ref: second, wantsReceipt: ((flags >> 2) & 1) === 1 }
}
