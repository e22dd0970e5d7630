/**
 * Hybrid logical clock in 63 bits: 6 bits clock epoch, 45 bits milliseconds, 12 bits counter.
 * A JS number would lose its last digits in 2039, so a stamp is a BigInt in memory and an
 * 8-byte big-endian BLOB on disk, where byte order is time order.
 * No stamp is ever refused for its time: a wrong clock is an alarm, not a lost record.
 */
import type { EpochMs } from './world.ts'

export interface HlcParts {
  /** Raised by a supervisor to get out of a time that is wrong by years; wins over any older epoch. */
  readonly epoch: number
  readonly ms: EpochMs
  readonly counter: number
}

const counterBits = 12n
const msBits = 45n
const epochShift = counterBits + msBits
const maxMs = 2 ** 45 - 1
const maxEpoch = 63n

/** The highest stamp there is. A clock that reached it stays there; origin and seq still order. */
export const maxHlc = (1n << 63n) - 1n

function clampedMs(ms: number): bigint {
  if (!(ms > 0)) return 0n
  return BigInt(Math.min(Math.floor(ms), maxMs))
}

/** Times before 1970 become 0, times after the year 3084 the last millisecond that fits. */
export function packHlc(parts: HlcParts): bigint {
  const epoch = BigInt(Math.min(Math.max(Math.floor(parts.epoch), 0), Number(maxEpoch)))
  const counter = BigInt(parts.counter) & 0xfffn
  return (epoch << epochShift) | (clampedMs(parts.ms) << counterBits) | counter
}

export function unpackHlc(hlc: bigint): HlcParts {
  return {
    epoch: Number(hlc >> epochShift),
    ms: Number((hlc >> counterBits) & BigInt(maxMs)),
    counter: Number(hlc & 0xfffn),
  }
}

/** The wall clock inside a stamp: when the op was written, by its console's clock. */
export function hlcWallMs(hlc: bigint): EpochMs {
  return unpackHlc(hlc).ms
}

/**
 * The next own stamp: always above `last`. Where the wall clock does not move or went back the
 * counter runs, and runs over into the milliseconds.
 */
export function tickHlc(last: bigint, nowMs: EpochMs): bigint {
  const wall = ((last >> epochShift) << epochShift) | (clampedMs(nowMs) << counterBits)
  if (wall > last) return wall
  return last < maxHlc ? last + 1n : maxHlc
}

/** What this console has seen after a foreign stamp: its next own stamp is above both. */
export function mergeHlc(last: bigint, remote: bigint): bigint {
  return remote > last ? remote : last
}

/** The stamp of a clock-epoch op: the wall clock again, above everything of the epochs before. */
export function bumpHlcEpoch(last: bigint, nowMs: EpochMs): bigint {
  const epoch = last >> epochShift
  if (epoch >= maxEpoch) return tickHlc(last, nowMs)
  return ((epoch + 1n) << epochShift) | (clampedMs(nowMs) << counterBits)
}

/** 8 bytes, big-endian. */
export function hlcToBytes(hlc: bigint): Uint8Array {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, hlc)
  return bytes
}

export function hlcFromBytes(bytes: Uint8Array): bigint {
  if (bytes.length !== 8) throw new Error(`a stamp has 8 bytes, not ${bytes.length}`)
  return new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0)
}
