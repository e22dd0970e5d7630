import type { EntryRow } from '../../logbook/index.ts'

/**
 * Lines heard at the same moment stand in the book by their ids; on paper they stand as they were
 * written.
 */
export function asWritten(one: EntryRow, other: EntryRow): number {
  return one.heardAt - other.heardAt || one.storedAt - other.storedAt || one.number - other.number
}
