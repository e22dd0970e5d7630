import { expect, it } from 'vitest'
import { beijingDateTime } from '../../../../core/kernel/beijing-time.ts'
import { dayTime } from './day-time.ts'

/** 2026-12-20 09:00 Beijing. */
const now = Date.UTC(2026, 11, 20, 1)
const read = (typed: string, ending = false) => {
  const at = dayTime(typed, now, ending)
  return at === undefined ? undefined : beijingDateTime(at).slice(0, 16)
}

it('takes a day alone as its beginning, or as its end where a leave ends', () => {
  expect(read('12-25')).toBe('2026-12-25 00:00')
  expect(read('12-25', true)).toBe('2026-12-26 00:00')
  expect(read('12月25日 14:30', true)).toBe('2026-12-25 14:30')
})

it('means the next year where the day of this year is long past', () => {
  expect(read('1-3')).toBe('2027-01-03 00:00')
  expect(read('12-01')).toBe('2026-12-01 00:00')
  expect(read('2026-01-03')).toBe('2026-01-03 00:00')
})

it('refuses what is no day or no time', () => {
  for (const typed of ['', '12-32', '02-30', '13-01', '12-25 25:00', '12-25 14:75', '明天'])
    expect(read(typed)).toBeUndefined()
})
