import { expect, it } from 'vitest'
import type { ReportClock } from '../../core/modules/reports/contract.ts'
import { clockLook, dueWords, spanWords } from './clock-look.ts'

const minute = 60_000
const start = Date.UTC(2027, 3, 5, 5, 31)
const clock: ReportClock = {
  rule: 'cfg_phone_first',
  label: '首报 电话',
  from: '县值班室',
  to: '市应急局',
  level: 'city',
  means: 'phone',
  basis: 'assumed',
  tag: '假定',
  source: 'DESIGN',
  sourceText: '没有文件规定，暂按此数',
  note: '',
  immediate: false,
  repeats: false,
  startsAt: start,
  startWord: '接报',
  waitsFor: '',
  dueAt: start + 30 * minute,
  amberAt: start + 21 * minute,
  state: 'plan',
  metAt: null,
  metBy: null,
  late: false,
}

it.each([
  [0, 'plan', '剩 30:00'],
  [21 * minute, 'due', '剩 9:00'],
  [30 * minute, 'over', '超 0:00'],
  [95 * minute, 'over', '超 65:00'],
] as const)('after %i ms it is %s: %s', (after, tone, words) => {
  expect(clockLook(clock, start + after)).toMatchObject({ tone, words })
})

it('counts on by itself, whatever the core last said', () => {
  expect(clockLook({ ...clock, state: 'overdue' }, start).tone).toBe('plan')
})

it('says how long a kept limit took, and that it was late', () => {
  const met = { ...clock, state: 'met' as const, metAt: start + 20 * minute + 54_000 }
  expect(clockLook(met, start + 60 * minute)).toMatchObject({ tone: 'met', words: '用时 20:54' })
  expect(clockLook({ ...met, late: true }, start).words).toBe('用时 20:54 超时')
})

it('names what it waits for, the day where it is another, and 立即', () => {
  expect(dueWords({ ...clock, dueAt: null, waitsFor: '首报后 24 小时' }, start)).toBe(
    '首报后 24 小时',
  )
  expect(dueWords(clock, start)).toBe('14:01')
  expect(dueWords({ ...clock, dueAt: start + 24 * 60 * minute }, start)).toBe('04-06 13:31')
  expect(dueWords({ ...clock, immediate: true }, start)).toBe('立即')
})

it('leaves out seconds where hours are counted', () => {
  expect(spanWords(3 * 60 * minute + 5 * minute)).toBe('3 时 05 分')
  expect(spanWords(50 * 60 * minute)).toBe('2 天 2 时')
})
