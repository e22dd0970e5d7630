/**
 * The same roster as a mixed-integer program for HiGHS: who stands where is 0 or 1, every rule of
 * the default settings is a row, and the sum of the spreads is made least. Written from the
 * rules' words; shares no code with the generator.
 */
import type { RosterAsk } from '../../src/core/roster/model.ts'

interface Solver {
  solve(
    problem: string,
    options?: { readonly time_limit?: number },
  ): { readonly Status: string; readonly ObjectiveValue: number }
}

interface Cell {
  readonly name: string
  readonly person: number
  readonly slot: string
  readonly day: string
  readonly from: number
  readonly to: number
  readonly night: boolean
  readonly weekend: boolean
  readonly holiday: boolean
  readonly desk: boolean
}

const hourMs = 3_600_000

export interface Solved {
  readonly feasible: boolean
  /** Optimal, or proved impossible, within the time. */
  readonly proved: boolean
  /** Sum of the differences in all groups; weekend, holiday and night weigh ten, all duties one. */
  readonly optimum: number
}

/**
 * Asks with everybody full time, nothing fixed and no wishes.
 * @param groups ids of people between whom the differences are made least
 */
export function leastSpread(
  highs: Solver,
  ask: RosterAsk,
  groups: readonly (readonly string[])[],
  timeLimitS = 60,
): Solved {
  const cells = cellsOf(ask)
  const rows = [...filled(ask, cells), ...apart(ask, cells), ...weeks(ask, cells)]
  const ends: string[] = []
  for (const [group, ids] of groups.entries()) {
    for (const kind of ['weekend', 'holiday', 'night', 'total'] as const) {
      const end = `${kind}${group}`
      ends.push(end)
      ask.people.forEach((person, index) => {
        if (!ids.includes(person.id)) return
        const own = cells.filter(
          (cell) => cell.person === index && cell.desk && (kind === 'total' || cell[kind]),
        )
        const sum = own.map(({ name }) => `+ ${name}`).join(' ')
        const served = person.served[kind]
        rows.push(`${sum} - hi_${end} <= ${-served}`, `${sum} - lo_${end} >= ${-served}`)
      })
    }
  }
  const text = [
    'Minimize',
    ` obj: + 0 none ${ends.map((end) => weighed(end)).join(' ')}`,
    'Subject To',
    ...rows.map((row, index) => ` r${index}: ${row}`),
    'Bounds',
    ' 0 <= none <= 0',
    'Binary',
    ...cells.map(({ name }) => ` ${name}`),
    'End',
  ].join('\n')
  const { Status, ObjectiveValue } = highs.solve(text, { time_limit: timeLimitS })
  return {
    feasible: Status === 'Optimal',
    proved: Status === 'Optimal' || Status === 'Infeasible',
    optimum: Math.round(ObjectiveValue),
  }
}

const weighed = (end: string) => {
  const weight = end.startsWith('total') ? 1 : 10
  return `+ ${weight} hi_${end} - ${weight} lo_${end}`
}

/** One for each person who may hold a post of a shift, or of a day where it is a whole day's. */
function cellsOf({ shifts, posts, people }: RosterAsk): Cell[] {
  const cells: Cell[] = []
  for (const post of posts) {
    const needing = shifts.filter(({ needs }) =>
      needs.some((need) => need.post === post.key && need.count > 0),
    )
    const units = Map.groupBy(needing, ({ id, day }) => (post.wholeDay ? day : id))
    for (const [unit, held] of units) {
      const from = Math.min(...held.map((shift) => shift.from))
      const to = Math.max(...held.map((shift) => shift.to))
      people.forEach((person, index) => {
        const isAway = person.leave.some((leave) => leave.from < to && from < leave.to)
        if (isAway || !person.posts.includes(post.key)) return
        cells.push({
          name: `x${cells.length}`,
          person: index,
          slot: `${post.key}|${unit}`,
          day: held[0]?.day ?? '',
          from,
          to,
          night: held.some(({ night }) => night),
          weekend: held.some(({ weekend }) => weekend),
          holiday: held.some(({ holiday }) => holiday !== null),
          desk: post.onSite,
        })
      })
    }
  }
  return cells
}

function filled({ shifts, posts }: RosterAsk, cells: readonly Cell[]): string[] {
  const rows = new Map<string, string>()
  for (const shift of shifts) {
    for (const { post, count } of shift.needs) {
      const whole = posts.some(({ key, wholeDay }) => key === post && wholeDay)
      const slot = `${post}|${whole ? shift.day : shift.id}`
      const own = cells.filter((cell) => cell.slot === slot)
      const sum = own.map(({ name }) => `+ ${name}`).join(' ')
      // Nobody may: a row that cannot be kept.
      rows.set(slot, own.length > 0 ? `${sum} = ${count}` : `none >= ${count}`)
    }
  }
  return [...rows.values()]
}

/** Not both: two at once, too short a rest, two nights in a row. */
function apart({ rules }: RosterAsk, cells: readonly Cell[]): string[] {
  const rows: string[] = []
  for (const [index, one] of cells.entries()) {
    for (const other of cells.slice(index + 1)) {
      if (one.person !== other.person) continue
      const [first, second] = one.from <= other.from ? [one, other] : [other, one]
      const restH = first.night ? (rules.restAfterNightH ?? 0) : (rules.restH ?? 0)
      const overlaps = second.from < first.to
      const tired = second.from - first.to < restH * hourMs
      if (overlaps || (tired && one.desk && other.desk))
        rows.push(`${one.name} + ${other.name} <= 1`)
    }
  }
  return rows
}

function weeks({ rules, people, shifts }: RosterAsk, cells: readonly Cell[]): string[] {
  const days = [...new Set(shifts.map(({ day }) => day))]
  return people.flatMap((_, person) =>
    days.flatMap((_day, start) => {
      const week = new Set(days.slice(start, start + 7))
      const own = cells.filter((cell) => cell.person === person && cell.desk && week.has(cell.day))
      if (own.length <= (rules.perWeek ?? own.length)) return []
      return `${own.map(({ name }) => `+ ${name}`).join(' ')} <= ${rules.perWeek}`
    }),
  )
}
