/** What this console sends: confirmations, the query of present values, the time. Nothing else. */
import { bytes16be } from '../../../core/gateway/frame-kit.ts'
import { crc16 } from './crc.ts'
import { stationBytes, type Frame } from './frame.ts'
import type { Question } from './functions.ts'

const beijingMs = 8 * 3_600_000

/** YYMMDDHHmmSS in Beijing time, two digits to a byte. */
export function bcdTime(ms: number): number[] {
  const digits = new Date(ms + beijingMs).toISOString().replaceAll(/\D/g, '').slice(2, 14)
  return [0, 2, 4, 6, 8, 10].map((at) => Number.parseInt(digits.slice(at, at + 2), 16))
}

export interface Down {
  readonly station: string
  readonly center: number
  /** Four hex digits. */
  readonly password: string
  readonly code: number
  readonly serial: number
  readonly nowMs: number
  readonly end: 'ENQ' | 'EOT' | 'ESC'
  readonly form: Frame['form']
}

const endSigns = { ENQ: 0x05, EOT: 0x04, ESC: 0x1b } as const

function binary({ station, center, password, code, serial, nowMs, end }: Down): Uint8Array {
  const body = [...bytes16be(serial), ...bcdTime(nowMs)]
  const head = [0x7e, 0x7e, ...stationBytes(station), center]
  const key = Number.parseInt(password, 16)
  const words = [...head, ...bytes16be(key), code, 0x80, body.length, 0x02, ...body, endSigns[end]]
  const bytes = Uint8Array.from(words)
  return Uint8Array.of(...bytes, ...bytes16be(crc16(bytes)))
}

const hex = (value: number, digits: number): string =>
  value.toString(16).toUpperCase().padStart(digits, '0')

function ascii({ station, center, password, code, serial, nowMs, end }: Down): Uint8Array {
  const time = bcdTime(nowMs)
    .map((byte) => hex(byte, 2))
    .join('')
  const body = `${hex(serial, 4)}${time}`
  const head = `\u0001${station.toUpperCase()}${hex(center, 2)}${password.toUpperCase()}${hex(code, 2)}8${hex(body.length, 3)}\u0002`
  const text = `${head}${body}${String.fromCharCode(endSigns[end])}`
  const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0))
  const sum = Array.from(hex(crc16(bytes), 4), (letter) => letter.charCodeAt(0))
  return Uint8Array.of(...bytes, ...sum)
}

export function writeDown(down: Down): Uint8Array {
  return down.form === 'ascii' ? ascii(down) : binary(down)
}

/** The station may sleep (EOT) or stays on the line for ten minutes (ESC). */
export function confirmation(frame: Frame, end: 'EOT' | 'ESC', nowMs: number): Uint8Array {
  const { station, center, password, code, serial = 0, form } = frame
  return writeDown({ station, center, password, code, serial, nowMs, end, form })
}

export function question(code: Question, to: Omit<Down, 'code' | 'end' | 'serial'>): Uint8Array {
  return writeDown({ ...to, code, serial: 0, end: 'ENQ' })
}
