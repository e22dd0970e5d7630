import { expect, it } from 'vitest'
import { beijingDateTime } from '../../kernel/beijing-time.ts'
import { nextSlot, scheduleWords, slotsBetween, type Schedule } from './schedule.ts'

const daily: Schedule = {
  id: 's',
  net: 'n',
  label: '早点名',
  every: 'day',
  weekday: null,
  day: null,
  times: ['08:30', '20:00'],
  months: [],
  enabled: true,
}

/** 2026-11-29 was a Sunday. */
const sunday = Date.UTC(2026, 10, 29, 4)
const hour = 3_600_000
const words = (slots: readonly number[]) => slots.map((slot) => beijingDateTime(slot).slice(5, 16))

it('gives the times of the day in Beijing, also over midnight', () => {
  expect(words(slotsBetween(daily, sunday, sunday + 24 * hour))).toEqual([
    '11-29 20:00',
    '11-30 08:30',
  ])
  // What is exactly now was reached; what was exactly then is behind.
  const eight = Date.UTC(2026, 10, 29, 12)
  expect(slotsBetween(daily, eight, eight + 1)).toEqual([])
  expect(slotsBetween(daily, eight - 1, eight)).toEqual([eight])
})

it('knows the day of the week, the day of the month and the season', () => {
  const weekly: Schedule = { ...daily, every: 'week', weekday: 1, times: ['10:00'] }
  expect(words([nextSlot(weekly, sunday) ?? 0])).toEqual(['11-30 10:00'])
  const monthly: Schedule = { ...daily, every: 'month', day: 10, times: ['15:00'] }
  expect(words([nextSlot(monthly, sunday) ?? 0])).toEqual(['12-10 15:00'])
  const season: Schedule = { ...daily, months: [4, 5], times: ['00:30'] }
  expect(words([nextSlot(season, sunday) ?? 0])).toEqual(['04-01 00:30'])
  expect(nextSlot({ ...season, enabled: false }, sunday)).toBeUndefined()
  expect(scheduleWords(weekly)).toBe('每周一 10:00')
  expect(scheduleWords(season)).toBe('每日 00:30（4、5月）')
})
