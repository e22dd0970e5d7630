import { expect, test } from 'vitest'
import { defaultPatterns, defaultPosts, defaultRules, shiftsOfDays } from './patterns.ts'
import { startOfDay } from './calendar.ts'
import { checkRoster } from './rules.ts'
import type { CheckedRoster } from './rules.ts'
import type { Assignment, RosterPerson, RuleKey } from './model.ts'

const shifts = shiftsOfDays(
  { from: '2026-11-30', to: '2026-12-06' },
  defaultPatterns,
  [{ pattern: 'two-shift', from: '2026-01-01', to: '2026-12-31' }],
  new Map(),
)
const served = { weekend: 0, holiday: 0, night: 0, total: 0 }
const person = (id: string, more: Partial<RosterPerson> = {}): RosterPerson => ({
  id,
  name: id,
  posts: ['leader', 'chief', 'officer', 'standby'],
  share: 1,
  leave: [],
  wishes: [],
  served,
  ...more,
})
const put = (shift: string, who: string, post = 'chief'): Assignment => ({
  shift: `2026-${shift}`,
  post,
  person: who,
})

/** Breaches other than the gaps of an unfinished roster. */
function breaches(assignments: readonly Assignment[], more: Partial<CheckedRoster> = {}) {
  return checkRoster({
    shifts,
    posts: defaultPosts,
    people: [person('王'), person('李')],
    around: { shifts: [], assignments: [] },
    rules: defaultRules,
    assignments,
    ...more,
  })
    .filter(({ rule }) => rule !== 'gap')
    .map(({ rule, hard, words }): [RuleKey, boolean, string] => [rule, hard, words])
}

test('names every missing post of a shift', () => {
  const all = checkRoster({
    shifts: shifts.slice(0, 1),
    posts: defaultPosts,
    people: [person('王')],
    around: { shifts: [], assignments: [] },
    rules: defaultRules,
    assignments: [put('11-30.0830', '王')],
  })
  expect(all.map(({ words }) => words)).toEqual([
    '11月30日（周一）白班缺带班领导 1 人。',
    '11月30日（周一）白班缺副班 1 人。',
    '11月30日（周一）白班缺备班 1 人。',
  ])
  expect(all.every(({ hard }) => hard)).toBe(true)
})

test('finds a time of the day that no shift covers', () => {
  const found = checkRoster({
    shifts: shifts.filter(({ id }) => id !== '2026-12-01.1730'),
    posts: defaultPosts,
    people: [],
    around: { shifts: [], assignments: [] },
    rules: defaultRules,
    assignments: [],
  })
  expect(found.map(({ words }) => words)).toContain(
    '12月1日（周二）白班之后，12-01 17:30 到 12-02 08:30 没有班次，值班中断。',
  )
})

test('names who is in two places at once', () => {
  expect(breaches([put('11-30.0830', '王'), put('11-30.0830', '王', 'officer')])).toEqual([
    ['double-booking', true, '王在11月30日（周一）白班同时排了主班和副班。'],
  ])
  const longer = shifts.map((shift) =>
    shift.id === '2026-11-30.0830' ? { ...shift, to: shift.to + 3_600_000 } : shift,
  )
  expect(
    breaches([put('11-30.0830', '王', 'standby'), put('11-30.1730', '王')], { shifts: longer }),
  ).toEqual([['double-booking', true, '王的11月30日（周一）夜班与11月30日（周一）白班时间重叠。']])
})

test('names a rest that is too short, longer after a night', () => {
  expect(breaches([put('11-30.0830', '王'), put('11-30.1730', '王')])).toEqual([
    [
      'rest',
      false,
      '王值完11月30日（周一）白班只休息 0 小时就接11月30日（周一）夜班，应休息 12 小时。',
    ],
  ])
  expect(breaches([put('11-30.1730', '王'), put('12-01.1730', '王')])).toEqual([
    [
      'rest',
      false,
      '王值完11月30日（周一）夜班只休息 9 小时就接12月1日（周二）夜班，应休息 24 小时。',
    ],
    ['nights-in-row', false, '王到12月1日（周二）夜班已连续 2 个夜班，最多 1 个。'],
  ])
  expect(breaches([put('11-30.0830', '王'), put('12-01.0830', '王')])).toEqual([])
})

test('looks for rest across the edge of the roster, and does not repeat what was before', () => {
  const around = {
    shifts: shifts.filter(({ day }) => day < '2026-12-02'),
    assignments: [put('11-30.0830', '王'), put('11-30.1730', '王'), put('12-01.1730', '李')],
  }
  const atHand = shifts.filter(({ day }) => day >= '2026-12-02')
  expect(breaches([put('12-02.0830', '李')], { shifts: atHand, around })).toEqual([
    [
      'rest',
      false,
      '李值完12月1日（周二）夜班只休息 0 小时就接12月2日（周三）白班，应休息 24 小时。',
    ],
  ])
})

test('asks no rest of a leader between the shifts of a day, nor of those at home', () => {
  expect(
    breaches([
      put('11-30.0830', '王', 'leader'),
      put('11-30.1730', '王', 'leader'),
      put('12-01.0830', '李', 'standby'),
      put('12-01.1730', '李'),
    ]),
  ).toEqual([])
})

test('wants one leader for the whole day', () => {
  expect(breaches([put('11-30.0830', '王', 'leader'), put('11-30.1730', '李', 'leader')])).toEqual([
    [
      'whole-day',
      false,
      '11月30日（周一）带班领导应由同一人承担全天，11月30日（周一）夜班却换成了李。',
    ],
  ])
})

test('counts the duties of any seven days', () => {
  const days = ['11-30', '12-01', '12-02', '12-03', '12-04', '12-05']
  expect(breaches(days.map((day) => put(`${day}.0830`, '王')))).toEqual([
    ['per-week', false, '王到12月5日（周六）双休日班七天内值了 6 班，最多 5 班。'],
  ])
})

test('keeps to qualifications, leave and what was promised', () => {
  const day = (text: string) => startOfDay(text)
  const people = [
    person('王', {
      posts: ['officer'],
      leave: [{ from: day('2026-12-02'), to: day('2026-12-04'), word: '年假' }],
      wishes: [
        { target: '2026-12-05', want: 'on', fixed: true },
        { target: '2026-11-30', want: 'off', fixed: true },
        { target: '2026-12-04', want: 'off', fixed: false },
      ],
    }),
  ]
  const placed = [
    put('11-30.0830', '王', 'officer'),
    put('12-01.1730', '王', 'officer'),
    put('12-04.0830', '王'),
  ]
  expect(breaches(placed, { people })).toEqual([
    ['fixed-wish', false, '王已约定11月30日（周一）不值班，却排了11月30日（周一）白班。'],
    ['leave', true, '王12-02 00:00 至 12-04 00:00 请假（年假），不能排12月1日（周二）夜班。'],
    ['qualification', true, '王没有主班资格，不能排12月4日（周五）白班主班。'],
    ['fixed-wish', false, '王已约定12月5日（周六）值班，却没有排上。'],
  ])
})

test('says where an assignment hangs in the air', () => {
  expect(breaches([put('11-31.0830', '王'), put('12-01.0830', '赵')])).toEqual([
    ['unknown', true, '王排在一个不存在的班次上，请改排。'],
    ['unknown', true, '12月1日（周二）白班主班排的人不在值班人员名册里，请改排或先登记。'],
  ])
})
