/** The duties of a roster, those to be filled and those that are set, as the search reads them. */
import { startOfDay } from './calendar.ts'
import type { Problem, Slot } from './problem.ts'

const hourMs = 3_600_000
const none = -1

/** A slot as the inner loop reads it; `fixedTo` is a person's index, or -1. */
export interface Place extends Slot {
  readonly fixedTo: number
  readonly wholeDay: boolean
  /** Rest after it, ms. */
  readonly restMs: number
  /** Of the squares it is counted in; what is not counted has none. */
  readonly kinds: readonly number[]
  /** The square of its post, or -1. */
  readonly postKind: number
}

export interface Places {
  /** Those to be filled, in the order of the slots; then what is set. */
  readonly all: readonly Place[]
  /** How many are to be filled. */
  readonly open: number
  /** How many squares a person is counted in. */
  readonly kinds: number
}

export function placesOf(problem: Problem): Places {
  const { ask, slots, set } = problem
  const { rules } = ask
  const whole = new Set(ask.posts.flatMap(({ key, wholeDay }) => (wholeDay ? key : [])))
  const kindOf = new Map<string, number>()
  const place = (slot: Slot, fixedTo: number): Place => {
    const kindNamed = (name: string) => {
      const known = kindOf.get(name) ?? kindOf.size
      kindOf.set(name, known)
      return known
    }
    const month = `${slot.onSite ? '' : slot.post}.${Math.floor(slot.day / 30)}`
    const names = [month, ...(slot.onSite ? [slot.holiday].filter(Boolean) : [slot.post])]
    const restH = Math.max(rules.restH ?? 0, (slot.night ? rules.restAfterNightH : null) ?? 0)
    return {
      ...slot,
      fixedTo,
      wholeDay: whole.has(slot.post),
      restMs: restH * hourMs,
      kinds: names.map(kindNamed),
      postKind: slot.onSite ? kindNamed(`@${slot.post}`) : none,
    }
  }
  const fixed = set.flatMap((duties, person) =>
    duties.map((duty) =>
      place(
        {
          ...duty,
          shifts: [],
          day: dayIndex(problem, duty.day),
          holiday: '',
          eligible: [person],
        },
        person,
      ),
    ),
  )
  const all = [...slots.map((slot) => place(slot, none)), ...fixed]
  return { all, open: slots.length, kinds: kindOf.size }
}

function dayIndex({ firstDay }: Problem, day: string): number {
  return Math.round((startOfDay(day) - startOfDay(firstDay)) / (24 * hourMs))
}
