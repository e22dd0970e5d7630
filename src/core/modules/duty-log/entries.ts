/** One line of the log book with everything the duty log knows of it. */
import { eq } from 'drizzle-orm'
import type { CoreContext } from '../../module.ts'
import { incidentRow, shownNumber } from '../incidents/index.ts'
import { entryOf, entryRow, type EntryRow } from '../logbook/index.ts'
import type { DutyEntry } from './contract.ts'
import type { DoneSet } from './facts.ts'
import { dutyEntryTable, type DutyEntryRow } from './tables.ts'

type Reading = Pick<CoreContext, 'db' | 'county'>

export function dutyRow(db: CoreContext['db'], line: string): DutyEntryRow | undefined {
  return db.tables.select().from(dutyEntryTable).where(eq(dutyEntryTable.id, line)).get()
}

/** More corrections of one line than this are a loop in damaged records. */
const longestChain = 50

/** A line and those it took the place of, newest first. */
export function chainOf(db: CoreContext['db'], row: EntryRow): EntryRow[] {
  const chain = [row]
  for (let next = row.corrects; next !== null && chain.length < longestChain;) {
    const older = entryRow(db, next)
    if (!older) break
    chain.push(older)
    next = older.corrects
  }
  return chain
}

/** Fields of the newest that has any; the words are the line's own, however it was corrected. */
function fieldsOf(row: EntryRow, known: readonly DutyEntryRow[]): DutyEntry['fields'] {
  const place = known.findIndex(({ fields }) => fields !== null)
  const fields = known[place]?.fields
  if (!fields) return null
  const own = known[place]?.id === row.id
  return {
    direction: fields.direction,
    unit: fields.unit,
    person: fields.person,
    contact: fields.contact,
    content: own ? fields.content : row.text,
    whenWhere: own ? fields.whenWhere : '',
    handling: own ? fields.handling : '',
    remark: fields.remark,
  }
}

/** Oldest first, of the line and of those it took the place of. */
export function stepsOf(known: readonly DutyEntryRow[]): DoneSet[] {
  return known.flatMap(({ steps }) => steps).toSorted((one, other) => one.at - other.at)
}

/** 在办 ends too where somebody closed the line on the list of open items. */
function doneOf(
  db: CoreContext['db'],
  row: EntryRow,
  known: readonly DutyEntryRow[],
): DutyEntry['done'] {
  const step = stepsOf(known).at(-1)
  const written = known.find(({ fields }) => fields !== null)?.fields
  const said = step ?? {
    state: written?.done ?? (row.needsAction === 1 ? 'doing' : 'done'),
    at: written?.at ?? row.storedAt,
    by: written?.by ?? row.recorderName,
    note: '',
  }
  const open = step ? entryRow(db, step.line) : row
  if (said.state === 'doing' && open && open.closedAt !== null) {
    const { closedAt, closedBy, closedNote } = open
    return { state: 'done', at: closedAt, by: closedBy ?? '', note: closedNote ?? '' }
  }
  return { state: said.state, at: said.at, by: said.by, note: said.note }
}

export function dutyEntry(context: Reading, row: EntryRow): DutyEntry {
  const { db } = context
  const known = chainOf(db, row).flatMap(({ id }) => dutyRow(db, id) ?? [])
  const incident = row.incident === null ? undefined : incidentRow(db, row.incident)
  const byTime = (one: { readonly at: number }, other: { readonly at: number }) => one.at - other.at
  return {
    line: entryOf(db, row),
    fields: fieldsOf(row, known),
    handlings: known.flatMap(({ handlings }) => handlings).toSorted(byTime),
    notices: known.flatMap(({ notices }) => notices).toSorted(byTime),
    done: doneOf(db, row, known),
    incidentNumber: incident ? shownNumber(context.county, incident.site, incident.number) : null,
  }
}
