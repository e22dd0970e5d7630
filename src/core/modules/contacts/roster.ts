/** What the directory reads of the rosters: who is on duty, who is on leave. */
import type { CoreContext } from '../../module.ts'
import { leaveAt, shiftsBetween } from '../rosters/index.ts'
import type { AwayOf } from './book.ts'
import type { OnDuty } from './whom/candidates.ts'

const leader = 'leader'

/** @param at UTC epoch milliseconds */
export function onDutyAt(context: CoreContext, at: number): readonly OnDuty[] {
  // The chief knows most and answers first; the leader decides; a standby comes last.
  const order = ['chief', 'officer', leader]
  const place = (post: string) => (order.includes(post) ? order.indexOf(post) : order.length)
  return shiftsBetween(context, at, at + 1)
    .flatMap(({ posts }) => posts)
    .toSorted((one, other) => place(one.post) - place(other.post))
    .flatMap(({ post, word, people }) =>
      people.map(({ id }) => ({ person: id, word, isLeader: post === leader })),
    )
}

/** @param at UTC epoch milliseconds */
export function awayAt(context: CoreContext, at: number): AwayOf {
  const rows = new Map(
    leaveAt(context, at).map(({ person, word, until }) => [person, { word, until }]),
  )
  return (person) => rows.get(person) ?? null
}
