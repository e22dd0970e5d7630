/** Reads of incidents. Names of categories come from the county profile at reading time. */
import {
  and,
  asc,
  desc,
  eq,
  getTableColumns,
  gt,
  gte,
  inArray,
  isNull,
  lt,
  ne,
  or,
  sql,
  type AnyColumn,
} from 'drizzle-orm'
import { beijingDateTime } from '../../kernel/beijing-time.ts'
import type { Database } from '../../kernel/database.ts'
import type { CoreContext } from '../../module.ts'
import { initial, lastEntryAt, openActionCount } from '../logbook/index.ts'
import { unitList } from '../teams/index.ts'
import { isGiven } from './apply.ts'
import type {
  CasualtySnapshot,
  FieldState,
  GradeEntry,
  IncidentCard,
  IncidentGrade,
} from './contract.ts'
import type { FieldValue } from './facts.ts'
import { incidentTable, type IncidentRow, type ListedRow } from './tables.ts'
import {
  categorySign,
  fieldWord,
  gradeRank,
  incidentFields,
  incidentWord,
  type IncidentField,
} from './words.ts'

export type ReadingContext = Pick<CoreContext, 'db' | 'county' | 'world'>

const hourMs = 3_600_000
/** How long a closed incident stays on the standing list (UI rule 22). */
const closedShownMs = 24 * hourMs
/** Nothing in the log of a running incident for this long is worth a question (domain §12.1). */
const silentAfterMs = hourMs

/** The standard's 境内 (within the border) is never said. */
function spoken(name: string): string {
  return name.replace(/^境内/, '')
}

/** Names by code, made once per profile. */
const namesOf = new WeakMap<object, ReadonlyMap<string, string>>()

export function categoryNames({ eventCategories }: ReadingContext['county']) {
  const known = namesOf.get(eventCategories)
  if (known) return known
  const made = new Map(eventCategories.rows.map(({ code, name }) => [code, spoken(name)]))
  namesOf.set(eventCategories, made)
  return made
}

/** `#12`, or `#车3` where the number is not the centre's own. */
export function shownNumber(
  { county }: ReadingContext['county'],
  site: string,
  number: number,
): string {
  return site === county.sites[0]?.prefix ? `#${number}` : `#${site}${number}`
}

export function incidentRow(db: Database, id: string): IncidentRow | undefined {
  return db.tables.select().from(incidentTable).where(eq(incidentTable.id, id)).get()
}

/** `#12` of any incident; a dash where this console does not know it. */
export function numberOf(
  { db, county }: Pick<ReadingContext, 'db' | 'county'>,
  id: string,
): string {
  const row = incidentRow(db, id)
  return row ? shownNumber(county, row.site, row.number) : '—'
}

/** Incidents that somebody still works on. */
export function openIncidentIds(db: Database): string[] {
  return db.tables
    .select({ id: incidentTable.id })
    .from(incidentTable)
    .where(ne(incidentTable.group, 'closed'))
    .all()
    .map(({ id }) => id)
}

/** Received at `from` ≤ t < `to`, oldest first; merged ones and false alarms too. */
export function incidentsReceived(db: Database, from: number, to: number): IncidentRow[] {
  return db.tables
    .select()
    .from(incidentTable)
    .where(and(gte(incidentTable.receivedAt, from), lt(incidentTable.receivedAt, to)))
    .orderBy(asc(incidentTable.receivedAt), asc(incidentTable.id))
    .all()
}

export interface IncidentSpan {
  readonly id: string
  readonly receivedAt: number
  /** Null while somebody still works on it. */
  readonly closedAt: number | null
}

/** Incidents that were open at some time between the two. */
export function incidentsBetween(db: Database, from: number, to: number): IncidentSpan[] {
  const { id, receivedAt, closedAt } = incidentTable
  return db.tables
    .select({ id, receivedAt, closedAt })
    .from(incidentTable)
    .where(and(lt(receivedAt, to), or(isNull(closedAt), gt(closedAt, from))))
    .all()
}

/** In no order; unknown ones are left out. */
export function incidentRows(db: Database, ids: readonly string[]): IncidentRow[] {
  return db.tables
    .select()
    .from(incidentTable)
    .where(inArray(incidentTable.id, [...ids]))
    .all()
}

/** A field's value in words. */
export function shownValue(
  context: ReadingContext,
  field: IncidentField,
  value: FieldValue,
): string {
  if (value === null) return field === 'category' ? '待定' : ''
  if (typeof value === 'string') {
    if (field === 'category') return categoryNames(context.county).get(value) ?? value
    return field === 'grade' ? incidentWord(value) : value
  }
  if ('at' in value) return `${value.about ? '约 ' : ''}${beijingDateTime(value.at).slice(0, 16)}`
  return value.text
}

/** Teams whose state names an incident, by incident. */
export function unitCounts(context: ReadingContext): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { incident } of unitList(context.db, context.county)) {
    if (incident !== null) counts.set(incident, (counts.get(incident) ?? 0) + 1)
  }
  return counts
}

function cardOf(context: ReadingContext, row: ListedRow, units: number): IncidentCard {
  return {
    id: row.id,
    number: shownNumber(context.county, row.site, row.number),
    incidentNo: row.incidentNo,
    title: row.title,
    category: row.category,
    categoryName: shownValue(context, 'category', row.category),
    sign: categorySign(row.category),
    grade: row.grade as IncidentGrade,
    place: row.place,
    incidentStatus: row.incidentStatus,
    statusSince: row.statusSince,
    group: row.group,
    receivedAt: row.receivedAt,
    closedAt: row.closedAt,
    lastEntryAt: lastEntryAt(context.db, row.id),
    missingCount: row.missing,
    units,
    conflict: row.conflict,
    casualties: row.standing,
    toGrade: row.group === 'active' && row.grade === 'ungraded',
    status: row.status as IncidentCard['status'],
  }
}

const foundAtMost = 50

/** Title, place and full number hold every word, or the number is the one shown (`#12`, `12`). */
export function findIncidents(context: ReadingContext, query: string): IncidentCard[] {
  const words = query
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length === 0) return []
  const { title, place, incidentNo, number, receivedAt, id } = incidentTable
  const holds = (word: string) => {
    const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`
    const like = (column: AnyColumn) => sql`${column} like ${pattern} escape '\\'`
    const shown = /^#?[^\d]?(\d{1,6})$/u.exec(word)?.[1]
    return or(
      like(title),
      like(place),
      like(incidentNo),
      ...(shown === undefined ? [] : [eq(number, Number(shown))]),
    )
  }
  const rows = context.db.tables
    .select(listedColumns())
    .from(incidentTable)
    .where(and(...words.map(holds)))
    .orderBy(desc(receivedAt), desc(id))
    .limit(foundAtMost)
    .all()
  const units = unitCounts(context)
  const cards = rows.map((row) => cardOf(context, row, units.get(row.id) ?? 0))
  const order = ['waiting', 'active', 'closed']
  return cards.sort((one, other) => order.indexOf(one.group) - order.indexOf(other.group))
}

function listedColumns() {
  const {
    fields: _fields,
    history: _history,
    statusSeen: _seen,
    records: _records,
    ...listed
  } = getTableColumns(incidentTable)
  return listed
}

/** Newest first within waiting, active, closed: the order of the standing lists. */
export function incidentList(context: ReadingContext) {
  const asOf = context.world.clock.nowMs()
  const rows = context.db.tables
    .select(listedColumns())
    .from(incidentTable)
    .where(
      or(
        ne(incidentTable.group, 'closed'),
        and(eq(incidentTable.group, 'closed'), gte(incidentTable.closedAt, asOf - closedShownMs)),
      ),
    )
    .orderBy(desc(incidentTable.group), desc(incidentTable.receivedAt), desc(incidentTable.id))
    .all()
  const units = unitCounts(context)
  const cards = rows.map((row) => cardOf(context, row, units.get(row.id) ?? 0))
  const inGroup = (group: IncidentCard['group']) => cards.filter((card) => card.group === group)
  const waiting = inGroup('waiting')
  const active = inGroup('active')
  const closed = inGroup('closed').sort((one, other) => (other.closedAt ?? 0) - (one.closedAt ?? 0))
  return {
    incidents: [...waiting, ...active, ...closed],
    counts: { waiting: waiting.length, active: active.length, closed: closed.length },
    asOf,
  }
}

function fieldState(
  context: ReadingContext,
  row: IncidentRow,
  [field, , , element]: (typeof incidentFields)[number],
): FieldState {
  const stored = row.fields[field]
  const value = stored?.value ?? null
  return {
    field,
    label: fieldWord(field),
    value,
    shown: shownValue(context, field, value),
    missing: element && !isGiven(value),
    seen: [...(stored?.seen ?? [])],
    others: (stored?.others ?? []).map((other) => ({
      shown: shownValue(context, field, other.value),
      by: other.by,
      at: other.at,
    })),
  }
}

/** What every other module needs to name an incident. */
export function incidentBrief(context: ReadingContext, id: string) {
  const row = incidentRow(context.db, id)
  if (!row) return undefined
  const occurred = row.fields.occurredAt?.value
  return {
    id: row.id,
    number: shownNumber(context.county, row.site, row.number),
    incidentNo: row.incidentNo,
    title: row.title,
    category: row.category,
    categoryName: shownValue(context, 'category', row.category),
    grade: row.grade as IncidentGrade,
    place: row.place,
    incidentStatus: row.incidentStatus,
    group: row.group,
    receivedAt: row.receivedAt,
    occurredAt: typeof occurred === 'object' && occurred && 'at' in occurred ? occurred.at : null,
    mergedInto: row.mergedInto,
    status: row.status as IncidentCard['status'],
  }
}

/** Oldest first; the last one stands. */
export function casualtiesOf(db: Database, incident: string): readonly CasualtySnapshot[] {
  return incidentRow(db, incident)?.records.casualties ?? []
}

/** Oldest first, each told apart as first, upgrade or downgrade. */
export function gradesOf({ records }: Pick<IncidentRow, 'records'>): GradeEntry[] {
  return records.grades.map((entry, place) => {
    const before = gradeRank(records.grades[place - 1]?.grade ?? 'ungraded')
    const rank = gradeRank(entry.grade)
    const change =
      before === 0 ? 'initial' : rank > before ? 'upgrade' : rank < before ? 'downgrade' : 'same'
    return { ...entry, change }
  })
}

export function gradeHistory(db: Database, incident: string): GradeEntry[] {
  const row = incidentRow(db, incident)
  return row ? gradesOf(row) : []
}

/** Incidents that are read under this one, in the order they were merged. */
export function mergedInto(db: Database, main: string): IncidentRow[] {
  return db.tables
    .select()
    .from(incidentTable)
    .where(eq(incidentTable.mergedInto, main))
    .orderBy(asc(incidentTable.statusSince), asc(incidentTable.id))
    .all()
}

/** Their ids, and of those that were merged into them before; each once, whatever the links say. */
export function mergedIds(db: Database, main: string): string[] {
  const ids = [main]
  for (const id of ids) {
    for (const row of mergedInto(db, id)) if (!ids.includes(row.id)) ids.push(row.id)
  }
  return ids.slice(1)
}

/** The incident under which this one is read: itself, unless it is merged. */
export function mainIncident(db: Database, id: string): string {
  const seen = new Set([id])
  let main = id
  for (;;) {
    const next = incidentRow(db, main)?.mergedInto ?? null
    if (next === null || seen.has(next)) return main
    seen.add(next)
    main = next
  }
}

export function relatedOf({ county }: ReadingContext, row: IncidentRow, merged: IncidentRow) {
  const last = merged.history.at(-1)
  return {
    id: row.id,
    number: shownNumber(county, row.site, row.number),
    incidentNo: row.incidentNo,
    title: row.title,
    at: last?.at ?? merged.statusSince,
    by: last?.by ?? '',
  }
}

export function incidentFieldsShown(context: ReadingContext, row: IncidentRow): FieldState[] {
  return incidentFields.map((field) => fieldState(context, row, field))
}

export function cardOfRow(context: ReadingContext, row: IncidentRow): IncidentCard {
  return cardOf(context, row, unitCounts(context).get(row.id) ?? 0)
}

/** The picker: what a county meets first comes first. */
export function categoryList({ county }: ReadingContext) {
  return county.eventCategories.rows
    .filter(({ parent }) => parent !== null)
    .map(({ code, name, class: eventClass, first }) => ({
      code,
      name: spoken(name),
      class: eventClass,
      initials: [...spoken(name)].map(initial).join(''),
      first,
    }))
    .sort((one, other) => Number(other.first) - Number(one.first))
}

export function alertBoxes(context: ReadingContext) {
  const { incidents, asOf } = incidentList(context)
  const open = incidents.filter(({ group }) => group !== 'closed')
  const which = (test: (card: IncidentCard) => boolean) => open.filter(test).map(({ id }) => id)
  return {
    unverified: which(({ incidentStatus }) => incidentStatus === 'received'),
    unassigned: which(
      ({ units, group, incidentStatus }) =>
        units === 0 && (group === 'waiting' || incidentStatus === 'responding'),
    ),
    silent: which(
      ({ incidentStatus, lastEntryAt: last }) =>
        incidentStatus === 'responding' && asOf - (last ?? 0) > silentAfterMs,
    ),
    readyToClose: which(
      ({ incidentStatus }) => incidentStatus === 'response_ended' || incidentStatus === 'aftermath',
    ),
    noPlace: which(
      ({ place }) => place.precision === 'township-only' || place.precision === 'unknown',
    ),
    conflict: which(({ conflict }) => conflict),
    openActions: openActionCount(context.db),
  }
}

/** Incidents whose response has ended and that are not archived yet, for the review's deadline. */
export function endedUnarchived(context: ReadingContext) {
  return context.db.tables
    .select()
    .from(incidentTable)
    .where(inArray(incidentTable.incidentStatus, ['response_ended', 'aftermath']))
    .all()
    .map(({ id, site, number, title, history }) => ({
      id,
      number: shownNumber(context.county, site, number),
      title,
      responseEndedAt: history.find(({ status }) => status === 'response_ended')?.at ?? null,
    }))
}
