import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { dutyPerson, leave, officeOfFourteen } from '../../../tests/support/duty-office.ts'
import { recheck, recount, uncoveredMinutes } from '../../../tests/support/duty-recount.ts'
import type { SheetRow } from '../../../tests/support/duty-recount.ts'
import { beijingDateTime } from '../kernel/beijing-time.ts'
import { generateRoster } from './generate.ts'
import type { GeneratedRoster, Measure, RosterAsk } from './model.ts'
import { defaultPatterns, shiftsOfDays } from './patterns.ts'

// The generator counts steps, not seconds: a busy machine takes several times as long.
vi.setConfig({ testTimeout: 120_000 })

function sheetOf({ shifts, posts }: RosterAsk, { assignments }: GeneratedRoster): SheetRow[] {
  return assignments.map(({ shift: id, post, person }) => {
    const shift = shifts.find((one) => one.id === id)
    if (!shift) throw new Error(`no shift ${id}`)
    const text = (ms: number) => beijingDateTime(ms).slice(0, 16)
    return {
      day: shift.day,
      from: text(shift.from),
      to: text(shift.to),
      post: posts.find(({ key }) => key === post)?.word ?? post,
      person,
    }
  })
}

function secondOpinion(ask: RosterAsk, rows: readonly SheetRow[]): string[] {
  const wordOf = new Map(ask.posts.map(({ key, word }) => [key, word]))
  return recheck(rows, {
    posts: new Map(
      ask.people.map(({ id, posts }) => [id, posts.map((key) => wordOf.get(key) ?? '')]),
    ),
    away: (person, fromMin, toMin) => {
      const beijing = 8 * 60
      return (
        ask.people
          .find(({ id }) => id === person)
          ?.leave.some(
            ({ from, to }) => from / 60_000 + beijing < toMin && fromMin < to / 60_000 + beijing,
          ) ?? false
      )
    },
  })
}

describe('a year for fourteen people with their leave and the holidays of 2026', () => {
  const ask = officeOfFourteen()
  const roster = generateRoster(ask)
  const rows = sheetOf(ask, roster)

  test('breaks no rule, by the engine and by a second opinion', () => {
    expect(roster.violations).toEqual([])
    expect(secondOpinion(ask, rows)).toEqual([])
    expect(
      ['带班领导', '主班', '副班', '备班'].map((post) => uncoveredMinutes(rows, post)),
    ).toEqual([0, 0, 0, 0])
  })

  test('is even to one duty among those who share posts, as a second opinion counts', () => {
    const counts = recount(rows)
    for (const { people } of roster.pools) {
      for (const measure of ['weekend', 'holiday', 'night', 'total'] as const) {
        const own = people.map((person) => counts.get(person)?.[measure] ?? 0)
        expect([measure, Math.max(...own) - Math.min(...own)]).toEqual([
          measure,
          expect.toSatisfy((spread: number) => spread <= 1),
        ])
      }
    }
    for (const row of roster.balance) expect(row).toMatchObject(counts.get(row.person) ?? {})
  })

  test('proves why leaders and officers differ by more than one', () => {
    for (const measure of ['weekend', 'holiday', 'night', 'total'] as Measure[]) {
      const { spread, atLeast } = roster.spread[measure]
      expect([measure, spread]).toEqual([measure, Math.max(atLeast, Math.min(spread, 1))])
    }
    expect(roster.why.length).toBeGreaterThan(0)
    expect(roster.why.every((words) => words.includes('任何排法都至少相差'))).toBe(true)
  })

  test('keeps promises and most of the wishes', () => {
    const of = (day: string) => rows.filter((row) => row.day === day).map(({ person }) => person)
    expect(of('2026-10-01')).toContain('王芳')
    expect(of('2026-02-17')).not.toContain('王芳')
    expect(of('2026-06-01')).not.toContain('王芳')
  })
})

test('the same ask and seed give the same roster, another seed another', () => {
  const ask = officeOfFourteen({ from: '2026-11-01', to: '2026-11-14', flood: false })
  const first = generateRoster(ask)
  expect(generateRoster(ask)).toEqual(first)
  expect(generateRoster({ ...ask, seed: 2 }).assignments).not.toEqual(first.assignments)
})

test('goes on from what was served, what is set and what stands around', () => {
  const month = officeOfFourteen({ from: '2026-11-01', to: '2026-11-30', flood: false })
  const before = officeOfFourteen({ from: '2026-10-25', to: '2026-10-31', flood: false })
  const earlier = generateRoster(before)
  const fixed = [
    { shift: '2026-11-02.0830', post: 'leader', person: '刘志明' },
    { shift: '2026-11-03.1730', post: 'chief', person: '张伟' },
  ]
  const served = { weekend: 3, holiday: 0, night: 4, total: 6 }
  const people = month.people.map((person) =>
    person.id === '李强' ? { ...person, served } : person,
  )
  const around = { shifts: before.shifts, assignments: earlier.assignments }
  const roster = generateRoster({ ...month, people, fixed, around })
  expect(roster.violations).toEqual([])
  expect(roster.assignments).toEqual(expect.arrayContaining(fixed))
  // Who leads by day leads the night too.
  expect(roster.assignments).toContainEqual({
    shift: '2026-11-02.1730',
    post: 'leader',
    person: '刘志明',
  })
  const officers = roster.pools.find(({ people: own }) => own.includes('李强'))
  expect(officers?.spread.total.spread).toBeLessThanOrEqual(1)
  expect(officers?.spread.weekend.spread).toBeLessThanOrEqual(1)
})

test('shows gaps instead of putting one person in two places, and proves that people are few', () => {
  const office = officeOfFourteen({ from: '2026-11-02', to: '2026-11-15', flood: false })
  const people = [dutyPerson('甲', ['leader']), dutyPerson('乙', ['chief', 'officer'])]
  const roster = generateRoster({ ...office, people })
  const rules = new Set(roster.violations.map(({ rule }) => rule))
  expect(rules.has('gap')).toBe(true)
  expect(rules.has('double-booking')).toBe(false)
  expect(roster.why[0]).toMatch(/^人手不够：11月2日（周一）至11月15日（周日）有 \d+ 个班只能由/)
})

test('proves with names that a long leave cannot be made up', () => {
  const office = officeOfFourteen({ from: '2026-01-01', to: '2026-03-31', flood: false })
  const people = office.people.map((person) =>
    person.id === '邓丽娟'
      ? { ...person, leave: [leave('2026-01-01', '2026-03-20', '产假')] }
      : person,
  )
  const roster = generateRoster({ ...office, people })
  const officers = roster.pools.find(({ people: own }) => own.includes('邓丽娟'))
  expect(roster.violations).toEqual([])
  expect(officers?.spread.total.atLeast).toBeGreaterThan(1)
  expect(roster.why.some((words) => /邓丽娟最多只能值到 \d+ 次/.test(words))).toBe(true)
})

test('half a share is about half the duties', () => {
  const office = officeOfFourteen({ from: '2026-01-01', to: '2026-06-30', flood: false })
  const people = office.people.map((person) =>
    person.id === '谢东' ? { ...person, share: 0.5 } : person,
  )
  const { balance } = generateRoster({ ...office, people })
  const total = (id: string) => balance.find(({ person }) => person === id)?.total ?? 0
  expect(total('谢东') / total('曾凡')).toBeGreaterThan(0.4)
  expect(total('谢东') / total('曾凡')).toBeLessThan(0.6)
})

test('whatever people, leave and days are asked for, nobody is in two places, away or unqualified', () => {
  const person = fc.record({
    posts: fc.subarray(['leader', 'chief', 'officer', 'comms', 'standby'], { minLength: 1 }),
    share: fc.constantFrom(0, 0.5, 1),
    away: fc.array(fc.tuple(fc.nat(20), fc.nat(6)), { maxLength: 2 }),
  })
  fc.assert(
    fc.property(
      fc.array(person, { minLength: 1, maxLength: 9 }),
      fc.constantFrom('two-shift', 'full-day', 'flood'),
      fc.nat(),
      (drawn, pattern, seed) => {
        const date = (day: number) => `2026-10-${String(day + 1).padStart(2, '0')}`
        const people = drawn.map(({ posts, share, away }, index) =>
          dutyPerson(
            `第${index}人`,
            posts,
            away.map(([from, length]) => leave(date(from), date(from + length))),
            { share },
          ),
        )
        const shifts = shiftsOfDays(
          { from: '2026-10-05', to: '2026-10-18' },
          defaultPatterns,
          [{ pattern, from: '2026-10-01', to: '2026-10-31' }],
          new Map(),
        )
        const ask = { ...officeOfFourteen(), shifts, people, seed }
        const roster = generateRoster(ask, { attempts: 1 })
        const bad = secondOpinion(ask, sheetOf(ask, roster)).filter(
          (words) => !/rests|duties from/.test(words),
        )
        expect(bad).toEqual([])
        const bounds = roster.violations.length === 0 ? roster.pools : []
        const belowProof = bounds.flatMap(({ spread }) =>
          Object.values(spread).filter(({ spread: seen, atLeast }) => seen < atLeast),
        )
        expect(belowProof).toEqual([])
      },
    ),
    { numRuns: 40 },
  )
})
