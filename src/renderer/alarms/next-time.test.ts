import { expect, it } from 'vitest'
import { beijingDateTime } from '../../core/kernel/beijing-time.ts'
import { nextTime } from './next-time.ts'

const now = Date.UTC(2026, 3, 5, 6, 2) // 14:02 Beijing time

it.each([
  ['15:30', '2026-04-05 15:30:00'],
  ['1530', '2026-04-05 15:30:00'],
  ['8:00', '2026-04-06 08:00:00'],
  ['14:02', '2026-04-06 14:02:00'],
  ['１５：３０', '2026-04-05 15:30:00'],
])('%s is the next time the clock shows it', (typed, shown) => {
  expect(beijingDateTime(nextTime(typed, now) ?? 0)).toBe(shown)
})

it.each(['', '25:00', '12:60', '明早', '1'])('%s is no time', (typed) => {
  expect(nextTime(typed, now)).toBeUndefined()
})
