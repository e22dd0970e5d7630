import { expect, it } from 'vitest'
import { ageInWords, limitTone } from './age.ts'

const minute = 60_000
const hour = 60 * minute

it('counts seconds, then minutes, then hours, then days', () => {
  expect(ageInWords(33_900)).toBe('33 秒')
  expect(ageInWords(minute)).toBe('1 分')
  expect(ageInWords(98 * minute)).toBe('98 分')
  expect(ageInWords(2 * hour + 10 * minute)).toBe('2 时 10 分')
  expect(ageInWords(3 * hour)).toBe('3 时')
  expect(ageInWords(72 * hour)).toBe('3 天')
})

it('never shows a negative age when a clock is ahead', () => {
  expect(ageInWords(-5 * minute)).toBe('0 秒')
})

it('turns amber at the first limit and red at the second', () => {
  expect(limitTone(14 * minute, 15 * minute, 20 * minute)).toBe('calm')
  expect(limitTone(15 * minute, 15 * minute, 20 * minute)).toBe('due')
  expect(limitTone(20 * minute, 15 * minute, 20 * minute)).toBe('over')
  expect(limitTone(20 * minute, undefined, undefined)).toBe('calm')
})
