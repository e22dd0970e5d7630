import { expect, it } from 'vitest'
import { weekday } from './weekday.ts'

it('names the day of the week in Beijing', () => {
  expect(weekday(Date.parse('2027-04-05T14:02:31+08:00'))).toBe('周一')
  expect(weekday(Date.parse('2026-11-23T00:00:00+08:00'))).toBe('周一')
  expect(weekday(Date.parse('2026-11-22T23:59:59+08:00'))).toBe('周日')
  expect(weekday(0)).toBe('周四')
  expect(weekday(-86_400_000)).toBe('周三')
})
