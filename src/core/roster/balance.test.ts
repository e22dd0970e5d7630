import { expect, test } from 'vitest'
import { balanceOf, measures, poolsOf, spreadOf } from './balance.ts'
import { defaultPatterns, defaultPosts, shiftsOfDays } from './patterns.ts'
import type { Assignment, RosterPerson } from './model.ts'

const shifts = shiftsOfDays(
  { from: '2026-10-02', to: '2026-10-11' },
  defaultPatterns,
  [{ pattern: 'two-shift', from: '2026-01-01', to: '2026-12-31' }],
  new Map(),
)
const person = (id: string, posts: readonly string[], share = 1): RosterPerson => ({
  id,
  name: id,
  posts,
  share,
  leave: [],
  wishes: [],
  served: { weekend: 1, holiday: 0, night: 2, total: 3 },
})
const people = [
  person('领', ['leader']),
  person('王', ['chief', 'officer', 'standby']),
  person('李', ['chief', 'officer', 'standby']),
  person('赵', ['chief', 'officer'], 0.5),
]
const put = (shift: string, post: string, who: string): Assignment => ({
  shift: `2026-10-${shift}`,
  post,
  person: who,
})

test('counts duties by what their day is, with those served before', () => {
  const assignments = [
    put('02.0830', 'chief', '王'),
    put('08.0830', 'leader', '领'),
    put('08.1730', 'leader', '领'),
    put('09.0830', 'standby', '王'),
    put('09.1730', 'standby', '王'),
    put('11.0830', 'chief', '李'),
  ]
  const balance = balanceOf({ shifts, posts: defaultPosts, people, assignments })
  expect(
    balance.map(({ person, weekend, holiday, night, total, standby }) => [
      person,
      weekend,
      holiday,
      night,
      total,
      standby,
    ]),
  ).toEqual([
    ['领', 1, 0, 3, 4, 0],
    ['王', 1, 1, 3, 4, 1],
    ['李', 2, 0, 3, 4, 0],
    ['赵', 1, 0, 2, 3, 0],
  ])
  expect(measures.map((measure) => spreadOf(balance, measure))).toEqual([1, 1, 1, 1])
  expect(poolsOf(balance, defaultPosts)).toEqual([
    {
      pool: 'leader',
      word: '带班领导',
      people: ['领'],
      spread: { weekend: 0, holiday: 0, night: 0, total: 0 },
    },
    {
      pool: 'chief+officer',
      word: '主班、副班',
      people: ['王', '李'],
      spread: { weekend: 1, holiday: 1, night: 0, total: 0 },
    },
  ])
})
