/** The text inside a short message: GB characters, code (BCD or any bytes), or both mixed. */
import { toHex } from '../../../core/gateway/frame-kit.ts'
import { fromGbk, toGbk } from '../gbk.ts'

/** In front of a mixed message (2.1 §TXA, BeiDou-3 TCQ, 4.0). */
export const mixedMark = 0xa4

export interface Body {
  readonly mixedPrefix?: true
  /** The text, where the bytes are one. */
  readonly gbk?: string
  /** What they are otherwise. */
  readonly hex?: string
  readonly innerProtocol?: 'SL651'
}

const lineSigns = new Set(['\t', '\n', '\r'])

function isOddCharacter(letter: string): boolean {
  const code = letter.codePointAt(0) ?? 0
  if (code < 0x20) return !lineSigns.has(letter)
  return code === 0x7f || code === 0xfffd || (code >= 0xe000 && code <= 0xf8ff)
}

/** `undefined`: no text; binary contents of sensors travel in the same messages. */
export function gbkText(bytes: Uint8Array): string | undefined {
  const text = fromGbk(bytes)
  // A byte that is no GBK becomes U+FFFD; user-defined places become private characters.
  const readable = ![...text].some(isOddCharacter)
  return readable && bytes.length > 0 ? text : undefined
}

export function readBody(bytes: Uint8Array): Body {
  if (bytes[0] === 0x7e && bytes[1] === 0x7e) {
    return { hex: toHex(bytes), innerProtocol: 'SL651' }
  }
  const mixed = bytes[0] === mixedMark
  const content = mixed ? bytes.subarray(1) : bytes
  const prefix = mixed ? ({ mixedPrefix: true } as const) : {}
  const text = gbkText(content)
  return text === undefined ? { ...prefix, hex: toHex(content) } : { ...prefix, gbk: text }
}

export interface OutgoingBody {
  readonly coding: 'characters' | 'mixed'
  /** With its mixed mark, where it has one. */
  readonly bytes: Uint8Array
  /** What it costs on the air: 14 per Chinese character, 8 per byte of a mixed message. */
  readonly bits: number
}

/**
 * Only Chinese characters go at 14 bits each; anything else makes the whole message mixed.
 * `undefined`: a character that no terminal can send (an emoji, a rare Han character).
 */
export function writeBody(text: string): OutgoingBody | undefined {
  const encoded = toGbk(text)
  if (!encoded.ok || text === '') return undefined
  const { bytes } = encoded
  if (bytes.length === [...text].length * 2) {
    return { coding: 'characters', bytes, bits: bytes.length * 7 }
  }
  const mixed = Uint8Array.of(mixedMark, ...bytes)
  return { coding: 'mixed', bytes: mixed, bits: mixed.length * 8 }
}
