/** The elements of a binary body: identifier, definition, digits. */
import { latin1, toHex, u16be } from '../../../core/gateway/frame-kit.ts'
import { elementById } from '../../../core/gateway/station-elements.ts'
import { fromGbk } from '../gbk.ts'

const classNames: Readonly<Record<number, string>> = {
  0x50: 'rain',
  0x48: 'river',
  0x4b: 'reservoir',
  0x5a: 'gate_dam',
  0x44: 'pump',
  0x54: 'tide',
  0x4d: 'soil',
  0x47: 'groundwater',
  0x51: 'quality',
  0x49: 'intake',
  0x4f: 'outlet',
}

export type Element =
  | { readonly kind: 'station'; readonly station: string; readonly class?: string | undefined }
  | { readonly kind: 'time'; readonly obsTime: string }
  | { readonly kind: 'step'; readonly dhm: string }
  | {
      readonly kind: 'number'
      readonly id: string
      readonly len: number
      readonly dec: number
      /** `null`: the station's mark for "no value", or no digits. */
      readonly value: number | null
      /** The further values of a uniform report, a step apart; the first is `value`. */
      readonly more?: readonly (number | null)[] | undefined
    }
  | { readonly kind: 'status'; readonly id: string; readonly len: number; readonly bits: number }
  | { readonly kind: 'rains'; readonly len: number; readonly valuesMm: readonly (number | null)[] }
  | {
      readonly kind: 'levels'
      readonly id: string
      readonly len: number
      readonly valuesM: readonly (number | null)[]
    }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'picture'; readonly bytes: number }
  /** User-defined, or cut short: nothing behind it can be read. */
  | { readonly kind: 'unread'; readonly id: string; readonly raw: string }

const allAre = (bytes: Uint8Array, byte: number): boolean =>
  bytes.length > 0 && bytes.every((one) => one === byte)

/** Digits two to a byte; a first byte of FF is a minus, all FF or all AA no value. */
export function bcdNumber(bytes: Uint8Array, decimals: number): number | null {
  if (bytes.length === 0 || allAre(bytes, 0xff) || allAre(bytes, 0xaa)) return null
  const negative = bytes[0] === 0xff
  const digits = toHex(negative ? bytes.subarray(1) : bytes)
  if (!/^\d+$/.test(digits)) return null
  const value = Number(digits) / 10 ** decimals
  return negative ? -value : value
}

const rains = (bytes: Uint8Array) => Array.from(bytes, (byte) => (byte === 0xff ? null : byte / 10))

function levels(bytes: Uint8Array): (number | null)[] {
  return Array.from({ length: bytes.length >>> 1 }, (_, i) => {
    const centimetres = u16be(bytes, i * 2)
    return centimetres === 0xffff ? null : centimetres / 100
  })
}

function series(bytes: Uint8Array, length: number, decimals: number): (number | null)[] {
  const count = Math.min(Math.floor(bytes.length / length), 1440)
  return Array.from({ length: count }, (_, i) =>
    bcdNumber(bytes.subarray(i * length, (i + 1) * length), decimals),
  )
}

export interface ReadingRules {
  /** Reports carry the kind of station behind its address, answers about settings do not. */
  readonly hasClass: boolean
  /** Behind a time step one element's values follow each other without identifier (uniform report). */
  readonly uniform: boolean
}

/** Never throws; what cannot be read is the last element. */
export function readElements(body: Uint8Array, rules: ReadingRules): Element[] {
  const out: Element[] = []
  let at = 0
  let stepped = false
  const take = (count: number): Uint8Array => body.subarray(at, (at += count))
  while (at < body.length) {
    const id = body[at] ?? 0
    const second = body[at + 1] ?? 0
    // Some builds write F1 28 and F0 28, others repeat the identifier.
    if (id === 0xf1) {
      at += 2
      const station = toHex(take(5))
      out.push({
        kind: 'station',
        station,
        class: rules.hasClass ? classOf(take(1)[0] ?? 0) : undefined,
      })
    } else if (id === 0xf0) {
      at += 2
      out.push({ kind: 'time', obsTime: toHex(take(5)) })
    } else if (id === 0xf2 && second === 0xf2) {
      at += 2
      out.push({ kind: 'text', text: fromGbk(take(body.length)) })
    } else if (id === 0xf3 && second === 0xf3) {
      at += 2
      out.push({ kind: 'picture', bytes: take(body.length).length })
    } else if (id === 0xff) {
      out.push({ kind: 'unread', id: `FF${hex(second)}`, raw: toHex(take(body.length)) })
    } else {
      at += 2
      const [len, dec] = [second >>> 3, second & 7]
      const uniform = rules.uniform && stepped && id !== 0x04 && len > 0 && id < 0xf0
      if (uniform) {
        const [value = null, ...more] = series(take(body.length), len, dec)
        out.push({ kind: 'number', id: hex(id), len, dec, value, more })
        break
      }
      const [element, whole] = plain(id, len, dec, take(len))
      out.push(element)
      if (element.kind === 'step') stepped = true
      if (!whole) break
    }
  }
  return out
}

function plain(id: number, len: number, dec: number, bytes: Uint8Array): [Element, boolean] {
  const whole = bytes.length === len
  if (!whole) return [{ kind: 'unread', id: hex(id), raw: toHex(bytes) }, false]
  if (id === 0x04) return [{ kind: 'step', dhm: toHex(bytes) }, true]
  if (id === 0x45) {
    const bits = Number.parseInt(toHex(bytes) || '0', 16)
    return [{ kind: 'status', id: '45', len, bits }, true]
  }
  if (id === 0xf4) return [{ kind: 'rains', len, valuesMm: rains(bytes) }, true]
  if (id >= 0xf5 && id <= 0xfc) {
    return [{ kind: 'levels', id: hex(id), len, valuesM: levels(bytes) }, true]
  }
  return [{ kind: 'number', id: hex(id), len, dec, value: bcdNumber(bytes, dec) }, true]
}

const hex = (byte: number): string => byte.toString(16).toUpperCase().padStart(2, '0')
const classOf = (byte: number): string => classNames[byte] ?? hex(byte)

/** `PT`, `Z` …; an identifier outside the table keeps its number. */
export const codeOf = (id: string): string => elementById(id)?.code ?? `#${id}`
export const unitOf = (id: string): string => elementById(id)?.unit ?? ''

const pair = /([A-Z][A-Za-z0-9]{0,7})\s+([-+]?\d+(?:\.\d+)?|M+|N+|\/+|-+|\*+)/g

/** `PT 12.5 Z 98.36`: the elements of the ASCII form and of values set by hand. */
export function readPairs(text: string): { code: string; value: number | null }[] {
  return [...text.matchAll(pair)].map(([, code = '', value = '']) => ({
    code,
    value: /\d/.test(value) ? Number(value) : null,
  }))
}

export const asciiText = (bytes: Uint8Array): string => latin1(bytes)
