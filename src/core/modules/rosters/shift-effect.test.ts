/** One shift by itself, and the posts of the county: what is said before, refused, and kept. */
import { expect, it } from 'vitest'
import { openRosterDesk, standing } from '../../../../tests/support/roster-desk.ts'
import type { ShownShift } from './contract.ts'

const month = '2026-06'
const hour = 3_600_000

const asGiven = ({ id, day, word, from, to, night, posts }: ShownShift) => ({
  id,
  day,
  word,
  from,
  to,
  night,
  needs: posts.map(({ post, count }) => ({ post, count })),
})
const firstOf = (shifts: readonly ShownShift[]) => {
  const [first] = shifts
  if (!first) throw new Error('no shifts')
  return asGiven(first)
}

it('says what other hours would break and mend, and stores nothing', async () => {
  const { api, fill } = await openRosterDesk()
  const { shifts, seen } = await fill(month)
  const first = firstOf(shifts)
  const same = await api.rosters.shiftEffect({ month, shift: first })
  expect(same).toEqual({ words: '', broken: [], mended: [] })
  // In another order, and with posts that need nobody, it is the same shift.
  const needs = [...first.needs.toReversed(), { post: 'comms', count: 0 }]
  expect(await api.rosters.shiftEffect({ month, shift: { ...first, needs } })).toEqual(same)
  const short = { ...first, to: first.to - 2 * hour }
  expect(await api.rosters.shiftEffect({ month, shift: short })).toMatchObject({
    words: expect.stringContaining('08:30–次日08:30') as string,
    broken: [{ rule: 'gap', hard: true, words: expect.stringContaining('值班中断') as string }],
    mended: [],
  })
  expect((await api.rosters.month({ month })).seen).toEqual(seen)
  await api.rosters.setShift({ month, seen, shift: short })
  expect(await api.rosters.shiftEffect({ month, shift: first })).toMatchObject({
    broken: [],
    mended: [{ rule: 'gap' }],
  })
  const long = { ...first, to: first.from + 48 * hour }
  const { words } = await api.rosters.shiftEffect({ month, shift: long })
  expect(words).toContain('08:30–6月3日08:30')
})

it('refuses a shift that nobody is needed for, that ends before it begins, or is too long', async () => {
  const { api, fill } = await openRosterDesk()
  const { shifts, seen } = await fill(month)
  const first = firstOf(shifts)
  const needs = first.needs.map(({ post }) => ({ post, count: 0 }))
  const nobody = { month, seen, shift: { ...first, needs } }
  await expect(api.rosters.setShift(nobody)).rejects.toMatchObject({ code: 'NO_NEED' })
  await expect(api.rosters.shiftEffect(nobody)).rejects.toMatchObject({ code: 'NO_NEED' })
  for (const to of [first.from, first.from - hour, first.from + 49 * hour]) {
    await expect(
      api.rosters.setShift({ month, seen, shift: { ...first, to } }),
    ).rejects.toMatchObject({ code: 'BAD_TIMES' })
  }
  expect((await api.rosters.month({ month })).seen).toEqual(seen)
})

it('a shift that comes in place of one taken out has nobody on it', async () => {
  const { api, fill } = await openRosterDesk()
  const full = await fill(month)
  const first = firstOf(full.shifts)
  await api.rosters.setShift({ month, seen: full.seen, shift: first, removed: true })
  const without = await api.rosters.month({ month })
  expect(without.shifts).toHaveLength(29)
  const { id, ...again } = first
  await api.rosters.setShift({ month, seen: without.seen, shift: again })
  const shown = await api.rosters.month({ month })
  expect(shown.shifts[0]?.id).not.toBe(id)
  expect(standing(shown, first.day, 'chief')).toEqual([])
  expect(shown.violations.filter(({ rule }) => rule === 'gap')).toHaveLength(4)
})

it('keeps a post that is asked for, and says where', async () => {
  const { api, fill } = await openRosterDesk()
  await fill(month)
  const { posts: seen, postUses } = await api.rosters.settings()
  expect(postUses.find(({ post }) => post === 'chief')?.where).toEqual([
    '班制“两班制”',
    '班制“二十四小时制”',
    '班制“汛期加强双班”',
    '2026年6月值班表',
  ])
  const posts = seen.filter(({ key }) => key !== 'chief')
  await expect(api.rosters.setPosts({ posts, seen })).rejects.toMatchObject({
    code: 'IN_USE',
    data: { sentences: [expect.stringMatching(/^“主班”：班制“两班制”.*2026年6月值班表。$/)] },
  })
  expect((await api.rosters.settings()).posts).toEqual(seen)
})

it('keeps a post that only a month’s sheet asks for', async () => {
  const { api, fill } = await openRosterDesk()
  const full = await fill(month)
  const { posts: before } = await api.rosters.settings()
  const pilot = { word: '无人机飞手', onSite: true, wholeDay: false }
  await api.rosters.setPosts({ posts: [...before, pilot], seen: before })
  const { posts: seen } = await api.rosters.settings()
  const key = seen.at(-1)?.key ?? ''
  const first = firstOf(full.shifts)
  const needs = [...first.needs, { post: key, count: 1 }]
  await api.rosters.setShift({ month, seen: full.seen, shift: { ...first, needs } })
  await expect(api.rosters.setPosts({ posts: before, seen })).rejects.toMatchObject({
    code: 'IN_USE',
    data: { sentences: ['“无人机飞手”：2026年6月值班表。'] },
  })
})

it('adds, renames and orders posts; one name twice is refused, and so is what another seat changed', async () => {
  const { api } = await openRosterDesk()
  const { posts: before } = await api.rosters.settings()
  const pilot = { word: ' 无人机飞手 ', onSite: true, wholeDay: false }
  const renamed = before.map((post) =>
    post.key === 'officer' ? { ...post, word: '值班员' } : post,
  )
  await api.rosters.setPosts({ posts: [pilot, ...renamed], seen: before })
  const { posts: now, people } = await api.rosters.settings()
  expect(now.map(({ word }) => word)).toEqual([
    '无人机飞手',
    '带班领导',
    '主班',
    '值班员',
    '通信保障员',
    '备班',
  ])
  expect(people.filter(({ posts }) => posts.includes('officer')).length).toBeGreaterThan(3)
  await expect(
    api.rosters.setPosts({ posts: [...now, { ...pilot, word: '主班' }], seen: now }),
  ).rejects.toMatchObject({ code: 'NAMED_TWICE', data: { word: '主班' } })
  await expect(api.rosters.setPosts({ posts: before, seen: before })).rejects.toMatchObject({
    code: 'POSTS_CHANGED',
  })
  // Nobody asks for it: it goes.
  await api.rosters.setPosts({ posts: now.slice(1), seen: now })
  expect((await api.rosters.settings()).posts).toHaveLength(5)
})
