import { createFramer, type Cut, type Framer } from '../../../core/gateway/frame-kit.ts'

/** Result codes are short; a caller's name is at most 50 characters. */
export const maxLine = 160
const maxBuffer = 512

const isLineEnd = (byte: number | undefined): boolean => byte === 0x0d || byte === 0x0a
/** Letters, digits, signs, and whatever an exchange puts into a name. */
const isPrintable = (byte: number): boolean => byte >= 0x20 && byte !== 0x7f

/**
 * Every result code stands between line ends (V.250 §5.7.1), so that a line end is where the
 * next one may begin, whatever was there before.
 */
function findLine(bytes: Uint8Array): Cut {
  if (isLineEnd(bytes[0])) {
    const next = bytes.findIndex((byte) => !isLineEnd(byte))
    return { kind: 'skip', count: next === -1 ? bytes.length : next }
  }
  const end = bytes.findIndex(isLineEnd)
  if (end === -1) return { kind: 'need-more' }
  if (end > maxLine) return { kind: 'skip', count: end - maxLine }
  return { kind: bytes.subarray(0, end).every(isPrintable) ? 'frame' : 'damaged', length: end }
}

/** Cuts the lines of a modem, without their line ends. */
export function modemFramer(): Framer {
  return createFramer({ maxFrame: maxLine, maxBuffer, find: findLine })
}
