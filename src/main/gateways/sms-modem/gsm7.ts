/** The GSM 7-bit alphabet and its packing (3GPP TS 23.038 §6.1.2, §6.2.1). */

const alphabet =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const escape = 0x1b
const extension: ReadonlyMap<number, string> = new Map([
  [0x0a, '\f'],
  [0x14, '^'],
  [0x28, '{'],
  [0x29, '}'],
  [0x2f, '\\'],
  [0x3c, '['],
  [0x3d, '~'],
  [0x3e, ']'],
  [0x40, '|'],
  [0x65, '€'],
])
const septetsOf: ReadonlyMap<string, readonly number[]> = new Map<string, readonly number[]>([
  ...Array.from(alphabet, (letter, code): [string, number[]] => [letter, [code]]).filter(
    ([, [code]]) => code !== escape,
  ),
  ...[...extension].map(([code, letter]): [string, number[]] => [letter, [escape, code]]),
])

/** One or two septets; `undefined` for a letter that the alphabet lacks. */
export const gsmSeptets = (letter: string): readonly number[] | undefined => septetsOf.get(letter)

export function gsmText(septets: readonly number[]): string {
  let text = ''
  for (let at = 0; at < septets.length; at++) {
    const code = septets[at] ?? 0
    if (code !== escape) {
      text += alphabet[code] ?? ''
      continue
    }
    // An escape of a table we do not have shows the letter of the basic one.
    at += 1
    const next = septets[at]
    if (next !== undefined) text += extension.get(next) ?? alphabet[next] ?? ''
  }
  return text
}

/**
 * `count` septets, the first one `skip` septets into the octets; a septet whose last octet is
 * missing is filled with zeros.
 */
export function unpackSeptets(octets: Uint8Array, count: number, skip = 0): number[] {
  const there = Math.ceil((octets.length * 8) / 7) - skip
  return Array.from({ length: Math.max(0, Math.min(count, there)) }, (_, index) => {
    const bit = (skip + index) * 7
    const at = bit >> 3
    const pair = (octets[at] ?? 0) | ((octets[at + 1] ?? 0) << 8)
    return (pair >> (bit & 7)) & 0x7f
  })
}

/** The septets behind `skip` empty ones, in whole octets. */
export function packSeptets(septets: readonly number[], skip = 0): Uint8Array {
  const octets = new Uint8Array(Math.ceil(((septets.length + skip) * 7) / 8))
  for (const [index, septet] of septets.entries()) {
    const bit = (skip + index) * 7
    const at = bit >> 3
    const shifted = septet << (bit & 7)
    octets[at] = (octets[at] ?? 0) | (shifted & 0xff)
    if (shifted > 0xff) octets[at + 1] = shifted >> 8
  }
  return octets
}
