import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  bumpHlcEpoch,
  hlcFromBytes,
  hlcToBytes,
  hlcWallMs,
  maxHlc,
  mergeHlc,
  packHlc,
  tickHlc,
  unpackHlc,
} from './hlc.ts'

const now = Date.UTC(2026, 2, 1)
const anyStamp = fc.bigInt({ min: 0n, max: maxHlc })
const anyTime = fc.oneof(
  fc.integer({ min: -(2 ** 50), max: 2 ** 50 }),
  fc.constantFrom(Number.NaN, Infinity, -Infinity, 0),
)

it('takes the wall clock when it is ahead', () => {
  expect(unpackHlc(tickHlc(0n, now))).toEqual({ epoch: 0, ms: now, counter: 0 })
  expect(hlcWallMs(tickHlc(0n, now))).toBe(now)
})

it('counts where the clock stands still or went back', () => {
  const first = tickHlc(0n, now)
  expect(unpackHlc(tickHlc(first, now))).toEqual({ epoch: 0, ms: now, counter: 1 })
  expect(unpackHlc(tickHlc(first, now - 86_400_000))).toEqual({ epoch: 0, ms: now, counter: 1 })
})

it('runs the counter over into the milliseconds', () => {
  expect(unpackHlc(tickHlc(packHlc({ epoch: 3, ms: now, counter: 4095 }), now))).toEqual({
    epoch: 3,
    ms: now + 1,
    counter: 0,
  })
})

it('comes back to the real time in the next epoch', () => {
  const wrong = tickHlc(0n, Date.UTC(2096, 11, 28))
  const repaired = bumpHlcEpoch(wrong, now)
  expect(unpackHlc(repaired)).toEqual({ epoch: 1, ms: now, counter: 0 })
  expect(repaired > wrong).toBe(true)
  expect(unpackHlc(tickHlc(repaired, now + 5))).toEqual({ epoch: 1, ms: now + 5, counter: 0 })
})

it('always moves forward, whatever the clock says, and stays in 63 bits', () => {
  fc.assert(
    fc.property(anyStamp, anyTime, (last, ms) => {
      const next = tickHlc(last, ms)
      expect(next > last || last === maxHlc).toBe(true)
      expect(next <= maxHlc).toBe(true)
      const bumped = bumpHlcEpoch(last, ms)
      expect(bumped > last || last === maxHlc).toBe(true)
      expect(bumped <= maxHlc).toBe(true)
    }),
  )
})

it('merges to the later of two', () => {
  expect(mergeHlc(5n, 9n)).toBe(9n)
  expect(mergeHlc(9n, 5n)).toBe(9n)
})

it('keeps every digit in eight bytes, in the same order', () => {
  fc.assert(
    fc.property(anyStamp, anyStamp, (a, b) => {
      expect(hlcFromBytes(hlcToBytes(a))).toBe(a)
      const bytesOrder = Buffer.compare(hlcToBytes(a), hlcToBytes(b))
      expect(bytesOrder).toBe(a < b ? -1 : a > b ? 1 : 0)
    }),
  )
  expect([...hlcToBytes(4611686018427387905n)]).toEqual([64, 0, 0, 0, 0, 0, 0, 1])
})
