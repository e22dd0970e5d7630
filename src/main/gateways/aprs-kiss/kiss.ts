/** KISS: frames between FEND bytes, with two of them escaped (radio reference §7). */
import type { Framed, Framer } from '../../../core/gateway/frame-kit.ts'
import { readAx25 } from './ax25.ts'

const fend = 0xc0
const fesc = 0xdb
const escapedFend = 0xdc
const escapedFesc = 0xdd

/** An AX.25 frame with eight repeaters and 256 bytes of text, every byte of it escaped, fits twice. */
export const maxContent = 1500
/** A babbling line is reported in pieces of this size. */
const noisePiece = 256
export const maxHeld = maxContent + 1

export interface KissFrame {
  readonly port: number
  /** 0 is data; the others set the terminal node controller. */
  readonly command: number
  readonly data: Uint8Array
}

/** `undefined` where an escape stands before a byte that needs none. */
function unescaped(bytes: Uint8Array): Uint8Array | undefined {
  const out: number[] = []
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    if (byte !== fesc) {
      out.push(byte)
      continue
    }
    const next = bytes[++at]
    if (next === escapedFend) out.push(fend)
    else if (next === escapedFesc) out.push(fesc)
    else return undefined
  }
  return Uint8Array.from(out)
}

/** With or without the FEND bytes round it. */
export function readKiss(bytes: Uint8Array): KissFrame | undefined {
  const from = bytes[0] === fend ? 1 : 0
  const to = bytes.at(-1) === fend ? bytes.length - 1 : bytes.length
  const content = from < to ? unescaped(bytes.subarray(from, to)) : undefined
  const [type] = content ?? []
  if (content === undefined || type === undefined) return undefined
  return { port: type >> 4, command: type & 15, data: content.subarray(1) }
}

export function encodeKiss({ port, command, data }: KissFrame): Uint8Array {
  const out = [fend]
  for (const byte of [(port << 4) | command, ...data]) {
    if (byte === fend) out.push(fesc, escapedFend)
    else if (byte === fesc) out.push(fesc, escapedFesc)
    else out.push(byte)
  }
  return Uint8Array.from([...out, fend])
}

/** KISS has no check of its own: what is inside must be an AX.25 frame to the last address. */
function isGood(content: Uint8Array): boolean {
  const frame = readKiss(content)
  return frame?.command === 0 && readAx25(frame.data) !== undefined
}

/**
 * Cuts a stream at its FEND bytes. One FEND may end a frame and begin the next; the one that ends
 * something we do not understand is kept as a beginning, so that noise never costs a frame.
 */
export function kissFramer(): Framer {
  /** Everything since the last FEND, which is the first byte where `hasStart`. */
  let held: number[] = []
  let hasStart = false
  /** Too long to be a frame: dropped up to the next FEND. */
  let overrun = false

  const piece = (kind: Framed['kind']): Framed => ({ kind, bytes: Uint8Array.from(held) })
  function begin(): void {
    held = [fend]
    hasStart = true
    overrun = false
  }
  function onFend(out: Framed[]): void {
    const content = hasStart ? held.slice(1) : held
    if (content.length > 0 && !overrun && isGood(Uint8Array.from(content))) {
      held.push(fend)
      out.push(piece('frame'))
      held = []
      hasStart = false
      return
    }
    if (held.length > 0) {
      const isFrame = hasStart && !overrun && content.length > 0
      out.push(piece(isFrame ? 'damaged' : 'noise'))
    }
    begin()
  }
  function onOther(byte: number, out: Framed[]): void {
    held.push(byte)
    if (!overrun && held.length <= maxContent) return
    overrun = true
    if (held.length < noisePiece) return
    out.push(piece('noise'))
    held = []
    hasStart = false
  }
  return {
    get held() {
      return held.length
    },
    push(bytes) {
      const out: Framed[] = []
      for (const byte of bytes) {
        if (byte === fend) onFend(out)
        else onOther(byte, out)
      }
      return out
    },
    settle: () => [],
    flush() {
      const out =
        held.length === 0 ? [] : [piece(hasStart && held.length > 1 ? 'damaged' : 'noise')]
      held = []
      hasStart = false
      overrun = false
      return out
    },
  }
}

/** Idle FEND bytes between frames, which say nothing. */
export const isFill = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === fend)
