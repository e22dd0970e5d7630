/** What a message says: coding scheme, headers in front of the text, and the text itself. */
import { latin1, toHex, u16be } from '../../../core/gateway/frame-kit.ts'
import { gsmText, unpackSeptets } from './gsm7.ts'

export type Alphabet = 'gsm7' | '8bit' | 'ucs2'

export interface Coding {
  readonly alphabet: Alphabet
  readonly compressed: boolean
  /** 0 is shown at once and not stored. */
  readonly class?: number | undefined
}

/** 3GPP TS 23.038 §4. */
export function readCoding(scheme: number): Coding {
  const group = scheme >> 4
  if (group === 15) {
    return { alphabet: scheme & 4 ? '8bit' : 'gsm7', compressed: false, class: scheme & 3 }
  }
  if (group >= 12) return { alphabet: group === 14 ? 'ucs2' : 'gsm7', compressed: false }
  if (group >= 8) return { alphabet: 'gsm7', compressed: false }
  const alphabet = (['gsm7', '8bit', 'ucs2', 'gsm7'] as const)[(scheme >> 2) & 3] ?? 'gsm7'
  const compressed = (scheme & 0x20) !== 0
  return scheme & 0x10 ? { alphabet, compressed, class: scheme & 3 } : { alphabet, compressed }
}

/** Which part of a long message this is. */
export interface PartOf {
  readonly ref: number
  readonly total: number
  readonly seq: number
  readonly bits: 8 | 16
}

export interface UserData {
  readonly coding: Coding
  readonly text?: string | undefined
  /** Of an 8-bit message; its text is there where it can be read. */
  readonly octets?: Uint8Array | undefined
  readonly part?: PartOf | undefined
  readonly ports?: { readonly to: number; readonly from: number } | undefined
  readonly others: readonly { readonly iei: number; readonly data: string }[]
  /** Less came than the length says, or half a character at the end. */
  readonly truncated: boolean
}

type Headers = Pick<UserData, 'part' | 'ports' | 'others'>

/** Bad counts make it a message of its own (§9.2.3.24.1). */
function partOf(ref: number, total: number, seq: number, bits: 8 | 16): PartOf | undefined {
  return total > 0 && seq > 0 && seq <= total ? { ref, total, seq, bits } : undefined
}

function readHeaders(octets: Uint8Array): Headers {
  let part: PartOf | undefined
  let ports: Headers['ports']
  const others: { iei: number; data: string }[] = []
  for (let at = 0; at + 1 < octets.length;) {
    const iei = octets[at] ?? 0
    const length = octets[at + 1] ?? 0
    const value = octets.subarray(at + 2, at + 2 + length)
    at += 2 + length
    const whole = value.length === length
    if (iei === 0x00 && length === 3 && whole) {
      part = partOf(value[0] ?? 0, value[1] ?? 0, value[2] ?? 0, 8) ?? part
    } else if (iei === 0x08 && length === 4 && whole) {
      part = partOf(u16be(value, 0), value[2] ?? 0, value[3] ?? 0, 16) ?? part
    } else if (iei === 0x05 && length === 4 && whole) {
      ports = { to: u16be(value, 0), from: u16be(value, 2) }
    } else if (iei === 0x04 && length === 2 && whole) {
      ports = { to: value[0] ?? 0, from: value[1] ?? 0 }
    } else others.push({ iei, data: toHex(value) })
  }
  return { part, ports, others }
}

function ucs2(octets: Uint8Array): string {
  let text = ''
  for (let at = 0; at + 1 < octets.length; at += 2) {
    text += String.fromCharCode(u16be(octets, at))
  }
  return text.toWellFormed()
}

/** @param length UDL: septets of the 7-bit alphabet, octets otherwise, headers included */
export function readUserData(
  scheme: number,
  length: number,
  hasHeaders: boolean,
  octets: Uint8Array,
): UserData {
  const coding = readCoding(scheme)
  const isSeptets = coding.alphabet === 'gsm7' && !coding.compressed
  const wanted = isSeptets ? Math.ceil((length * 7) / 8) : length
  const own = octets.subarray(0, wanted)
  const headerOctets = hasHeaders ? Math.min(own.length, (own[0] ?? 0) + 1) : 0
  const headers: Headers = hasHeaders ? readHeaders(own.subarray(1, headerOctets)) : { others: [] }
  const truncated = own.length < wanted
  const body = own.subarray(headerOctets)
  if (coding.compressed || coding.alphabet === '8bit') {
    const readable = body.length > 0 && body.every((octet) => octet >= 0x20 && octet < 0x7f)
    const text = readable && !coding.compressed ? latin1(body) : undefined
    return { coding, text, octets: body, truncated, ...headers }
  }
  if (isSeptets) {
    const skip = Math.ceil((headerOctets * 8) / 7)
    const text = gsmText(unpackSeptets(own, length - skip, skip))
    return { coding, text, truncated, ...headers }
  }
  return { coding, text: ucs2(body), truncated: truncated || body.length % 2 === 1, ...headers }
}
