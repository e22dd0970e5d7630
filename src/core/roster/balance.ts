/** Who serves how much: recounted from a roster, whoever made it. */
import { dutiesOf } from './duties.ts'
import type { RosterTables } from './duties.ts'
import type {
  BalanceRow,
  DutyCounts,
  Measure,
  PoolBalance,
  PostKey,
  RosterPerson,
} from './model.ts'

export const measures: readonly Measure[] = ['weekend', 'holiday', 'night', 'total']

/** A row for each person, in their order; what was served before is in it. */
export function balanceOf(
  roster: RosterTables & { readonly people: readonly RosterPerson[] },
): BalanceRow[] {
  const counts = new Map<string, { -readonly [Key in Measure | 'standby']: number }>()
  for (const { id, served } of roster.people) counts.set(id, { ...served, standby: 0 })
  for (const duty of dutiesOf(roster)) {
    const row = counts.get(duty.person)
    if (!row) continue
    if (!duty.onSite) row.standby += 1
    else {
      row.total += 1
      if (duty.weekend) row.weekend += 1
      if (duty.holiday) row.holiday += 1
      if (duty.night) row.night += 1
    }
  }
  const poolOf = poolsByPost(roster.people, roster.posts)
  return roster.people.flatMap((person) => {
    const row = counts.get(person.id)
    if (!row) return []
    const post = person.posts.find((key) => poolOf.has(key))
    const pool = post === undefined ? '' : (poolOf.get(post) ?? '')
    return { person: person.id, share: person.share, pool, ...row }
  })
}

/** Pool of each post at the desk: posts that one person may hold are in the same. */
export function poolsByPost(
  people: readonly RosterPerson[],
  posts: RosterTables['posts'],
): ReadonlyMap<PostKey, string> {
  const atDesk = posts.filter(({ onSite }) => onSite).map(({ key }) => key)
  let groups: (readonly PostKey[])[] = atDesk.map((key) => [key])
  for (const person of people) {
    const isOwn = (group: readonly PostKey[]) => group.some((key) => person.posts.includes(key))
    const apart = groups.filter((group) => !isOwn(group))
    const joint = groups.filter(isOwn).flat()
    groups = joint.length > 0 ? [...apart, joint] : apart
  }
  return new Map(
    groups.flatMap((group) => {
      const pool = atDesk.filter((key) => group.includes(key)).join('+')
      return group.map((key) => [key, pool] as const)
    }),
  )
}

/** Largest difference of one measure; 0 where nobody is to compare with. */
export function spreadOf(rows: readonly DutyCounts[], measure: Measure): number {
  if (rows.length === 0) return 0
  const counts = rows.map((row) => row[measure])
  return Math.max(...counts) - Math.min(...counts)
}

/** Full-time people who can stand at the desk; people only on call at home are in no pool. */
export function poolsOf(
  balance: readonly BalanceRow[],
  posts: RosterTables['posts'],
): PoolBalance[] {
  const pools = Map.groupBy(
    balance.filter(({ share, pool }) => share === 1 && pool !== ''),
    ({ pool }) => pool,
  )
  return [...pools].map(([pool, rows]) => ({
    pool,
    word: pool
      .split('+')
      .map((key) => posts.find((post) => post.key === key)?.word ?? key)
      .join('、'),
    people: rows.map(({ person }) => person),
    spread: {
      weekend: spreadOf(rows, 'weekend'),
      holiday: spreadOf(rows, 'holiday'),
      night: spreadOf(rows, 'night'),
      total: spreadOf(rows, 'total'),
    },
  }))
}
