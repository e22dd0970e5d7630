import { expect, it } from 'vitest'
import { dayOf, gnssTime } from './gnss-time.ts'

const now = Date.UTC(2026, 6, 1, 4, 0, 0)

it('reads a date and a time of day with any decimals', () => {
  expect(gnssTime(dayOf('010726'), '040000', now)).toBe(now)
  expect(gnssTime(dayOf('010726'), '040000.25', now)).toBe(now + 250)
  expect(gnssTime(dayOf('311226'), '235960.00', now)).toBe(Date.UTC(2026, 11, 31, 23, 59, 59, 999))
})

it('knows that 6 January 1980 is a clock that was never set', () => {
  expect(gnssTime(dayOf('060180'), '000021.263', now)).toBeUndefined()
})

it('moves a date of a receiver that lost the week count on by 1024 weeks', () => {
  // 1 July 2026 − 7168 days = 15 November 2006.
  expect(gnssTime(dayOf('151106'), '040000', now)).toBe(now)
})

it('does not need the console clock to be right', () => {
  expect(gnssTime(dayOf('010726'), '040000', 0)).toBe(now)
  expect(gnssTime(dayOf('151106'), '040000', Date.UTC(2099, 0, 1))).toBe(now)
})

it('refuses dates and times that do not exist', () => {
  for (const date of ['310226', '001226', '011326', '0107', '', undefined]) {
    expect(gnssTime(dayOf(date), '040000', now)).toBeUndefined()
  }
  for (const time of ['240000', '046000', '040061', '0400', 'x', undefined]) {
    expect(gnssTime(dayOf('010726'), time, now)).toBeUndefined()
  }
})
