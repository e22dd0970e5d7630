/** What an alarm of an order is about: one subject per order, arrival time, or silence. */
import type { ContactClock } from './clocks.ts'
import type { AssignmentRow } from './tables.ts'

export function readBackSubject({ id, standingSince }: AssignmentRow): string {
  return `${id}:${standingSince}`
}

export function arrivalSubject({ id, etaAt }: AssignmentRow): string {
  return `${id}:${etaAt}`
}

export function silenceSubject(unit: string, { since }: ContactClock): string {
  return `${unit}:${since}`
}
