/**
 * A roster to be made, as the search and the proofs read it: slots, and who may stand in each.
 * A slot is one duty of one person: a shift at a post, or all shifts of a day at a whole-day post.
 */
import { addDays, startOfDay } from './calendar.ts'
import { dutiesOf } from './duties.ts'
import type { Duty } from './duties.ts'
import type { Assignment, PostKey, RosterAsk, RosterPerson, ShiftSpec } from './model.ts'

export interface Slot {
  readonly post: PostKey
  readonly onSite: boolean
  readonly shifts: readonly ShiftSpec[]
  /** Days after the first day of the problem. */
  readonly day: number
  readonly from: number
  readonly to: number
  readonly night: boolean
  readonly weekend: boolean
  /** Empty on other days. */
  readonly holiday: string
  /** Indexes of people without anything hard against them; never one with a share of 0. */
  readonly eligible: readonly number[]
}

export interface Problem {
  readonly ask: RosterAsk
  readonly people: readonly RosterPerson[]
  readonly slots: readonly Slot[]
  /** What is set: fixed duties and those of the neighbours, by index of the person. */
  readonly set: readonly (readonly Duty[])[]
  /** Of whole-day posts held by hand for part of a day: the same person goes on. */
  readonly follows: readonly Assignment[]
  readonly firstDay: string
  readonly dayCount: number
}

const dayMs = 86_400_000

export function problemOf(ask: RosterAsk): Problem {
  const { shifts, posts, people, fixed, around } = ask
  const all = [...around.shifts, ...shifts]
  const firstDay = all.reduce(
    (first, { day }) => (day < first ? day : first),
    all[0]?.day ?? '1970-01-01',
  )
  const dayOf = (day: string) => Math.round((startOfDay(day) - startOfDay(firstDay)) / dayMs)
  const follows = followers(ask)
  const duties = dutiesOf({
    shifts: all,
    posts,
    assignments: [...around.assignments, ...fixed, ...follows],
  })
  const set = people.map(({ id }) => duties.filter(({ person }) => person === id))
  const wanted = openSlots(ask, [...fixed, ...follows])
  const slots = wanted.flatMap(({ post, shifts: own }) => {
    const { onSite = true } = posts.find(({ key }) => key === post) ?? {}
    const may = (held: readonly ShiftSpec[]) => eligible(people, set, post, held)
    const whole = may(own)
    // Nobody is there all day: each shift for itself.
    const parts = whole.length > 0 || own.length < 2 ? [own] : own.map((shift) => [shift])
    return parts.map((part): Slot => {
      const [first] = part
      return {
        post,
        onSite,
        shifts: part,
        day: dayOf(first?.day ?? firstDay),
        from: first?.from ?? 0,
        to: Math.max(...part.map(({ to }) => to)),
        night: part.some(({ night }) => night),
        weekend: part.some(({ weekend }) => weekend),
        holiday: part.find(({ holiday }) => holiday !== null)?.holiday ?? '',
        eligible: part === own ? whole : may(part),
      }
    })
  })
  const lastDay = all.reduce((last, { day }) => (day > last ? day : last), firstDay)
  return { ask, people, slots, set, follows, firstDay, dayCount: dayOf(addDays(lastDay, 1)) }
}

/** What is not filled yet, in order of time. */
function openSlots(
  { shifts, posts }: RosterAsk,
  filled: readonly Assignment[],
): { readonly post: PostKey; readonly shifts: readonly ShiftSpec[] }[] {
  const taken = Map.groupBy(filled, ({ shift, post }) => `${shift}|${post}`)
  const slots = new Map<string, { post: PostKey; shifts: ShiftSpec[] }>()
  for (const shift of shifts.toSorted((one, other) => one.from - other.from)) {
    for (const { post, count } of shift.needs) {
      const whole = posts.find(({ key }) => key === post)?.wholeDay ?? false
      const open = count - (taken.get(`${shift.id}|${post}`)?.length ?? 0)
      for (let place = 0; place < open; place++) {
        const key = `${whole ? shift.day : shift.id}|${post}|${place}`
        const slot = slots.get(key)
        if (slot) slot.shifts.push(shift)
        else slots.set(key, { post, shifts: [shift] })
      }
    }
  }
  return [...slots.values()]
}

/** Somebody set by hand for one shift of a whole-day post holds the others of that day. */
function followers({ shifts, posts, people, fixed }: RosterAsk): Assignment[] {
  const dayById = new Map(shifts.map(({ id, day }) => [id, day]))
  const shiftsByDay = Map.groupBy(shifts, ({ day }) => day)
  const personById = new Map(people.map((person) => [person.id, person]))
  const whole = new Set(posts.flatMap(({ key, wholeDay }) => (wholeDay ? key : [])))
  const counts = new Map<string, number>()
  const there = new Set<string>()
  const add = ({ shift, post, person }: Assignment) => {
    counts.set(`${shift}|${post}`, (counts.get(`${shift}|${post}`) ?? 0) + 1)
    there.add(`${shift}|${person}`)
  }
  fixed.forEach(add)
  const made: Assignment[] = []
  for (const { shift: id, post, person } of fixed) {
    const who = personById.get(person)
    if (!who || !whole.has(post)) continue
    for (const shift of shiftsByDay.get(dayById.get(id) ?? '') ?? []) {
      const needed = shift.needs.find((need) => need.post === post)?.count ?? 0
      const held = counts.get(`${shift.id}|${post}`) ?? 0
      if (there.has(`${shift.id}|${person}`) || held >= needed || !isFree(who, [shift])) continue
      const follower = { shift: shift.id, post, person }
      made.push(follower)
      add(follower)
    }
  }
  return made
}

const isFree = ({ leave }: RosterPerson, shifts: readonly ShiftSpec[]) =>
  !leave.some(({ from, to }) => shifts.some((shift) => from < shift.to && shift.from < to))

function eligible(
  people: readonly RosterPerson[],
  set: readonly (readonly Duty[])[],
  post: PostKey,
  shifts: readonly ShiftSpec[],
): number[] {
  const able = people.flatMap((person, index) => {
    const busy = set[index]?.some(({ from, to }) =>
      shifts.some((shift) => from < shift.to && shift.from < to),
    )
    const may = person.share > 0 && person.posts.includes(post) && isFree(person, shifts) && !busy
    return may ? [index] : []
  })
  const willing = able.filter((index) => !isPromisedOff(people[index], shifts))
  // A promise is broken, and named, rather than a post left empty.
  return willing.length > 0 ? willing : able
}

function isPromisedOff(person: RosterPerson | undefined, shifts: readonly ShiftSpec[]): boolean {
  return (
    person?.wishes.some(
      ({ fixed, want, target }) =>
        fixed && want === 'off' && shifts.some(({ id, day }) => target === id || target === day),
    ) ?? false
  )
}
