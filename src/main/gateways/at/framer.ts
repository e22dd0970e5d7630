import {
  createFramer,
  latin1,
  type Cut,
  type Framed,
  type Framer,
} from '../../../core/gateway/frame-kit.ts'

export interface AtFramerOptions {
  /** Longest line, its end not counted; an unfinished line holds the stream up for at most this many bytes. */
  readonly maxLine: number
  /** `true` where commands wait for `> `, which has no line end. */
  readonly prompt: boolean
}

const greater = 0x3e
const blank = 0x20
/** Ends a text behind a prompt; comes back where the modem repeats what it is told. */
const ctrlZ = 0x1a

const isLineEnd = (byte: number | undefined): boolean => byte === 0x0d || byte === 0x0a
/** Letters, digits, signs, and whatever a network puts into a name. */
const isPrintable = (byte: number): boolean => (byte >= 0x20 && byte !== 0x7f) || byte === ctrlZ

/**
 * Cuts what an AT device says into lines, each with the one line end that finished it, and
 * prompts. Every result code stands between line ends (V.250 §5.7.1), so that a line end is where
 * the next one may begin, whatever was there before; further line ends come out as noise.
 */
export function atFramer({ maxLine, prompt }: AtFramerOptions): Framer {
  function find(bytes: Uint8Array): Cut {
    if (isLineEnd(bytes[0])) {
      const next = bytes.findIndex((byte) => !isLineEnd(byte))
      return { kind: 'skip', count: next === -1 ? bytes.length : next }
    }
    if (prompt && bytes[0] === greater && bytes[1] === blank) return { kind: 'frame', length: 2 }
    const end = bytes.findIndex(isLineEnd)
    if (end === -1) return { kind: 'need-more' }
    if (end > maxLine) return { kind: 'skip', count: end - maxLine }
    return {
      kind: bytes.subarray(0, end).every(isPrintable) ? 'frame' : 'damaged',
      length: end + 1,
    }
  }
  return createFramer({ maxFrame: maxLine + 1, maxBuffer: atBufferOf(maxLine), find })
}

/** Most bytes a framer for lines of this length holds. */
export const atBufferOf = (maxLine: number): number => 2 * (maxLine + 1) + 256

/** Line ends between lines, which nobody needs to see. */
export const isBareLineEnd = ({ kind, bytes }: Framed): boolean =>
  kind === 'noise' && bytes.every(isLineEnd)

/** The words of a line, without its end and without the sign that ends a text. */
export const lineText = (bytes: Uint8Array): string =>
  latin1(bytes.filter((byte) => !isLineEnd(byte) && byte !== ctrlZ)).trim()
