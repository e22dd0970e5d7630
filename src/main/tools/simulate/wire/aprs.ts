/** Packets of amateur stations as the simulator says and reads them: KISS, AX.25, APRS. */
import type { Standing } from '../motion.ts'

export interface Packet {
  readonly from: string
  readonly to: string
  readonly via: readonly string[]
  readonly words: Buffer
}

function station(call: string, last: boolean): Buffer {
  const [letters = '', number] = call.split('-')
  const shifted = Buffer.from(letters.slice(0, 6).padEnd(6), 'latin1').map((byte) => byte * 2)
  return Buffer.concat([shifted, Buffer.of(0x60 + Number(number ?? 0) * 2 + (last ? 1 : 0))])
}

export function kissOf({ from, to, via, words }: Packet): Buffer {
  const ends = [station(to, false), station(from, via.length === 0)]
  const path = via.map((call, n) => station(call, n + 1 === via.length))
  const raw = Buffer.concat([Buffer.of(0), ...ends, ...path, Buffer.of(3, 0xf0), words])
  const escaped = raw
    .toString('hex')
    .replaceAll(/../g, (byte) => (byte === 'c0' ? 'dbdc' : byte === 'db' ? 'dbdd' : byte))
  return Buffer.from(`c0${escaped}c0`, 'hex')
}

function called(bytes: Buffer): string {
  const letters = bytes.subarray(0, 6).map((byte) => byte / 2)
  const number = ((bytes[6] ?? 0) >> 1) & 15
  return `${Buffer.from(letters).toString('latin1').trim()}${number === 0 ? '' : `-${number}`}`
}

function opened(escaped: string): Packet | undefined {
  const hex = escaped.replaceAll(/../g, (byte) => `${byte} `)
  const raw = Buffer.from(
    hex.replaceAll('db dc', 'c0').replaceAll('db dd', 'db').replaceAll(' ', ''),
    'hex',
  )
  const addresses: Buffer[] = []
  for (let at = 1; at + 7 <= raw.length && addresses.length < 10; at += 7) {
    addresses.push(raw.subarray(at, at + 7))
    if (((raw[at + 6] ?? 0) & 1) === 1) break
  }
  const [to, from, ...via] = addresses
  if (!to || !from) return undefined
  return {
    from: called(from),
    to: called(to),
    via: via.map(called),
    words: raw.subarray(3 + addresses.length * 7),
  }
}

/** Takes the bytes of a line, cut anywhere, and gives the packets in them. */
export function kissReader(): (bytes: Uint8Array) => Packet[] {
  let held = ''
  return (bytes) => {
    held += Buffer.from(bytes)
      .toString('hex')
      .replaceAll(/../g, (byte) => (byte === 'c0' ? '|' : byte))
    const pieces = held.split('|')
    held = (pieces.pop() ?? '').slice(-4000)
    return pieces.flatMap((piece) => (piece === '' ? [] : (opened(piece) ?? [])))
  }
}

function minutes(degrees: number, digits: number): string {
  const all = Math.round(Math.abs(degrees) * 6000)
  const whole = String(Math.floor(all / 6000)).padStart(digits, '0')
  return `${whole}${((all % 6000) / 100).toFixed(2).padStart(5, '0')}`
}

const three = (value: number): string => String(Math.round(value)).padStart(3, '0')

/** `=2619.80N/11619.80E>088/010`. */
export function placeWords({ lat, lon, headingDeg, speedKmh }: Standing): Buffer {
  const place = `${minutes(lat, 2)}${lat < 0 ? 'S' : 'N'}/${minutes(lon, 3)}${lon < 0 ? 'W' : 'E'}>`
  const moves =
    speedKmh > 0 ? `${three(headingDeg === 0 ? 360 : headingDeg)}/${three(speedKmh / 1.852)}` : ''
  return Buffer.from(`=${place}${moves}`, 'latin1')
}

/** A Mic-E position, north and east, under one hundred degrees east or above, with its message bits. */
export function micE(
  { lat, lon }: Standing,
  bits: readonly boolean[],
): { to: string; words: Buffer } {
  const digits = minutes(lat, 2).replace('.', '')
  const above = lon >= 100 && lon < 180
  const letters = [...digits].map((digit, n) => {
    const raised = n < 3 ? bits[n] === true : n === 3 || (n === 4 && above)
    return String.fromCharCode((raised ? 0x50 : 0x30) + Number(digit))
  })
  const [degrees, fraction] = [Math.floor(lon), (lon % 1) * 60]
  // 100…109 are written as 180…189 less the hundred of the destination.
  const first = above ? (degrees < 110 ? degrees - 20 : degrees - 100) : degrees
  const whole = Math.floor(fraction)
  const second = whole < 10 ? whole + 60 : whole
  const hundredths = Math.min(99, Math.floor((fraction - whole) * 100))
  const body = Buffer.of(first + 28, second + 28, hundredths + 28, 0x6c, 0x20, 0x1c)
  return { to: letters.join(''), words: Buffer.concat([Buffer.from('`'), body, Buffer.from('>/')]) }
}
