import { expect, it } from 'vitest'
import { startOfBeijingDay } from '../../core/kernel/beijing-time.ts'
import { paperDay, paperTimes } from './paper-times.ts'

const day = startOfBeijingDay({ year: 2026, month: 11, day: 29 })
const minute = 60_000
const hour = 60 * minute
const now = day + 40 * hour

it('reads the minutes of a form under its date, as they are written by hand', () => {
  const times = paperTimes(day, ['14:02', '1405', '14：07', '14.09', '14时20分', '14:20:30'], now)
  expect(times.map((time) => ('at' in time ? (time.at - day) / minute : time.problem))).toEqual([
    842, 845, 847, 849, 860, 860.5,
  ])
})

it('goes on with the next day after midnight', () => {
  expect(paperTimes(day, ['22:10', '23:58', '0:05', '01:30'], now)).toEqual([
    { at: day + 22 * hour + 10 * minute, nextDay: false },
    { at: day + 23 * hour + 58 * minute, nextDay: false },
    { at: day + 24 * hour + 5 * minute, nextDay: true },
    { at: day + 25 * hour + 30 * minute, nextDay: true },
  ])
})

it('names a time that cannot be, and does not let it confuse the rows below', () => {
  expect(paperTimes(day, ['14:02', '14:00', '25:00', '', '14:10'], now)).toEqual([
    { at: day + 842 * minute, nextDay: false },
    { problem: '早于上一行' },
    { problem: '写成 14:02' },
    { problem: '请填时间' },
    { at: day + 850 * minute, nextDay: false },
  ])
  expect(paperTimes(day, ['14:02'], day + hour)).toEqual([{ problem: '晚于现在' }])
})

it('takes a date with or without its year, and none that does not exist', () => {
  expect(paperDay('2026-11-29', now)).toBe(day)
  expect(paperDay('11-29', now)).toBe(day)
  expect(paperDay('12-31', now)).toBe(startOfBeijingDay({ year: 2025, month: 12, day: 31 }))
  expect(paperDay('2026-02-30', now)).toBeUndefined()
  expect(paperDay('昨天', now)).toBeUndefined()
})
