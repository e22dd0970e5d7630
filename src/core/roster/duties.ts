/** What a person serves: assignments, with the shifts of a whole-day post made one duty. */
import type { EpochMs } from '../kernel/world.ts'
import type { Assignment, PostKey, RosterPost, ShiftSpec } from './model.ts'

export interface Duty {
  readonly person: string
  readonly post: PostKey
  readonly onSite: boolean
  readonly day: string
  /** Of its first shift. */
  readonly shift: string
  readonly from: EpochMs
  readonly to: EpochMs
  readonly night: boolean
  readonly weekend: boolean
  readonly holiday: boolean
}

export interface RosterTables {
  readonly shifts: readonly ShiftSpec[]
  readonly posts: readonly RosterPost[]
  readonly assignments: readonly Assignment[]
}

/** In order of time. Assignments to shifts that are not there are left out. */
export function dutiesOf({ shifts, posts, assignments }: RosterTables): Duty[] {
  const shiftById = new Map(shifts.map((shift) => [shift.id, shift]))
  const postByKey = new Map(posts.map((post) => [post.key, post]))
  const duties = new Map<string, Duty>()
  for (const { shift: id, post, person } of assignments) {
    const shift = shiftById.get(id)
    if (!shift) continue
    const { onSite, wholeDay } = postByKey.get(post) ?? { onSite: true, wholeDay: false }
    const key = `${person}|${post}|${wholeDay ? shift.day : id}`
    const duty: Duty = {
      person,
      post,
      onSite,
      day: shift.day,
      shift: id,
      from: shift.from,
      to: shift.to,
      night: shift.night,
      weekend: shift.weekend,
      holiday: shift.holiday !== null,
    }
    const held = duties.get(key)
    duties.set(key, held ? joined(held, duty) : duty)
  }
  return [...duties.values()].toSorted((one, other) => one.from - other.from || one.to - other.to)
}

function joined(one: Duty, other: Duty): Duty {
  const first = other.from < one.from ? other : one
  return {
    ...first,
    to: Math.max(one.to, other.to),
    night: one.night || other.night,
    weekend: one.weekend || other.weekend,
    holiday: one.holiday || other.holiday,
  }
}
