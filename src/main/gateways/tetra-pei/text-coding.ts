/** Letters of SDS texts (EN 300 392-2 table 29.29; radio reference §4.2). */
import iconv from 'iconv-lite'
import { fromLatin1, latin1 } from '../../../core/gateway/frame-kit.ts'

export const codings = { packed7: 0, latin1: 1, ucs2: 26 } as const

/** Names of the 8-bit codings in the order of their numbers, from 1. */
const eightBit = [
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14, 15].map((part) => `iso8859-${part}`),
  ...[437, 737, 850, 852, 855, 857, 860, 861, 863, 865, 866, 869].map((page) => `cp${page}`),
]

/** GSM 03.38 default alphabet; 0x1B leads to the second table, which has ten letters. */
const gsmLetters =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const gsmSecond: Readonly<Record<number, string>> = {
  0x0a: '\f',
  0x14: '^',
  0x28: '{',
  0x29: '}',
  0x2f: '\\',
  0x3c: '[',
  0x3d: '~',
  0x3e: ']',
  0x40: '|',
  0x65: '€',
}
const escapeCode = 0x1b

/** Seven bits a letter, the first letter in the low bits (GSM 03.38 §6.1.2.1). */
function unpack7(bytes: Uint8Array): number[] {
  const letters: number[] = []
  let held = 0
  let bits = 0
  for (const byte of bytes) {
    held |= byte << bits
    bits += 8
    while (bits >= 7) {
      letters.push(held & 0x7f)
      held >>>= 7
      bits -= 7
    }
  }
  return letters
}

function readPacked7(bytes: Uint8Array): string {
  let text = ''
  const codes = unpack7(bytes)
  // Eight letters in seven bytes: what would be an eighth `@` may as well be filling.
  if (bytes.length % 7 === 0 && codes.at(-1) === 0) codes.pop()
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at] ?? 0
    if (code !== escapeCode) text += gsmLetters[code] ?? '?'
    else text += gsmSecond[codes[++at] ?? 0] ?? ' '
  }
  return text
}

/** `known: false` where the coding has no name; the bytes are then read as ISO 8859-1. */
export function readText(coding: number, bytes: Uint8Array): { text: string; known: boolean } {
  if (coding === codings.packed7) return { text: readPacked7(bytes), known: true }
  if (coding === codings.ucs2) {
    return { text: iconv.decode(Buffer.from(bytes), 'utf-16be', { stripBOM: true }), known: true }
  }
  const name = eightBit[coding - 1]
  if (name === undefined || coding === codings.latin1) {
    return { text: latin1(bytes), known: name !== undefined }
  }
  return { text: iconv.decode(Buffer.from(bytes), name), known: true }
}

export const isLatin1 = (text: string): boolean =>
  [...text].every((letter) => letter.charCodeAt(0) <= 0xff)

export function encodeText(coding: 'latin1' | 'ucs2', text: string): Uint8Array {
  return coding === 'latin1' ? fromLatin1(text) : new Uint8Array(iconv.encode(text, 'utf-16be'))
}

/** Cuts a text into pieces of at most `maxBytes`, never inside a surrogate pair. */
export function splitText(coding: 'latin1' | 'ucs2', text: string, maxBytes: number): string[] {
  const size = coding === 'latin1' ? 1 : 2
  const pieces: string[] = []
  let piece = ''
  for (const letter of text) {
    if ((piece.length + letter.length) * size > maxBytes && piece !== '') {
      pieces.push(piece)
      piece = ''
    }
    piece += letter
  }
  return piece === '' && pieces.length > 0 ? pieces : [...pieces, piece]
}
