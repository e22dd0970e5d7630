/** The generator beside those that look at everything: a kept solver (HiGHS) and a plain search. */
import loadHighs from 'highs'
import { expect, test, vi } from 'vitest'
import { dutyPerson, leave, officeOfFourteen } from '../../../tests/support/duty-office.ts'
import { leastSpread } from '../../../tests/support/duty-solver.ts'
import { measures } from './balance.ts'
import { generateRoster } from './generate.ts'
import type { GeneratedRoster, RosterAsk, RosterPerson } from './model.ts'
import { defaultPatterns, shiftsOfDays } from './patterns.ts'
import { checkRoster } from './rules.ts'

// The generator counts steps, not seconds: a busy machine takes several times as long.
vi.setConfig({ testTimeout: 120_000 })

const highs = await loadHighs()
const office = officeOfFourteen({ from: '2026-10-01', to: '2026-10-01', flood: false })

function askOf(
  people: readonly RosterPerson[],
  from: string,
  to: string,
  pattern: string,
): RosterAsk {
  const uses = [{ pattern, from, to }]
  return { ...office, people, shifts: shiftsOfDays({ from, to }, defaultPatterns, uses, new Map()) }
}

const officer = ['chief', 'officer'] as const
const small: readonly {
  readonly what: string
  readonly ask: RosterAsk
  readonly seeds: readonly number[]
}[] = [
  {
    seeds: [1],
    what: 'National Day and the days after, two shifts, ten people',
    ask: askOf(
      [
        ...['领一', '领二', '领三'].map((name) => dutyPerson(name, ['leader', 'standby'])),
        ...['甲', '乙', '丙', '丁', '戊', '己', '庚'].map((name) =>
          dutyPerson(name, [...officer, 'standby']),
        ),
      ],
      '2026-10-01',
      '2026-10-14',
      'two-shift',
    ),
  },
  {
    seeds: [2],
    what: 'two weeks with leave and unlike qualifications',
    ask: askOf(
      [
        dutyPerson('领一', ['leader'], [leave('2026-11-07', '2026-11-12')]),
        dutyPerson('领二', ['leader', 'standby']),
        dutyPerson('领三', ['leader', 'standby']),
        dutyPerson('甲', ['chief', 'standby'], [leave('2026-11-02', '2026-11-05')]),
        dutyPerson('乙', [...officer, 'standby']),
        dutyPerson('丙', officer, [leave('2026-11-10', '2026-11-15')]),
        dutyPerson('丁', officer),
        dutyPerson('戊', ['officer', 'standby']),
        dutyPerson('己', ['officer']),
        dutyPerson('庚', ['chief']),
      ],
      '2026-11-02',
      '2026-11-15',
      'two-shift',
    ),
  },
  {
    seeds: [1],
    what: 'Spring Festival, whole days, with what was served before',
    ask: askOf(
      [
        dutyPerson('领一', ['leader', 'standby']),
        dutyPerson('领二', ['leader', 'standby']),
        ...['甲', '乙', '丙', '丁', '戊', '己', '庚'].map((name, index) =>
          dutyPerson(name, [...officer, 'standby'], [], {
            served: { weekend: index % 3, holiday: index % 2, night: 3 + (index % 2), total: 4 },
          }),
        ),
      ],
      '2026-02-12',
      '2026-02-25',
      'full-day',
    ),
  },
]

function unevenness({ pools, spread }: GeneratedRoster): number {
  return [...pools.map((pool) => pool.spread), spread]
    .flatMap((held) =>
      measures.map((measure) => (measure === 'total' ? 1 : 10) * held[measure].spread),
    )
    .reduce((sum, one) => sum + one, 0)
}

/** Where people are very few the first beginning may end a duty short of it; the screen offers another. */
test.each(small)('$what: as even as HiGHS can make it', ({ ask, seeds }) => {
  const rosters = seeds.map((seed) => generateRoster({ ...ask, seed }))
  const [first] = rosters
  if (!first) throw new Error('no roster')
  const people = first.pools.map((pool) => pool.people)
  const { optimum, proved } = leastSpread(highs, ask, [...people, people.flat()])
  expect(proved).toBe(true)
  expect(rosters.flatMap(({ violations }) => violations)).toEqual([])
  expect(Math.min(...rosters.map(unevenness))).toBe(optimum)
})

test('breaks a rule only where HiGHS finds no roster that breaks none', () => {
  const [first] = small
  if (!first) throw new Error('no case')
  const without = (count: number) => ({ ...first.ask, people: first.ask.people.slice(0, count) })
  const verdicts = [10, 8, 7, 6, 5].map((count) => {
    const ask = without(count)
    return [
      leastSpread(highs, ask, []).feasible,
      generateRoster(ask, { attempts: 2 }).violations.length === 0,
    ]
  })
  expect(verdicts.map(([solver]) => solver)).toContain(false)
  expect(verdicts.map(([solver]) => solver)).toContain(true)
  expect(verdicts.map(([, own]) => own)).toEqual(verdicts.map(([solver]) => solver))
})

test('finds what a search through every roster finds', () => {
  const shifts = askOf([], '2026-11-06', '2026-11-12', 'full-day').shifts.map((shift) => ({
    ...shift,
    needs: [{ post: 'chief', count: 1 }],
  }))
  const people = ['甲', '乙', '丙'].map((name) => dutyPerson(name, ['chief']))
  const [first, ...others] = people
  if (!first) throw new Error('no one')
  const ask = {
    ...office,
    shifts,
    people: [{ ...first, leave: [leave('2026-11-08', '2026-11-09')] }, ...others],
  }
  let least = Number.POSITIVE_INFINITY
  for (let code = 0; code < people.length ** shifts.length; code++) {
    const assignments = shifts.map(({ id }, index) => ({
      shift: id,
      post: 'chief',
      person: people[Math.floor(code / people.length ** index) % people.length]?.id ?? '',
    }))
    if (checkRoster({ ...ask, assignments }).length > 0) continue
    const count = (test: (index: number) => boolean) => {
      const held = people.map(
        ({ id }) => assignments.filter((one, index) => one.person === id && test(index)).length,
      )
      return Math.max(...held) - Math.min(...held)
    }
    const sum = 2 * count(() => true) + count((index) => shifts[index]?.weekend ?? false)
    least = Math.min(least, sum)
  }
  const { spread, violations } = generateRoster(ask)
  expect(violations).toEqual([])
  // Every day is a night here, and none a holiday.
  expect(spread.total.spread + spread.night.spread + spread.weekend.spread).toBe(least)
})
