/**
 * What every byte protocol needs and none should write again: a bounded buffer that finds
 * the next good frame in a dirty stream, checksums, and numbers in bytes.
 */
import type { CancelTimer, Timers } from '../kernel/world.ts'

/** What stands at the very beginning of the bytes a protocol is shown. */
export type Cut =
  | { readonly kind: 'frame'; readonly length: number }
  /** Could be a frame, more bytes decide. `expected` is set once the header told the length. */
  | { readonly kind: 'need-more'; readonly expected?: number }
  /** No frame begins in the next `count` bytes (at least 1). */
  | { readonly kind: 'skip'; readonly count: number }
  /** A header and a length that make sense, but the check is wrong. */
  | { readonly kind: 'damaged'; readonly length: number }

/**
 * One piece of the stream. The pieces of a framer, put together in order, are exactly the
 * bytes that went in: nothing is swallowed, nothing is reported twice.
 */
export interface Framed {
  readonly kind: 'frame' | 'damaged' | 'noise'
  readonly bytes: Uint8Array
}

export interface Framer {
  /** Takes any amount of bytes, cut anywhere. */
  push(bytes: Uint8Array): Framed[]
  /**
   * The line fell quiet: a good frame that stands behind an unfinished beginning is
   * delivered and that beginning given up. An unfinished beginning alone keeps waiting.
   */
  settle(): Framed[]
  /** Gives up whatever is left: unfinished frames as `damaged`, the rest as `noise`. */
  flush(): Framed[]
  /** Bytes held back; never more than `maxBuffer`. */
  readonly held: number
}

export interface FramerOptions {
  /** No frame is longer; an unfinished beginning holds the line up for at most this many bytes. */
  readonly maxFrame: number
  /** Bound of everything held, at least twice `maxFrame`. */
  readonly maxBuffer: number
  /** Looks at the first byte only; must answer `frame` or `damaged` only when all its bytes are there. */
  find(bytes: Uint8Array): Cut
}

/** A noise run is reported in pieces of this size, so that a babbling line stays bounded. */
const noisePiece = 256

/**
 * Cuts a stream into frames. After a damaged frame it drops ONE byte and searches again, so a
 * good frame inside or right after the damage is not lost. A good frame is delivered at the
 * latest when `maxFrame` bytes counted from its first one have arrived, or on `settle()`.
 */
export function createFramer(options: FramerOptions): Framer {
  const { maxFrame } = options
  const buffer = new Uint8Array(
    Math.max(maxFrame, options.maxBuffer - Math.max(maxFrame, noisePiece)),
  )
  const dropped = new Uint8Array(Math.max(maxFrame, noisePiece))
  let start = 0
  let end = 0
  let droppedCount = 0
  /** Bytes of a damaged frame that are still to be dropped; 0 while dropping noise. */
  let damagedLeft = 0
  let inDamaged = false

  function reportDropped(out: Framed[]): void {
    if (droppedCount > 0) {
      out.push({ kind: inDamaged ? 'damaged' : 'noise', bytes: dropped.slice(0, droppedCount) })
    }
    droppedCount = 0
    damagedLeft = 0
    inDamaged = false
  }

  function drop(count: number, out: Framed[]): void {
    for (let left = count; left > 0; left--) {
      dropped[droppedCount++] = buffer[start++] ?? 0
      if (inDamaged) {
        if (--damagedLeft === 0) reportDropped(out)
      } else if (droppedCount === noisePiece) {
        reportDropped(out)
      }
    }
  }

  function beginDamaged(length: number, out: Framed[]): void {
    // Inside a damaged frame another false beginning is part of the same damage.
    if (inDamaged) return
    reportDropped(out)
    inDamaged = true
    damagedLeft = Math.min(length, maxFrame)
  }

  function take(length: number, out: Framed[]): void {
    reportDropped(out)
    out.push({ kind: 'frame', bytes: buffer.slice(start, start + length) })
    start += length
  }

  function drain(out: Framed[]): void {
    while (start < end) {
      const cut = options.find(buffer.subarray(start, end))
      if (cut.kind === 'frame') take(cut.length, out)
      else if (cut.kind === 'skip') drop(Math.min(cut.count, end - start), out)
      else if (cut.kind === 'damaged') {
        beginDamaged(cut.length, out)
        drop(1, out)
      } else if (end - start >= maxFrame) drop(1, out)
      else return
    }
  }

  function settleInto(out: Framed[]): void {
    for (let at = start + 1; at < end; at++) {
      if (options.find(buffer.subarray(at, end)).kind !== 'frame') continue
      beginDamaged(at - start, out)
      drop(at - start, out)
      drain(out)
      at = start
    }
  }

  function makeRoom(): void {
    buffer.copyWithin(0, start, end)
    end -= start
    start = 0
  }

  return {
    get held() {
      return end - start + droppedCount
    },
    push(bytes) {
      const out: Framed[] = []
      let at = 0
      while (at < bytes.length) {
        if (start === end) start = end = 0
        else if (end === buffer.length) makeRoom()
        const count = Math.min(bytes.length - at, buffer.length - end)
        buffer.set(bytes.subarray(at, at + count), end)
        at += count
        end += count
        drain(out)
      }
      return out
    },
    settle() {
      const out: Framed[] = []
      settleInto(out)
      return out
    },
    flush() {
      const out: Framed[] = []
      settleInto(out)
      while (start < end) {
        const cut = options.find(buffer.subarray(start, end))
        const unfinished = cut.kind === 'need-more' && cut.expected !== undefined
        if (unfinished) beginDamaged(end - start, out)
        drop(unfinished ? end - start : 1, out)
      }
      reportDropped(out)
      return out
    },
  }
}

/** After this silence a frame hidden behind a false beginning is delivered. */
const settleAfterMs = 200
/** After this silence an unfinished frame is given up. Longer than any stall of a TCP serial server we accept. */
const giveUpAfterMs = 1000

export interface LineReader {
  push(bytes: Uint8Array): void
  /** Stops the timer; may be called twice. */
  close(): void
}

/** A framer with its two idle times: `settle` after 200 ms of silence, `flush` after 1 s. */
export function createLineReader(
  framer: Framer,
  timers: Timers,
  deliver: (framed: Framed) => void,
): LineReader {
  let cancel: CancelTimer | undefined
  let closed = false
  const handOver = (all: readonly Framed[]): void => {
    for (const framed of all) if (!closed) deliver(framed)
  }
  function wait(): void {
    cancel?.()
    cancel = undefined
    if (closed || framer.held === 0) return
    cancel = timers.after(settleAfterMs, () => {
      cancel = undefined
      handOver(framer.settle())
      if (closed || framer.held === 0) return
      cancel = timers.after(giveUpAfterMs - settleAfterMs, () => {
        cancel = undefined
        handOver(framer.flush())
      })
    })
  }
  return {
    push(bytes) {
      if (closed) return
      handOver(framer.push(bytes))
      wait()
    },
    close() {
      closed = true
      cancel?.()
      cancel = undefined
    },
  }
}

/** Sum of 16-bit big-endian words with end-around carry (RFC 1071); an odd end is padded with zero. */
export function onesComplementSum(bytes: Uint8Array, from = 0, to = bytes.length): number {
  let sum = 0
  for (let at = from; at < to; at += 2) {
    sum += ((bytes[at] ?? 0) << 8) | (at + 1 < to ? (bytes[at + 1] ?? 0) : 0)
    if (sum > 0xffff) sum -= 0xffff
  }
  return sum
}

/** All bytes exclusive-ored: NMEA and many meters. */
export function xorSum(bytes: Uint8Array, from = 0, to = bytes.length): number {
  let sum = 0
  for (let at = from; at < to; at++) sum ^= bytes[at] ?? 0
  return sum
}

/** All bytes added, not cut to any width. */
export function byteSum(bytes: Uint8Array, from = 0, to = bytes.length): number {
  let sum = 0
  for (let at = from; at < to; at++) sum += bytes[at] ?? 0
  return sum
}

// Numbers in bytes. Reading past the end reads zeros: callers check lengths first.

export function u16be(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
}

export function u16le(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)
}

export function u32be(bytes: Uint8Array, at: number): number {
  return u16be(bytes, at) * 0x10000 + u16be(bytes, at + 2)
}

export function u32le(bytes: Uint8Array, at: number): number {
  return u16le(bytes, at) + u16le(bytes, at + 2) * 0x10000
}

/** Two's complement, big endian. */
export function s16be(bytes: Uint8Array, at: number): number {
  return (u16be(bytes, at) << 16) >> 16
}

export function bytes16be(value: number): [number, number] {
  return [(value >>> 8) & 0xff, value & 0xff]
}

export function bytes16le(value: number): [number, number] {
  return [value & 0xff, (value >>> 8) & 0xff]
}

export function bytes32be(value: number): [number, number, number, number] {
  return [...bytes16be(value >>> 16), ...bytes16be(value & 0xffff)]
}

export function bytes32le(value: number): [number, number, number, number] {
  return [...bytes16le(value & 0xffff), ...bytes16le(value >>> 16)]
}

/** Two decimal digits per byte; `undefined` when a half byte is not a digit. */
export function bcdDigits(bytes: Uint8Array, from = 0, to = bytes.length): string | undefined {
  let digits = ''
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0
    if (byte >>> 4 > 9 || (byte & 15) > 9) return undefined
    digits += String.fromCharCode(48 + (byte >>> 4), 48 + (byte & 15))
  }
  return digits
}

/** Each byte as one character with the same number (ISO 8859-1). */
export function latin1(bytes: Uint8Array, from = 0, to = bytes.length): string {
  let text = ''
  for (let at = from; at < to; at++) text += String.fromCharCode(bytes[at] ?? 0)
  return text
}

/** Each character as one byte; characters above 0xFF become `?`. */
export function fromLatin1(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => {
    const code = letter.charCodeAt(0)
    return letter.length > 1 || code > 0xff ? 0x3f : code
  })
}

/** Lower case, two digits per byte, no separators. */
export function toHex(bytes: Uint8Array, from = 0, to = bytes.length): string {
  let text = ''
  for (let at = from; at < to; at++) text += (bytes[at] ?? 0).toString(16).padStart(2, '0')
  return text
}

/** Spaces, colons and letter case do not matter; `undefined` when it is not hex or has an odd digit. */
export function fromHex(text: string): Uint8Array | undefined {
  const digits = text.replaceAll(/[\s:]/g, '')
  if (digits.length % 2 === 1 || !/^[0-9a-fA-F]*$/.test(digits)) return undefined
  const bytes = new Uint8Array(digits.length / 2)
  for (let at = 0; at < bytes.length; at++) {
    bytes[at] = Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16)
  }
  return bytes
}
