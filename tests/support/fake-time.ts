import type { Clock, Random, Timers } from '../../src/core/kernel/world.ts'

/** A clock that stands still until a test moves it; timers run in their order while it moves. */
export interface FakeTime {
  readonly clock: Clock
  readonly timers: Timers
  /** Lets everything already under way finish, then moves both clocks on, running due timers. */
  advance(ms: number): Promise<void>
  /** Moves only the wall clock, as someone setting it would. */
  setWall(ms: number): void
  /** Timers that wait. */
  readonly waiting: number
}

/** Promise chains of a few links settle before the next timer, as between real timers. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
}

export function fakeTime(startMs = Date.UTC(2026, 6, 1, 4, 0, 0)): FakeTime {
  let wall = startMs
  let mono = 0
  let order = 0
  const due = new Map<number, { at: number; run: () => void }>()

  function next(until: number): number | undefined {
    let first: number | undefined
    for (const [id, timer] of due) {
      if (timer.at <= until && (first === undefined || timer.at < (due.get(first)?.at ?? 0)))
        first = id
    }
    return first
  }
  return {
    clock: { nowMs: () => wall, monotonicMs: () => mono },
    timers: {
      after(delayMs, run) {
        const id = order++
        due.set(id, { at: mono + Math.max(0, delayMs), run })
        return () => void due.delete(id)
      },
    },
    async advance(ms) {
      const until = mono + ms
      await settle()
      for (let id = next(until); id !== undefined; id = next(until)) {
        const timer = due.get(id)
        due.delete(id)
        if (timer === undefined) continue
        wall += timer.at - mono
        mono = timer.at
        timer.run()
        await settle()
      }
      wall += until - mono
      mono = until
    },
    setWall(ms) {
      wall = ms
    },
    get waiting() {
      return due.size
    },
  }
}

/** Bytes that repeat for one seed (mulberry32). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  function nextByte(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) & 0xff
  }
  return { bytes: (count) => Uint8Array.from({ length: count }, nextByte) }
}
