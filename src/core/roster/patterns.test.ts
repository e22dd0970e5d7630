import { expect, test } from 'vitest'
import { beijingDateTime } from '../kernel/beijing-time.ts'
import {
  defaultPatterns,
  defaultPosts,
  defaultRules,
  patternProblems,
  shiftsOfDays,
} from './patterns.ts'

const shiftsOf = (from: string, to: string) =>
  shiftsOfDays(
    { from, to },
    defaultPatterns,
    [
      { pattern: 'two-shift', from: '2026-01-01', to: '2026-12-31' },
      { pattern: 'flood', from: '2026-04-01', to: '2026-09-30' },
    ],
    new Map(),
  )

test('makes two shifts of a workday, one of a rest day, and a stronger one of a holiday', () => {
  const shifts = shiftsOf('2026-10-07', '2026-10-11')
  expect(shifts.map(({ id, word, weekend, holiday }) => [id, word, weekend, holiday])).toEqual([
    ['2026-10-07.0830', '节假日班', false, '国庆节'],
    ['2026-10-08.0830', '白班', false, null],
    ['2026-10-08.1730', '夜班', false, null],
    ['2026-10-09.0830', '白班', false, null],
    ['2026-10-09.1730', '夜班', false, null],
    ['2026-10-10.0830', '白班', false, null],
    ['2026-10-10.1730', '夜班', false, null],
    ['2026-10-11.0830', '双休日班', true, null],
  ])
  expect(shifts[0]?.needs).toContainEqual({ post: 'officer', count: 2 })
})

test('puts the flood season over the pattern of the year', () => {
  const [day, night] = shiftsOf('2026-06-01', '2026-06-01')
  expect(day?.word).toBe('汛期白班')
  expect(beijingDateTime(night?.to ?? 0)).toBe('2026-06-02 08:30:00')
})

test('covers every minute of a year, whatever pattern follows which', () => {
  const shifts = shiftsOf('2026-01-01', '2026-12-31')
  shifts.forEach((shift, index) => expect(shift.from).toBe(shifts[index - 1]?.to ?? shift.from))
  expect(new Set(shifts.map(({ id }) => id)).size).toBe(shifts.length)
})

test('asks only for posts that have a word', () => {
  const posts = new Set(defaultPosts.map(({ key }) => key))
  const asked = shiftsOf('2026-01-01', '2026-12-31').flatMap(({ needs }) => needs)
  expect(asked.filter(({ post }) => !posts.has(post))).toEqual([])
})

test('lets a new county do the same half of two following days in the flood season', () => {
  const [first, , second] = shiftsOf('2026-06-01', '2026-06-02')
  const restH = ((second?.from ?? 0) - (first?.to ?? 0)) / 3_600_000
  expect(restH).toBeGreaterThanOrEqual(defaultRules.restH ?? 0)
})

test('says what is wrong with a pattern that cannot be', () => {
  const [pattern] = defaultPatterns
  const [part] = pattern?.parts.workday ?? []
  if (!pattern || !part) throw new Error('no pattern')
  const parts = { ...pattern.parts, weekend: [], workday: [part, { ...part, lengthMin: 9000 }] }
  expect(patternProblems(pattern)).toEqual([])
  expect(patternProblems({ ...pattern, parts })).toEqual([
    '工作日“白班”的时长应在 30 分钟到 24 小时之间，请改正。',
    '工作日“白班”与另一个班同时开始，请错开或合并。',
    '双休日没有班次，请至少排一个班。',
  ])
})
