import { expect, it } from 'vitest'
import { parseLater } from './later-time.ts'

/** 14:02 in Beijing. */
const now = Date.UTC(2026, 3, 5, 6, 2)
const minute = 60_000

it.each([
  ['40', 40],
  ['40 分钟', 40],
  ['１５分', 15],
  ['14:50', 48],
  ['1450', 48],
  ['14点50', 48],
  ['13:00', 22 * 60 + 58],
])('%s is %d minutes from now', (typed, minutes) => {
  expect(parseLater(typed, now)).toBe(now + minutes * minute)
})

it('tells nothing typed from what is no time', () => {
  expect(parseLater(' ', now)).toBeNull()
  expect(parseLater('25:10', now)).toBeUndefined()
  expect(parseLater('下午', now)).toBeUndefined()
})
