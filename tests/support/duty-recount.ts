/**
 * A second opinion on a roster: counts and checks from rows of text as they stand in a printed
 * sheet, written from the rules' words and sharing no code with the engine.
 */

/** One person in one shift, as a sheet says it; times like `2026-11-30 08:30`, Beijing time. */
export interface SheetRow {
  readonly day: string
  readonly from: string
  readonly to: string
  readonly post: string
  readonly person: string
}

export interface DutyRecount {
  readonly weekend: number
  readonly holiday: number
  readonly night: number
  readonly total: number
}

/** Holidays and make-up workdays of 2026, from 国办发明电〔2025〕7号. */
const holidays2026 = [
  ['2026-01-01', 3],
  ['2026-02-15', 9],
  ['2026-04-04', 3],
  ['2026-05-01', 5],
  ['2026-06-19', 3],
  ['2026-09-25', 3],
  ['2026-10-01', 7],
] as const
const madeUp2026 = new Set([
  '2026-01-04',
  '2026-02-14',
  '2026-02-28',
  '2026-05-09',
  '2026-09-20',
  '2026-10-10',
])
const holidayDays = new Set(
  holidays2026.flatMap(([first, length]) =>
    Array.from({ length }, (_, index) =>
      new Date(Date.parse(`${first}T00:00Z`) + index * 86_400_000).toISOString().slice(0, 10),
    ),
  ),
)

const minutes = (text: string) => Date.parse(`${text.replace(' ', 'T')}Z`) / 60_000

interface Stint {
  readonly person: string
  readonly day: string
  readonly post: string
  start: number
  end: number
}

/** Rows of 带班领导 on one day are one duty. 备班 is none. */
function stintsOf(rows: readonly SheetRow[]): Stint[] {
  const stints: Stint[] = []
  for (const { day, from, to, post, person } of rows) {
    if (post === '备班') continue
    const same = stints.find(
      (stint) =>
        post === '带班领导' && stint.post === post && stint.day === day && stint.person === person,
    )
    if (same) {
      same.start = Math.min(same.start, minutes(from))
      same.end = Math.max(same.end, minutes(to))
    } else stints.push({ person, day, post, start: minutes(from), end: minutes(to) })
  }
  return stints.toSorted((one, other) => one.start - other.start)
}

/** A duty is a night where it covers 03:00. */
const coversNight = ({ start, end }: Stint) => {
  const three = Math.ceil((start - 180) / 1440) * 1440 + 180
  return three < end
}

export function recount(rows: readonly SheetRow[]): Map<string, DutyRecount> {
  const counts = new Map<
    string,
    { weekend: number; holiday: number; night: number; total: number }
  >()
  for (const stint of stintsOf(rows)) {
    const row = counts.get(stint.person) ?? { weekend: 0, holiday: 0, night: 0, total: 0 }
    counts.set(stint.person, row)
    const weekday = new Date(`${stint.day}T00:00Z`).getUTCDay()
    const isHoliday = holidayDays.has(stint.day)
    row.total += 1
    if (isHoliday) row.holiday += 1
    else if ((weekday === 0 || weekday === 6) && !madeUp2026.has(stint.day)) row.weekend += 1
    if (coversNight(stint)) row.night += 1
  }
  return counts
}

/** Sentences for what the default rules forbid; leave and posts are the caller's. */
export function recheck(
  rows: readonly SheetRow[],
  who: {
    readonly posts: ReadonlyMap<string, readonly string[]>
    readonly away: (person: string, fromMin: number, toMin: number) => boolean
  },
): string[] {
  const found: string[] = []
  for (const { person, post, from, to, day } of rows) {
    if (!who.posts.get(person)?.includes(post)) found.push(`${person} is not ${post}`)
    if (who.away(person, minutes(from), minutes(to))) found.push(`${person} is away on ${day}`)
  }
  for (const [person, all] of Map.groupBy(rows, (row) => row.person)) {
    const sorted = all.toSorted((one, other) => minutes(one.from) - minutes(other.from))
    sorted.forEach((row, index) => {
      const next = sorted[index + 1]
      if (next && minutes(next.from) < minutes(row.to))
        found.push(`${person} is in two places on ${row.day}`)
    })
    const own = stintsOf(all)
    own.forEach((stint, index) => {
      const next = own[index + 1]
      if (!next) return
      const rest = (next.start - stint.end) / 60
      const needed = coversNight(stint) ? 24 : 12
      if (rest < needed) found.push(`${person} rests ${rest} h before ${next.day}`)
      const week = own.filter(
        ({ day }) =>
          day >= stint.day && minutes(`${day} 00:00`) < minutes(`${stint.day} 00:00`) + 7 * 1440,
      )
      if (week.length > 5) found.push(`${person} has ${week.length} duties from ${stint.day}`)
    })
  }
  return found
}

/** Minutes of the year in which nobody stands at a post, by post; 0 where all are covered. */
export function uncoveredMinutes(rows: readonly SheetRow[], post: string): number {
  const spans = rows
    .filter((row) => row.post === post)
    .map(({ from, to }) => [minutes(from), minutes(to)] as const)
    .toSorted(([one], [other]) => one - other)
  let open = 0
  let end = spans[0]?.[0] ?? 0
  for (const [from, to] of spans) {
    open += Math.max(0, from - end)
    end = Math.max(end, to)
  }
  return open
}
