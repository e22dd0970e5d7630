/** A world whose clock, timers and random source belong to the test. Cryptography is the real one. */
import type { Crypto, Random, World } from '../../src/core/kernel/world.ts'
import { nodeCrypto } from '../../src/main/adapters/world.ts'

export interface FakeWorld extends World {
  /** Moves wall and monotonic clock forward and runs the timers that come due, in order. */
  advance(ms: number): void
  /** Sets the wall clock only, in either direction. */
  setNow(ms: number): void
  /** Timers still waiting. */
  pendingTimers(): number
}

/** Small fast generator (mulberry32): the same seed gives the same bytes on every machine. */
export function seededRandom(seed: number): Random & { next(): number } {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  return {
    next,
    bytes: (count) => Uint8Array.from({ length: count }, () => Math.floor(next() * 256)),
  }
}

interface Due {
  readonly at: number
  readonly run: () => void
}

/**
 * `nowMs` starts at 2026-03-01T00:00Z unless given; `seed` makes ids repeatable; `crypto`
 * replaces the real cryptography.
 */
export function fakeWorld(
  options: { readonly nowMs?: number; readonly seed?: number; readonly crypto?: Crypto } = {},
): FakeWorld {
  let wall = options.nowMs ?? Date.UTC(2026, 2, 1)
  let monotonic = 0
  const due = new Set<Due>()
  const earliest = (until: number) =>
    [...due].filter((each) => each.at <= until).sort((a, b) => a.at - b.at)[0]
  const moveTo = (at: number) => {
    wall += at - monotonic
    monotonic = at
  }
  return {
    clock: { nowMs: () => wall, monotonicMs: () => monotonic },
    random: seededRandom(options.seed ?? 1),
    crypto: options.crypto ?? nodeCrypto,
    timers: {
      after(delayMs, run) {
        const timer = { at: monotonic + delayMs, run }
        due.add(timer)
        return () => void due.delete(timer)
      },
    },
    advance(ms) {
      const until = monotonic + ms
      for (let next = earliest(until); next; next = earliest(until)) {
        due.delete(next)
        moveTo(Math.max(next.at, monotonic))
        next.run()
      }
      moveTo(until)
    },
    setNow: (ms) => void (wall = ms),
    pendingTimers: () => due.size,
  }
}
