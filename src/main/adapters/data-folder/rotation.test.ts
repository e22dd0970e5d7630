import fc from 'fast-check'
import { expect, it } from 'vitest'
import { expired } from './rotation.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** 2026-03-01 12:00 in Beijing. */
const noon = Date.UTC(2026, 2, 1, 4)

it('keeps the newest of each of 24 hours and of 30 days', () => {
  const hourly = Array.from({ length: 24 * 60 }, (_, index) => noon - index * hourMs)
  const gone = new Set(expired(hourly))
  const kept = hourly.filter((time) => !gone.has(time))
  expect(kept.slice(0, 24)).toEqual(hourly.slice(0, 24))
  // 24 hours reach back over yesterday 13:00; the day before and 27 more keep their last hour.
  expect(kept).toHaveLength(24 + 28)
  expect(kept.at(-1)).toBe(Date.UTC(2026, 1, 28, 15) - 28 * dayMs)
})

it('keeps the last of several copies within one hour', () => {
  expect(expired([noon, noon + 60_000, noon + 120_000])).toEqual([noon + 60_000, noon])
})

it('always keeps the newest, keeps at most what the rule allows, and changes nothing when run again', () => {
  const times = fc.uniqueArray(fc.integer({ min: 0, max: 200 * dayMs }), {
    minLength: 1,
    maxLength: 200,
  })
  fc.assert(
    fc.property(times, (all) => {
      const gone = new Set(expired(all))
      const kept = all.filter((time) => !gone.has(time))
      expect(kept).toContain(Math.max(...all))
      expect(kept.length).toBeLessThanOrEqual(54)
      expect(expired(kept)).toEqual([])
    }),
  )
})
