/** Calls about an incident: the one that opened it and those that followed. */
import { and, asc, count, eq, gte, inArray } from 'drizzle-orm'
import { phoneKey, phonesIn } from '../../county/phone.ts'
import type { Database } from '../../kernel/database.ts'
import type { CoreContext } from '../../module.ts'
import type { Projection } from '../../oplog/registry.ts'
import type { Fact } from '../../oplog/types.ts'
import { callAdded, type CallAdded } from './call-facts.ts'
import { callPhoneTable, callTable, type CallRow } from './call-tables.ts'
import { fieldSet, incidentOpened, type FieldSet, type IncidentOpened } from './facts.ts'
import type { FurtherCall } from './intake-contract.ts'
import { mergedIds } from './queries.ts'

const tailLength = 7

/** Without the county's area code, which a projection does not know: enough to find, not to judge. */
function tailsOf(contact: string): string[] {
  return phonesIn(contact, '').map((key) => key.slice(-tailLength))
}

function openingRow(entity: string, body: IncidentOpened): CallRow {
  return {
    incident: entity,
    id: entity,
    opening: true,
    at: body.receivedAt,
    source: body.source,
    contact: body.contact ?? null,
    channel: null,
    text: body.title,
    place: body.place.text,
    phoneCall: body.phoneCall ?? null,
    by: body.openedBy,
  }
}

function addedRow(entity: string, body: CallAdded): CallRow {
  const { call, at, source, contact, channel, text, place, phoneCall, by } = body
  return {
    incident: entity,
    id: call,
    opening: false,
    at,
    source,
    contact: contact ?? null,
    channel: channel ?? null,
    text,
    place: place?.text ?? null,
    phoneCall: phoneCall ?? null,
    by,
  }
}

function contactOf(fact: Fact): string | undefined {
  if (fact.kind !== fieldSet.kind) return (fact.body as IncidentOpened | CallAdded).contact
  const { field, value } = fact.body as FieldSet
  return field === 'contact' && typeof value === 'string' ? value : undefined
}

function fold(db: Database, entity: string, facts: readonly Fact[]): void {
  const rows = facts.flatMap((fact) => {
    if (fact.kind === incidentOpened.kind) return [openingRow(entity, fact.body as IncidentOpened)]
    return fact.kind === callAdded.kind ? [addedRow(entity, fact.body as CallAdded)] : []
  })
  const contacts = new Set(facts.map(contactOf).filter((contact) => contact !== undefined))
  const phones = [...contacts].flatMap((contact) =>
    [...new Set(tailsOf(contact))].map((tail) => ({ tail, incident: entity, contact })),
  )
  const { tables } = db
  tables.delete(callTable).where(eq(callTable.incident, entity)).run()
  tables.delete(callPhoneTable).where(eq(callPhoneTable.incident, entity)).run()
  for (const row of rows) tables.insert(callTable).values(row).run()
  for (const phone of phones) tables.insert(callPhoneTable).values(phone).run()
}

export const callProjection: Projection = {
  name: 'incidents.calls',
  version: 1,
  tables: [callTable, callPhoneTable],
  kinds: [incidentOpened, fieldSet, callAdded],
  fold,
}

function shown({ contact, phoneCall: _phoneCall, ...row }: CallRow): FurtherCall {
  return { ...row, phone: contact }
}

/** Further calls, and every call of the incidents that were merged into this one; oldest first. */
export function callsOf(db: Database, incident: string): FurtherCall[] {
  const merged = mergedIds(db, incident)
  return db.tables
    .select()
    .from(callTable)
    .where(inArray(callTable.incident, [incident, ...merged]))
    .orderBy(asc(callTable.at), asc(callTable.id))
    .all()
    .filter(({ opening, incident: of }) => !opening || of !== incident)
    .map(shown)
}

/** How many calls each incident has, its opening included. */
export function callCounts(db: Database, incidents: readonly string[]): Map<string, number> {
  const rows = db.tables
    .select({ incident: callTable.incident, calls: count() })
    .from(callTable)
    .where(inArray(callTable.incident, [...incidents]))
    .groupBy(callTable.incident)
    .all()
  return new Map(rows.map(({ incident, calls }) => [incident, calls]))
}

/** How many calls were taken since then, about whatever. */
export function callsSince(db: Database, since: number): number {
  return (
    db.tables.select({ calls: count() }).from(callTable).where(gte(callTable.at, since)).get()
      ?.calls ?? 0
  )
}

/** Incidents for which this number was ever left. */
export function incidentsOfPhone(
  { db, county }: Pick<CoreContext, 'db' | 'county'>,
  typed: string,
): ReadonlySet<string> {
  const { phoneAreaCode } = county.county
  const keys = phonesIn(typed, phoneAreaCode)
  const found = keys.flatMap((key) =>
    db.tables
      .select()
      .from(callPhoneTable)
      .where(eq(callPhoneTable.tail, key.slice(-tailLength)))
      .all()
      .filter(({ contact }) => phonesIn(contact, phoneAreaCode).includes(key)),
  )
  return new Set(found.map(({ incident }) => incident))
}

/** The newest calls from one number, newest first. */
export function callsFromPhone(
  context: Pick<CoreContext, 'db' | 'county'>,
  phone: string,
  limit: number,
): FurtherCall[] {
  const { phoneAreaCode } = context.county.county
  const key = phoneKey(phone, phoneAreaCode)
  const incidents = [...incidentsOfPhone(context, phone)]
  if (key === undefined || incidents.length === 0) return []
  return context.db.tables
    .select()
    .from(callTable)
    .where(inArray(callTable.incident, incidents))
    .all()
    .filter(({ contact }) => contact !== null && phonesIn(contact, phoneAreaCode).includes(key))
    .toSorted((one, other) => other.at - one.at)
    .slice(0, limit)
    .map(shown)
}

/** The incident that a telephone call was registered as or added to. */
export function incidentOfPhoneCall(db: Database, phoneCall: string): string | undefined {
  return db.tables
    .select({ incident: callTable.incident })
    .from(callTable)
    .where(and(eq(callTable.phoneCall, phoneCall)))
    .get()?.incident
}
