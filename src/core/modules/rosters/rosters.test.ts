import { expect, it, vi } from 'vitest'
import {
  dutyOf,
  openRosterDesk,
  rosterModules,
  standing,
} from '../../../../tests/support/roster-desk.ts'
import { rowsElsewhere } from '../../../../tests/support/shuffled-console.ts'
import { startOfDay } from '../../roster/calendar.ts'
import { rosterFilled, type RosterFilled } from './facts.ts'
import { nextShift, shiftAt, shiftsBetween } from './index.ts'

const month = '2026-06'
const hour = 3_600_000

it('lays a month out by the patterns, fills it, and counts who serves how much', async () => {
  const { api, fill } = await openRosterDesk()
  expect(await api.rosters.month({ month })).toMatchObject({ state: 'none', shifts: [], seen: [] })
  const shown = await fill(month)
  expect(shown.state).toBe('draft')
  expect(shown.shifts).toHaveLength(30)
  expect(shown.violations).toEqual([])
  expect(standing(shown, '2026-06-01', 'chief')).toHaveLength(1)
  expect(shown.days[18]).toMatchObject({ day: '2026-06-19', holiday: '端午', workday: false })
  const { pool, word, spread } = shown.pools.find((one) => one.pool === 'leader') ?? {}
  expect({ pool, word, total: spread?.total }).toEqual({
    pool: 'leader',
    word: '带班领导',
    total: 1,
  })
  const served = shown.balance.reduce((sum, row) => sum + row.total, 0)
  expect(served).toBe(90)
})

it('issues a month on the word of a leader, and tells what is on duty by the clock', async () => {
  const { api, context, fill, id, lines } = await openRosterDesk()
  const { seen } = await fill(month)
  const at = startOfDay('2026-06-10') + 12 * hour
  expect(shiftAt(context, at)).toBeUndefined()
  const authority = { person: id('李文斌'), how: 'phone' as const }
  await expect(
    api.rosters.publish({ month, seen, authority: { person: id('张伟'), how: 'phone' } }),
  ).rejects.toMatchObject({ code: 'NOT_ENTITLED', data: { name: '张伟' } })
  await api.rosters.publish({ month, seen, authority })
  const shown = await api.rosters.month({ month })
  expect(shown).toMatchObject({
    state: 'published',
    published: { by: '王海燕', decided: '李文斌（电话批准）', changedSince: 0 },
  })
  expect(lines()).toEqual(['李文斌（电话批准） 印发 2026年6月值班表，共 30 个班'])
  expect(shiftAt(context, at)).toMatchObject({ day: '2026-06-10', word: '全天班' })
  expect(nextShift(context, at)).toMatchObject({ day: '2026-06-11' })
  expect(shiftsBetween(context, at, at + 24 * hour).map(({ day }) => day)).toEqual([
    '2026-06-10',
    '2026-06-11',
  ])
  await expect(api.rosters.publish({ month, seen: shown.seen, authority })).rejects.toMatchObject({
    code: 'ALREADY',
  })
  await expect(api.rosters.lay({ month })).rejects.toMatchObject({ code: 'PUBLISHED' })
})

it('does not issue a month with a gap, and a soft rule only with a reason', async () => {
  const { api, fill, id } = await openRosterDesk()
  const authority = { person: id('李文斌'), how: 'phone' as const }
  const full = await fill(month)
  const [first, second] = full.shifts
  if (!first || !second) throw new Error('no shifts')
  const people = [...(first.posts.find(({ post }) => post === 'chief')?.people ?? [])]
  await api.rosters.edit({
    month,
    seen: full.seen,
    cells: [{ shift: second.id, post: 'chief', people: [] }],
  })
  const open = await api.rosters.month({ month })
  await expect(api.rosters.publish({ month, seen: open.seen, authority })).rejects.toMatchObject({
    code: 'HARD_RULE',
    data: { violations: [{ rule: 'gap', words: '6月2日（周二）全天班缺主班 1 人。' }] },
  })
  // Yesterday's chief again: no rest, two nights in a row.
  await api.rosters.edit({
    month,
    seen: open.seen,
    cells: [{ shift: second.id, post: 'chief', people: people.map((one) => one.id) }],
  })
  const tired = await api.rosters.month({ month })
  const soft = tired.violations
  expect(new Set(soft.map(({ rule }) => rule))).toEqual(new Set(['rest', 'nights-in-row']))
  expect(soft.every(({ hard }) => !hard)).toBe(true)
  await expect(api.rosters.publish({ month, seen: tired.seen, authority })).rejects.toMatchObject({
    code: 'SOFT_RULE',
  })
  const overrides = soft.map(({ key }) => ({ key, reason: '抽调防汛，人手不足' }))
  await api.rosters.publish({ month, seen: tired.seen, authority, overrides })
  const { violations } = await api.rosters.month({ month })
  expect(violations).toHaveLength(soft.length)
  expect(violations[0]?.override).toMatchObject({
    name: '李文斌（电话批准）',
    reason: '抽调防汛，人手不足',
  })
})

it('refuses what a hard rule forbids, also in a draft: two places at once, no qualification', async () => {
  const { api, fill, id } = await openRosterDesk()
  const { shifts, seen } = await fill(month)
  const [shift] = shifts
  const put = (post: string, name: string) =>
    api.rosters.edit({
      month,
      seen,
      cells: [{ shift: shift?.id ?? '', post, people: [id(name)] }],
    })
  await expect(put('leader', '李静')).rejects.toMatchObject({
    code: 'HARD_RULE',
    data: { violations: [{ rule: 'qualification' }] },
  })
  const chief = shift?.posts.find(({ post }) => post === 'chief')?.people[0]?.name ?? ''
  await expect(put('officer', chief)).rejects.toMatchObject({
    code: 'HARD_RULE',
    data: { violations: [{ rule: 'double-booking' }] },
  })
  expect(await api.rosters.month({ month })).toMatchObject({ seen, violations: [] })
})

it('changes an issued month only with a word and a reason, for everybody to see', async () => {
  const { api, publish, id, lines } = await openRosterDesk()
  const shown = await publish(month)
  const day = dutyOf(shown, '张伟', 'chief', '2026-06-10')
  const shift = `${day}.0830`
  const edit = { month, seen: shown.seen, cells: [{ shift, post: 'chief', people: [id('刘洋')] }] }
  const authority = { person: id('陈志强'), how: 'f2f' as const }
  await expect(api.rosters.edit(edit)).rejects.toMatchObject({ code: 'REASON_NEEDED' })
  await expect(
    api.rosters.edit({
      ...edit,
      cells: [{ shift, post: 'chief', people: [] }],
      reason: '生病',
      authority,
    }),
  ).rejects.toMatchObject({ code: 'HARD_RULE' })
  const refused = await api.rosters.edit({ ...edit, reason: '张伟生病', authority }).then(
    () => [],
    (error: { code: string; data: { violations: { key: string; rule: string }[] } }) => {
      expect(error.code).toBe('SOFT_RULE')
      return error.data.violations
    },
  )
  const overrides = refused.map(({ key }) => ({ key, reason: '只有他在' }))
  await api.rosters.edit({ ...edit, reason: '张伟生病', authority, overrides })
  const after = await api.rosters.month({ month })
  expect(standing(after, day, 'chief')).toEqual(['刘洋'])
  expect(after.published?.changedSince).toBe(1)
  const [change] = after.changes
  expect(change).toMatchObject({
    by: '王海燕',
    decided: '陈志强（当面批准）',
    kindWord: '人工排班',
    reason: '张伟生病',
    afterPublishing: true,
  })
  const word = shown.shifts.find((one) => one.id === shift)?.word
  expect(change?.words).toEqual([`6月${Number(day.slice(8))}日 ${word} 主班：张伟 → 刘洋`])
  expect(lines().at(-1)).toContain('陈志强（当面批准） 改值班表：')
  await expect(api.rosters.edit({ ...edit, reason: '再改', authority })).rejects.toMatchObject({
    code: 'CHANGED_ELSEWHERE',
    data: { by: '王海燕' },
  })
})

it('refuses a change that changes nothing, and tells in the history only what did', async () => {
  const { api, fill, id } = await openRosterDesk()
  const shown = await fill(month)
  const { seen, changes } = shown
  const [first, second] = shown.shifts
  if (!first || !second) throw new Error('no shifts')
  const chiefs = ({ posts }: typeof first) =>
    posts.find(({ post }) => post === 'chief')?.people.map((one) => one.id) ?? []
  const same = { shift: first.id, post: 'chief', people: chiefs(first) }
  await expect(api.rosters.edit({ month, seen, cells: [same] })).rejects.toMatchObject({
    code: 'NO_CHANGE',
    message: '没有改动，不用保存。',
  })
  const { id: shift, day, word, from, to, night, posts } = second
  const needs = posts.map(({ post, count }) => ({ post, count }))
  const kept = { id: shift, day, word, from, to, night, needs }
  await expect(api.rosters.setShift({ month, seen, shift: kept })).rejects.toMatchObject({
    code: 'NO_CHANGE',
  })
  expect(await api.rosters.month({ month })).toMatchObject({ seen, changes })
  const free = standing(shown, day, 'standby').includes('罗斌') ? '何军' : '罗斌'
  const cells = [same, { shift, post: 'standby', people: [id(free)] }]
  await api.rosters.edit({ month, seen, cells })
  const after = await api.rosters.month({ month })
  expect(after.changes[0]?.words).toHaveLength(1)
  await api.rosters.setShift({ month, seen: after.seen, shift: { ...kept, to: to - hour } })
  expect((await api.rosters.month({ month })).shifts[1]).toMatchObject({ id: shift, to: to - hour })
})

it('two drafts of one post are decided by saying again what stands', async () => {
  const { api, context, id } = await openRosterDesk()
  await api.rosters.lay({ month })
  const { seen: base } = await api.rosters.month({ month })
  const at = { shift: '2026-06-03.0830', post: 'chief' }
  for (const name of ['张伟', '刘洋']) {
    const cells = [{ ...at, people: [id(name)] }]
    const told = { by: id(name), name, at: context.world.clock.nowMs() }
    const said = { reason: '', decision: null, overrides: [], swap: null }
    const body: RosterFilled = { kind: 'edit', cells, ...said, ...told }
    const author = { actor: id(name), seat: name, status: context.status }
    context.log.append(author, [{ kind: rosterFilled.kind, entity: month, body, base }])
  }
  const both = await api.rosters.month({ month })
  expect(standing(both, '2026-06-03', 'chief')).toEqual(['刘洋'])
  expect(both.conflicts).toMatchObject([{ others: [{ names: '张伟' }] }])
  const cells = [{ ...at, people: [id('刘洋')] }]
  await api.rosters.edit({ month, seen: both.seen, cells })
  const decided = await api.rosters.month({ month })
  expect(decided.conflicts).toEqual([])
  await expect(api.rosters.edit({ month, seen: decided.seen, cells })).rejects.toMatchObject({
    code: 'NO_CHANGE',
  })
})

it('sets no shift for a post nobody registered, nor on a day that there is not', async () => {
  const { api, fill } = await openRosterDesk()
  const { shifts, seen } = await fill(month)
  const [first] = shifts
  if (!first) throw new Error('no shifts')
  const { day, word, from, to, night } = first
  const shift = { day, word, from, to, night, needs: [{ post: 'pilot', count: 1 }] }
  await expect(api.rosters.setShift({ month, seen, shift })).rejects.toMatchObject({
    code: 'UNKNOWN_POST',
  })
  await expect(
    api.rosters.setShift({ month, seen, shift: { ...shift, needs: [], day: '2026-06-31' } }),
  ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  await expect(
    api.rosters.setShift({ month, seen, shift: { ...shift, needs: [] }, removed: true }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect((await api.rosters.month({ month })).seen).toEqual(seen)
})

it('takes leave of the own person, not over an issued shift, and says which', async () => {
  const { api, as, publish, id } = await openRosterDesk()
  const shown = await publish(month)
  const day = dutyOf(shown, '李静', 'officer', '2026-06-10')
  const mine = as('李静').rosters
  const from = startOfDay(day)
  await expect(
    mine.fileLeave({ from, to: from + 48 * hour, kind: 'annual' }),
  ).rejects.toMatchObject({
    code: 'OVER_PUBLISHED',
    data: { shifts: [{ shift: `${day}.0830`, words: `6月${Number(day.slice(8))}日 全天班 副班` }] },
  })
  await expect(
    mine.fileLeave({ person: id('吴磊'), from, to: from + hour, kind: 'annual' }),
  ).rejects.toMatchObject({ code: 'NOT_YOURS' })
  const july = startOfDay('2026-07-06')
  const { id: leave } = await mine.fileLeave({ from: july, to: july + 72 * hour, kind: 'annual' })
  await expect(
    mine.fileLeave({ from: july + hour, to: july + 2 * hour, kind: 'trip' }),
  ).rejects.toMatchObject({ code: 'OVERLAPS' })
  await expect(mine.fileLeave({ from: july, to: july, kind: 'trip' })).rejects.toMatchObject({
    code: 'BAD_TIMES',
  })
  const lay = await api.rosters.lay({ month: '2026-07' })
  expect(lay.storedAt).toBeGreaterThan(0)
  const july7 = await api.rosters.month({ month: '2026-07' })
  await expect(
    api.rosters.edit({
      month: '2026-07',
      seen: july7.seen,
      cells: [{ shift: '2026-07-07.0830', post: 'officer', people: [id('李静')] }],
    }),
  ).rejects.toMatchObject({ code: 'HARD_RULE', data: { violations: [{ rule: 'leave' }] } })
  await mine.withdrawLeave({ leave })
  expect((await mine.mine()).leaves).toEqual([])
})

it('swaps two duties: asked, agreed, approved by a leader, then on the roster', async () => {
  const { api, as, publish, id, lines } = await openRosterDesk()
  const shown = await publish(month)
  const own = dutyOf(shown, '李静', 'officer', '2026-06-10')
  const other = dutyOf(shown, '吴磊', 'officer', own)
  const ask = {
    kind: 'swap' as const,
    shift: `${own}.0830`,
    post: 'officer',
    reason: '孩子家长会',
  }
  const inReturn = { shift: `${other}.0830`, post: 'officer' }
  const jing = as('李静').rosters
  await expect(jing.askSwap({ ...ask, to: id('李静'), inReturn })).rejects.toMatchObject({
    code: 'WITH_ONESELF',
  })
  await expect(jing.askSwap({ ...ask, to: null })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await expect(
    jing.askSwap({ ...ask, shift: `${other}.0830`, to: id('吴磊'), inReturn }),
  ).rejects.toMatchObject({ code: 'NOT_ON_SHIFT' })
  const { id: swap } = await jing.askSwap({ ...ask, to: id('吴磊'), inReturn })
  await expect(jing.askSwap({ ...ask, to: id('吴磊'), inReturn })).rejects.toMatchObject({
    code: 'ALREADY_ASKED',
  })
  const authority = { person: id('李文斌'), how: 'phone' as const }
  await expect(api.rosters.decideSwap({ swap, approve: true, authority })).rejects.toMatchObject({
    code: 'NOT_ALLOWED',
    message: '对方还没有同意，不能批准。请先由对方确认，或由排班人登记对方的答复。',
  })
  await expect(as('孙丽').rosters.answerSwap({ swap, agree: true })).rejects.toMatchObject({
    code: 'NOT_YOURS',
  })
  await as('吴磊').rosters.answerSwap({ swap, agree: true })
  const [open] = await api.rosters.swaps({})
  expect(open).toMatchObject({ stateWord: '待批准', trouble: null, from: { name: '李静' } })
  await expect(jing.decideSwap({ swap, approve: true })).rejects.toMatchObject({
    code: 'NOT_ENTITLED',
  })
  const overrides = (open?.violations ?? []).map(({ key }) => ({ key, reason: '两人自愿' }))
  await api.rosters.decideSwap({ swap, approve: true, authority, overrides })
  const after = await api.rosters.month({ month })
  expect(standing(after, own, 'officer')).toEqual(['吴磊'])
  expect(standing(after, other, 'officer')).toEqual(['李静'])
  expect(after.changes[0]).toMatchObject({ kindWord: '换班', reason: '孩子家长会' })
  expect(lines().at(-1)).toContain('李文斌（电话批准） 批准换班：李静 6月')
  await expect(
    api.rosters.decideSwap({ swap, approve: false, reason: '晚了', authority }),
  ).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
})

it('lets whoever will cover a shift, and stops where the roster moved on meanwhile', async () => {
  const { api, as, publish, id, test } = await openRosterDesk()
  const shown = await publish(month)
  const own = dutyOf(shown, '孙丽', 'officer', '2026-06-10')
  const authority = { person: id('李文斌'), how: 'phone' as const }
  const { id: swap } = await as('孙丽').rosters.askSwap({
    kind: 'cover',
    shift: `${own}.0830`,
    post: 'officer',
    to: null,
    reason: '去市里培训',
  })
  expect((await as('郑浩').rosters.mine()).swaps).toMatchObject([{ stateWord: '待人接班' }])
  await expect(as('孙丽').rosters.answerSwap({ swap, agree: true })).rejects.toMatchObject({
    code: 'WITH_ONESELF',
  })
  const best = await api.rosters.candidates({
    shift: `${own}.0830`,
    post: 'officer',
    instead: id('孙丽'),
  })
  expect(best[0]?.violations).toEqual([])
  await as('王海燕').rosters.answerSwap({ swap, agree: true, to: best[0]?.person.id ?? '' })
  test.world.advance(startOfDay(own) + 9 * hour - test.world.clock.nowMs())
  expect((await api.rosters.swaps({}))[0]?.trouble).toContain('班已经开始')
  await expect(api.rosters.decideSwap({ swap, approve: true, authority })).rejects.toMatchObject({
    code: 'TOO_LATE',
  })
})

it('gives the same rows elsewhere, in any order of arrival', async () => {
  const { api, as, publish, id, test } = await openRosterDesk()
  const shown = await publish(month)
  const day = dutyOf(shown, '张伟', 'chief', '2026-06-10')
  const authority = { person: id('李文斌'), how: 'phone' as const }
  const { id: swap } = await as('张伟').rosters.askSwap({
    kind: 'cover',
    shift: `${day}.0830`,
    post: 'chief',
    to: id('周敏'),
    reason: '发烧',
  })
  await as('周敏').rosters.answerSwap({ swap, agree: true })
  const overrides = ((await api.rosters.swaps({}))[0]?.violations ?? []).map(({ key }) => ({
    key,
    reason: '没有别人',
  }))
  await api.rosters.decideSwap({ swap, approve: true, authority, overrides })
  await as('马超').rosters.setWish({ day: '2026-07-01', want: 'off' })
  const projections = rosterModules.flatMap((module) => module.projections)
  const kinds = rosterModules.flatMap((module) => module.facts)
  for (const table of [
    'roster_month',
    'roster_shift',
    'roster_change',
    'roster_swap',
    'roster_wish',
  ]) {
    const here = test.db.prepare(`select * from ${table} order by id`).all()
    expect(here.length).toBeGreaterThan(0)
    for (const seed of [1, 2]) {
      expect(rowsElsewhere(test, projections, kinds, table, seed)).toEqual(here)
    }
  }
})

it('generates drafts beside the work, keeps what stands, and a person takes the result', async () => {
  const { api, id } = await openRosterDesk()
  await api.rosters.lay({ month })
  const { seen } = await api.rosters.month({ month })
  const leave = startOfDay('2026-06-08')
  await api.rosters.fileLeave({
    person: id('刘洋'),
    from: leave,
    to: leave + 168 * hour,
    kind: 'annual',
  })
  await api.rosters.edit({
    month,
    seen,
    cells: [{ shift: '2026-06-03.0830', post: 'chief', people: [id('周敏')] }],
  })
  const { job } = await api.rosters.generate({ from: month, to: '2026-07', keep: true, seed: 3 })
  await expect(api.rosters.generate({ from: month, to: month })).rejects.toMatchObject({
    code: 'RUNNING',
  })
  await vi.waitFor(async () => expect((await api.rosters.generation({}))?.state).toBe('done'), {
    timeout: 60_000,
    interval: 50,
  })
  const made = await api.rosters.generation({})
  expect(made?.result?.violations.filter(({ hard }) => hard)).toEqual([])
  expect(made?.result?.shifts).toHaveLength(61)
  await api.rosters.takeGeneration({ job })
  const shown = await api.rosters.month({ month })
  expect(standing(shown, '2026-06-03', 'chief')).toEqual(['周敏'])
  expect(shown.violations.filter(({ hard }) => hard)).toEqual([])
  expect((await api.rosters.month({ month: '2026-07' })).state).toBe('draft')
  await expect(api.rosters.takeGeneration({ job })).rejects.toMatchObject({ code: 'EXPIRED' })
})

it('does not take a generated roster whose ground has moved, nor one over an issued month', async () => {
  const { api, publish, id } = await openRosterDesk()
  await publish(month)
  await expect(api.rosters.generate({ from: month, to: '2026-07' })).rejects.toMatchObject({
    code: 'PUBLISHED',
    data: { month },
  })
  await expect(api.rosters.generate({ from: '2026-07', to: '2027-07' })).rejects.toMatchObject({
    code: 'TOO_LONG',
  })
  const { job } = await api.rosters.generate({ from: '2026-07', to: '2026-07' })
  await api.rosters.stopGeneration({ job })
  await vi.waitFor(
    async () => expect((await api.rosters.generation({}))?.state).not.toBe('running'),
    { timeout: 60_000, interval: 50 },
  )
  const from = startOfDay('2026-07-10')
  await api.rosters.fileLeave({ person: id('马超'), from, to: from + 24 * hour, kind: 'sick' })
  await expect(api.rosters.takeGeneration({ job })).rejects.toMatchObject({ code: 'EXPIRED' })
})
