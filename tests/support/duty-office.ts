/** A duty office of 14 with the leave of a year, for the roster's tests and its benchmark. */
import { addDays, startOfDay } from '../../src/core/roster/calendar.ts'
import {
  defaultPatterns,
  defaultPosts,
  defaultRules,
  shiftsOfDays,
} from '../../src/core/roster/patterns.ts'
import type { Leave, PostKey, RosterAsk, RosterPerson } from '../../src/core/roster/model.ts'

const nothing = { weekend: 0, holiday: 0, night: 0, total: 0 }

/** `from` and `to` are days, both included. */
export function leave(from: string, to: string, word = '年假'): Leave {
  return { from: startOfDay(from), to: startOfDay(addDays(to, 1)), word }
}

export function dutyPerson(
  name: string,
  posts: readonly PostKey[],
  leaves: readonly Leave[] = [],
  more: Partial<RosterPerson> = {},
): RosterPerson {
  return { id: name, name, posts, share: 1, leave: leaves, wishes: [], served: nothing, ...more }
}

const chief: readonly PostKey[] = ['chief', 'officer', 'standby']
const comms: readonly PostKey[] = ['officer', 'comms', 'standby']

/** Four leaders, six chiefs, four who also keep the radio net; five to fifteen days off each. */
const people: readonly RosterPerson[] = [
  dutyPerson(
    '陈国平',
    ['leader'],
    [leave('2026-02-15', '2026-02-19'), leave('2026-08-03', '2026-08-12')],
  ),
  dutyPerson('刘志明', ['leader'], [leave('2026-05-06', '2026-05-15')]),
  dutyPerson(
    '黄建华',
    ['leader'],
    [leave('2026-07-13', '2026-07-22', '学习'), leave('2026-10-02', '2026-10-04')],
  ),
  dutyPerson('温小红', ['leader'], [leave('2026-03-16', '2026-03-25', '病假')]),
  dutyPerson('张伟', chief, [leave('2026-02-16', '2026-02-20'), leave('2026-06-08', '2026-06-12')]),
  dutyPerson('李强', chief, [leave('2026-04-20', '2026-04-29')]),
  dutyPerson('王芳', chief, [leave('2026-09-07', '2026-09-18')], {
    wishes: [
      { target: '2026-02-17', want: 'off', fixed: true },
      { target: '2026-10-01', want: 'on', fixed: true },
      { target: '2026-06-01', want: 'off', fixed: false },
    ],
  }),
  dutyPerson('赖文斌', chief, [
    leave('2026-01-12', '2026-01-16'),
    leave('2026-12-21', '2026-12-31'),
  ]),
  dutyPerson('邓丽娟', chief, [leave('2026-07-01', '2026-07-15', '产检')]),
  dutyPerson('熊志刚', chief, [leave('2026-11-02', '2026-11-13')]),
  dutyPerson('曾凡', comms, [leave('2026-05-18', '2026-05-29')]),
  dutyPerson('罗晓燕', comms, [leave('2026-08-17', '2026-08-28')]),
  dutyPerson('谢东', comms, [leave('2026-03-02', '2026-03-06'), leave('2026-10-19', '2026-10-23')]),
  dutyPerson('钟琳', comms, [leave('2026-04-01', '2026-04-10', '婚假')]),
]

/**
 * The halves of the flood season as this office has them: the radio room is staffed by night, by
 * day it is the office's own. With the default pattern ten people are too few for a whole season.
 */
const patterns = defaultPatterns.map((pattern) => {
  if (pattern.key !== 'flood') return pattern
  const parts = pattern.parts.workday.map((part) =>
    part.night ? part : { ...part, needs: part.needs.filter(({ post }) => post !== 'comms') },
  )
  return { ...pattern, parts: { workday: parts, weekend: parts, holiday: parts } }
})

/** @param flood whether the flood season has its stronger pattern, from April to mid-July */
export function officeOfFourteen(
  { from, to, flood }: { readonly from: string; readonly to: string; readonly flood: boolean } = {
    from: '2026-01-01',
    to: '2026-12-31',
    flood: true,
  },
): RosterAsk {
  const uses = [
    { pattern: 'two-shift', from: '2026-01-01', to: '2026-12-31' },
    ...(flood ? [{ pattern: 'flood', from: '2026-04-01', to: '2026-07-15' }] : []),
  ]
  return {
    shifts: shiftsOfDays({ from, to }, patterns, uses, new Map()),
    posts: defaultPosts,
    people,
    fixed: [],
    around: { shifts: [], assignments: [] },
    rules: defaultRules,
    seed: 1,
  }
}
