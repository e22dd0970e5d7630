/** Whatever is done to issued months, nobody is missing, in two places, or tired without a name to it. */
import { ORPCError } from '@orpc/server'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { openRosterDesk, type RosterDesk } from '../../../../tests/support/roster-desk.ts'
import { assertNever } from '../../kernel/assert-never.ts'
import { startOfDay } from '../../roster/calendar.ts'
import type { RosterMonth, ShownShift } from './contract.ts'

const months = ['2026-06', '2026-07'] as const
const hour = 3_600_000

/** Often near the turn of the month, where two sheets meet. */
const index = fc.oneof(fc.nat(10_000), fc.integer({ min: 26, max: 33 }))
const deed = fc.oneof(
  fc.record({
    do: fc.constant('edit' as const),
    shift: index,
    post: index,
    person: index,
    insist: fc.boolean(),
  }),
  fc.record({ do: fc.constant('empty' as const), shift: index, post: index, insist: fc.boolean() }),
  fc.record({
    do: fc.constant('swap' as const),
    shift: index,
    post: index,
    other: index,
    insist: fc.boolean(),
  }),
  fc.record({
    do: fc.constant('cover' as const),
    shift: index,
    post: index,
    person: index,
    insist: fc.boolean(),
  }),
  fc.record({
    do: fc.constant('leave' as const),
    person: index,
    day: index,
    days: fc.integer({ min: 1, max: 20 }),
  }),
  fc.record({
    do: fc.constant('hours' as const),
    shift: index,
    by: fc.integer({ min: -20, max: 20 }),
    insist: fc.boolean(),
  }),
  fc.record({ do: fc.constant('remove' as const), shift: index, insist: fc.boolean() }),
  fc.record({ do: fc.constant('post' as const), person: index, post: index }),
)
type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never

const pick = <T>(from: readonly T[], at: number): T => {
  const found = from[at % from.length]
  if (found === undefined) throw new Error('nothing to pick from')
  return found
}

/** What was refused, and the soft rules where that was why. */
async function attempt(done: Promise<unknown>): Promise<readonly string[]> {
  try {
    await done
    return []
  } catch (error) {
    // A refusal the procedure declares; anything else is our mistake.
    if (!(error instanceof ORPCError) || !error.defined) throw error
    if (error.code !== 'SOFT_RULE') return []
    const { violations } = error.data as { violations: { key: string }[] }
    return violations.map(({ key }) => key)
  }
}

async function insisting(
  insist: boolean,
  act: (overrides: { key: string; reason: string }[]) => Promise<unknown>,
): Promise<void> {
  const open = await attempt(act([]))
  if (insist && open.length > 0) {
    await attempt(act(open.map((key) => ({ key, reason: '带班领导同意' }))))
  }
}

async function act(desk: RosterDesk, what: Deed): Promise<void> {
  const { rosters } = desk.api
  const shown = await Promise.all(months.map((month) => rosters.month({ month })))
  const shifts = shown.flatMap((month) => month.shifts)
  const people = shown[0]?.people ?? []
  const authority = { person: desk.id('李文斌'), how: 'phone' as const }
  const monthOf = (shift: ShownShift) => {
    const month = shown.find(({ month: name }) => name === shift.day.slice(0, 7))
    if (!month) throw new Error('no month')
    return { month: month.month, seen: month.seen, reason: '人员变动', authority }
  }
  const holder = (shift: ShownShift, post: string) =>
    shift.posts.find((one) => one.post === post)?.people[0]?.id ?? ''
  switch (what.do) {
    case 'edit':
    case 'empty': {
      const shift = pick(shifts, what.shift)
      const { post } = pick(shift.posts, what.post)
      const who = what.do === 'edit' ? [pick(people, what.person).id] : []
      const cells = [{ shift: shift.id, post, people: who }]
      return insisting(what.insist, (overrides) =>
        rosters.edit({ ...monthOf(shift), cells, overrides }),
      )
    }
    case 'swap':
    case 'cover': {
      const shift = pick(shifts, what.shift)
      const { post } = pick(shift.posts, what.post)
      const other = what.do === 'swap' ? pick(shifts, what.other) : undefined
      const to = other
        ? holder(other, post)
        : pick(people, what.do === 'cover' ? what.person : 0).id
      const ask = {
        kind: what.do,
        from: holder(shift, post),
        to,
        shift: shift.id,
        post,
        reason: '有事',
      }
      await attempt(
        rosters.askSwap({ ...ask, ...(other ? { inReturn: { shift: other.id, post } } : {}) }),
      )
      for (const { id: swap } of await rosters.swaps({})) {
        await attempt(rosters.answerSwap({ swap, agree: true }))
        await insisting(what.insist, (overrides) =>
          rosters.decideSwap({ swap, approve: true, authority, overrides }),
        )
        await attempt(rosters.withdrawSwap({ swap }))
      }
      return
    }
    case 'leave': {
      const from = startOfDay(pick(shifts, what.day).day)
      const person = pick(people, what.person).id
      await attempt(
        rosters.fileLeave({ person, from, to: from + what.days * 24 * hour, kind: 'annual' }),
      )
      return
    }
    case 'hours':
    case 'remove': {
      const { id, day, word, from, to, night, posts } = pick(shifts, what.shift)
      const needs = posts.map(({ post, count }) => ({ post, count }))
      const moved = what.do === 'hours' ? to + what.by * hour : to
      const shift = { id, day, word, from, to: moved, night, needs }
      return insisting(what.insist, (overrides) =>
        rosters.setShift({
          ...monthOf(pick(shifts, what.shift)),
          shift,
          removed: what.do === 'remove',
          overrides,
        }),
      )
    }
    case 'post': {
      const person = pick(people, what.person)
      const posts = [pick(['leader', 'chief', 'officer', 'standby'], what.post)]
      await attempt(rosters.setPerson({ person: person.id, serves: true, posts, share: 1 }))
      return
    }
    default:
      assertNever(what)
  }
}

/** Counted anew, without the rules' own code. */
function problems(shown: readonly RosterMonth[]): string[] {
  const shifts = shown.flatMap((month) => month.shifts).toSorted((a, b) => a.from - b.from)
  const found: string[] = []
  let covered = shifts[0]?.from ?? 0
  for (const shift of shifts) {
    if (shift.from > covered) found.push(`nobody before ${shift.id}`)
    covered = Math.max(covered, shift.to)
    for (const { post, count, people } of shift.posts) {
      if (people.length < count) found.push(`${post} missing in ${shift.id}`)
    }
  }
  const named = new Set(
    shown.flatMap(({ violations }) =>
      violations
        .filter(({ rule, override }) => rule === 'rest' && override)
        .map(({ person, shift }) => `${person} ${shift}`),
    ),
  )
  const duties = shifts.flatMap((shift) =>
    shift.posts.flatMap(({ post, people }) => people.map(({ id }) => ({ shift, post, id }))),
  )
  for (const [id, own] of Map.groupBy(duties, (duty) => duty.id)) {
    own.forEach((duty, at) => {
      const next = own[at + 1]
      if (next && next.shift.from < duty.shift.to) found.push(`${id} twice at ${next.shift.id}`)
    })
    const awake = own.filter(({ post }) => post !== 'standby')
    awake.forEach((duty, at) => {
      const next = awake[at + 1]
      const asked = (duty.shift.night ? 24 : 12) * hour
      if (!next || next.shift.from - duty.shift.to >= asked) return
      if (!named.has(`${id} ${next.shift.id}`)) found.push(`${id} tired at ${next.shift.id}`)
    })
  }
  return found
}

it(
  'no sequence of swaps, leave and edits leaves a gap, a double booking or a broken rest without a name',
  { timeout: 300_000 },
  async () => {
    let changed = 0
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 4, maxLength: 14 }), async (deeds) => {
        const desk = await openRosterDesk()
        for (const month of months) await desk.publish(month)
        for (const what of deeds) {
          await act(desk, what)
          const shown = await Promise.all(months.map((month) => desk.api.rosters.month({ month })))
          expect(problems(shown)).toEqual([])
          const open = shown.flatMap(({ violations }) =>
            violations.filter(({ override }) => !override),
          )
          expect(open.map(({ words }) => words)).toEqual([])
          changed += shown[0]?.published?.changedSince ?? 0
        }
        desk.stop()
      }),
      { numRuns: 30 },
    )
    // The sequences must have changed something, else they prove nothing.
    expect(changed).toBeGreaterThan(20)
  },
)
