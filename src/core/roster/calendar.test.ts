import { expect, test } from 'vitest'
import { isAnnounced, rosterDay, unannouncedSentence, weekdayOf } from './calendar.ts'
import type { DayCorrection } from './calendar.ts'

const none = new Map<string, DayCorrection>()

test('knows the holidays and make-up workdays of 2026 as the State Council announced them', () => {
  expect(rosterDay('2026-02-17', none)).toMatchObject({ kind: 'holiday', name: '春节' })
  expect(rosterDay('2026-02-14', none)).toMatchObject({ kind: 'workday', makeUp: true })
  expect(rosterDay('2026-10-07', none)).toMatchObject({ kind: 'holiday', name: '国庆节' })
  expect(rosterDay('2026-10-10', none)).toMatchObject({ kind: 'workday', makeUp: true })
  expect(rosterDay('2026-11-28', none)).toMatchObject({ kind: 'weekend', name: null })
  expect(rosterDay('2026-11-30', none)).toMatchObject({ kind: 'workday', makeUp: false })
  expect(unannouncedSentence('2026-01-01', '2026-12-31')).toBeUndefined()
})

test('keeps to the days of the law in a year not announced, and says so', () => {
  expect(isAnnounced(2031)).toBe(false)
  const names = ['2031-01-01', '2031-01-22', '2031-01-23', '2031-04-05', '2031-06-24', '2031-10-01']
  expect(names.map((day) => rosterDay(day, none).name)).toEqual([
    '元旦',
    '春节',
    '春节',
    '清明',
    '端午',
    '国庆节',
  ])
  expect(unannouncedSentence('2026-12-01', '2031-01-31')).toContain('2031')
})

test('lets the county correct a day, over the package and over the law', () => {
  const corrections = new Map<string, DayCorrection>([
    ['2031-10-04', { day: '2031-10-04', kind: 'holiday', name: '国庆节' }],
    ['2031-10-11', { day: '2031-10-11', kind: 'workday', name: null }],
    ['2026-02-17', { day: '2026-02-17', kind: 'workday', name: null }],
  ])
  expect(rosterDay('2031-10-04', corrections)).toMatchObject({ kind: 'holiday', corrected: true })
  expect(rosterDay('2031-10-11', corrections)).toMatchObject({ kind: 'workday', makeUp: true })
  expect(rosterDay('2026-02-17', corrections)).toMatchObject({ kind: 'workday', name: null })
})

test('counts weekdays from Sunday', () => {
  expect(['2026-11-29', '2026-11-30', '1969-12-31', '2024-02-29'].map(weekdayOf)).toEqual([
    0, 1, 3, 4,
  ])
})
