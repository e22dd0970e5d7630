import { expect, it } from 'vitest'
import { beijingDateTime } from '../../../../core/kernel/beijing-time.ts'
import { dueTime } from './due-time.ts'

/** 2026-11-30 08:30 Beijing. */
const now = Date.UTC(2026, 10, 30, 0, 30)

it.each([
  ['18:00', '2026-11-30 18:00:00'],
  ['8点', '2026-12-01 08:00:00'],
  ['明天 12:00', '2026-12-01 12:00:00'],
  ['后天9点30分', '2026-12-02 09:30:00'],
  ['12-05 14:00', '2026-12-05 14:00:00'],
  ['１８：００', '2026-11-30 18:00:00'],
])('%s is a time to come', (typed, told) => {
  expect(beijingDateTime(dueTime(typed, now) ?? 0)).toBe(told)
})

it.each(['25:00', '18:75', '尽快', '13-40'])('%s is no such time', (typed) => {
  expect(dueTime(typed, now)).toBeUndefined()
})
