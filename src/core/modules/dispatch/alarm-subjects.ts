/** What an alarm of an order is about: one subject per order, arrival time, or silence. */
import type { ContactClock } from './clocks.ts'
import type { AssignmentRow } from './tables.ts'

/** A report that was taken back makes the waiting a new one: its alarm must come again. */
function corrections({ history }: AssignmentRow): number {
  return history.filter(({ takenBack }) => takenBack !== null).length
}

export function readBackSubject(row: AssignmentRow): string {
  return `${row.id}:${row.standingSince}:${corrections(row)}`
}

export function arrivalSubject(row: AssignmentRow): string {
  return `${row.id}:${row.etaAt}:${corrections(row)}`
}

export function silenceSubject(unit: string, { since }: ContactClock): string {
  return `${unit}:${since}`
}

/** A team that a person holds to be in danger. */
export function dangerSubject(unit: string): string {
  return `unit:${unit}`
}
