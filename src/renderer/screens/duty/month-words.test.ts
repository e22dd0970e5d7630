import { expect, it } from 'vitest'
import { dayWord, monthAfter, monthDays, monthWord } from './month-words.ts'

it('goes over the turn of the year in both directions', () => {
  expect(monthAfter('2026-12', 1)).toBe('2027-01')
  expect(monthAfter('2027-01', -1)).toBe('2026-12')
  expect(monthAfter('2026-01', 14)).toBe('2027-03')
})

it('says months and days without leading zeros and knows how long a month is', () => {
  expect(monthWord('2026-02')).toBe('2026年2月')
  expect(dayWord('2026-12-03')).toBe('12月3日')
  expect(monthDays('2028-02')).toEqual({ from: '2028-02-01', to: '2028-02-29' })
  expect(monthDays('2026-12')).toEqual({ from: '2026-12-01', to: '2026-12-31' })
})
