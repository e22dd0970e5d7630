import { xorSum, type Cut } from './frame-kit.ts'

function hexDigit(byte: number): number | undefined {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const letter = byte & 0xdf
  return letter >= 0x41 && letter <= 0x46 ? letter - 0x37 : undefined
}

/**
 * A sentence of NMEA 0183 and its kin whose `*` was found: the two digits after it are the check of
 * all between `$` and `*`. A character that is no hex digit ends the sentence before it.
 */
export function sentenceCut(bytes: Uint8Array, starAt: number): Cut {
  let sum = 0
  for (let at = starAt + 1; at <= starAt + 2; at++) {
    const byte = bytes[at]
    if (byte === undefined) return { kind: 'need-more' }
    const digit = hexDigit(byte)
    if (digit === undefined) return { kind: 'damaged', length: at }
    sum = sum * 16 + digit
  }
  const length = starAt + 3
  return { kind: sum === xorSum(bytes, 1, starAt) ? 'frame' : 'damaged', length }
}
