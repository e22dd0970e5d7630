import { expect, it } from 'vitest'
import {
  beijingDate,
  beijingDateTime,
  beijingMinute,
  beijingDay,
  beijingTime,
  dutyDay,
  parseTypedTime,
  startOfBeijingDay,
  typedTimeProblem,
} from './beijing-time.ts'

const at = (iso: string) => Date.parse(iso)
const now = at('2026-04-05T14:02:30+08:00')
const typed = (text: string, nowMs = now) => {
  const result = parseTypedTime(text, nowMs)
  return result.ok ? beijingDateTime(result.value) : result.code
}

it('writes a moment as Beijing date and time', () => {
  expect(beijingDateTime(now)).toBe('2026-04-05 14:02:30')
  expect(beijingMinute(now)).toBe('04-05 14:02')
  expect(beijingDate(now)).toBe('2026-04-05')
  expect(beijingTime(now)).toBe('14:02:30')
})

it('turns the day at 16:00 UTC', () => {
  expect(beijingDateTime(at('2026-12-31T15:59:59.999Z'))).toBe('2026-12-31 23:59:59')
  expect(beijingDateTime(at('2026-12-31T16:00:00Z'))).toBe('2027-01-01 00:00:00')
})

it('survives a clock in 1970, before it and in 2099', () => {
  expect(beijingDateTime(0)).toBe('1970-01-01 08:00:00')
  expect(beijingDateTime(-1)).toBe('1970-01-01 07:59:59')
  expect(beijingDateTime(at('1969-02-28T23:00:00Z'))).toBe('1969-03-01 07:00:00')
  expect(beijingDateTime(at('2099-12-31T23:59:59+08:00'))).toBe('2099-12-31 23:59:59')
})

it('agrees with the platform calendar on every day from 1896 to 2104', () => {
  const wrong: string[] = []
  for (let noon = at('1896-01-01T12:00:00Z'); noon < at('2104-12-31'); noon += 86_400_000) {
    const platform = new Date(noon).toISOString().slice(0, 10)
    const midnight = startOfBeijingDay(beijingDay(noon))
    if (beijingDate(noon) !== platform || midnight !== noon - 20 * 3_600_000) wrong.push(platform)
  }
  expect(wrong).toEqual([])
  expect(beijingDate(at('2024-02-29T12:00:00Z'))).toBe('2024-02-29')
})

it('keeps the small hours in the duty day that began the morning before', () => {
  expect(dutyDay(at('2026-04-05T07:59:59+08:00'), 8)).toBe('2026-04-04')
  expect(dutyDay(at('2026-04-05T08:00:00+08:00'), 8)).toBe('2026-04-05')
  expect(dutyDay(at('2026-04-05T00:00:00+08:00'), 0)).toBe('2026-04-05')
})

it('reads a typed time as the nearest past', () => {
  expect(typed('14:00')).toBe('2026-04-05 14:00:00')
  expect(typed('1400')).toBe('2026-04-05 14:00:00')
  expect(typed('9:05')).toBe('2026-04-05 09:05:00')
  expect(typed('23:50')).toBe('2026-04-04 23:50:00')
  expect(typed('0000')).toBe('2026-04-05 00:00:00')
})

it('reads a typed date as this year or an earlier one', () => {
  expect(typed('04-05 14:00')).toBe('2026-04-05 14:00:00')
  expect(typed('4-5 1400')).toBe('2026-04-05 14:00:00')
  expect(typed('12-31 23:00')).toBe('2025-12-31 23:00:00')
  expect(typed('02-29 08:00')).toBe('2024-02-29 08:00:00')
})

it('takes a minute that is just ahead as now, not as yesterday', () => {
  expect(typed('14:03')).toBe('2026-04-05 14:02:30')
  expect(typed('14:05')).toBe('2026-04-04 14:05:00')
  const midnight = at('2026-04-05T23:59:40+08:00')
  expect(typed('00:00', midnight)).toBe('2026-04-05 23:59:40')
  const newYear = at('2026-12-31T23:59:40+08:00')
  expect(typed('01-01 00:00', newYear)).toBe('2026-12-31 23:59:40')
})

it('accepts what a Chinese input method types', () => {
  expect(typed('１４：００')).toBe('2026-04-05 14:00:00')
  expect(typed(' 14：00　')).toBe('2026-04-05 14:00:00')
})

it.each([
  '',
  '24:00',
  '14:60',
  '2500',
  '140',
  '14.00',
  '13-01 10:00',
  '00-10 10:00',
  '02-30 10:00',
  '14:00:99',
  '上午9点',
  '9',
])('refuses %j instead of guessing', (text) => {
  expect(typed(text)).toBe('not-a-time')
})

it.each([
  ['昨天 23:10', '2026-04-04 23:10:00'],
  ['昨天23:10', '2026-04-04 23:10:00'],
  ['今天 1400', '2026-04-05 14:00:00'],
  ['前天 8:05', '2026-04-03 08:05:00'],
  ['14点', '2026-04-05 14:00:00'],
  ['13点半', '2026-04-05 13:30:00'],
  ['13时05分', '2026-04-05 13:05:00'],
  ['4月5日 14:02', '2026-04-05 14:02:00'],
  ['4月5日14:02', '2026-04-05 14:02:00'],
  ['2026-03-31 09:00', '2026-03-31 09:00:00'],
  ['２０２６年３月３１日 ９：００', '2026-03-31 09:00:00'],
])('reads %s', (text, shown) => {
  expect(typed(text)).toBe(shown)
})

it.each([
  ['25:00', 'hour'],
  ['14:75', 'minute'],
  ['2470', 'hour'],
  ['13-05 10:00', 'month'],
  ['02-30 10:00', 'day'],
  ['2025-02-29 10:00', 'day'],
  ['2027-01-01 10:00', 'future'],
  ['今天 23:00', 'future'],
  ['14:', 'form'],
  ['下午', 'form'],
])('says what is wrong with %s', (text, fault) => {
  const result = parseTypedTime(text, now)
  expect(result.ok ? 'accepted' : result.data.fault).toBe(fault)
  expect(result.ok ? '' : typedTimeProblem(result)).toMatch(/。$/)
})
