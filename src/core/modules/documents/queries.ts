import { desc, eq, inArray } from 'drizzle-orm'
import type { Database } from '../../kernel/database.ts'
import type { CoreContext } from '../../module.ts'
import type { Printable } from './contract.ts'
import { documentKinds } from './kinds.ts'
import { keptCopyTable, paperLineTable, paperTable } from './tables.ts'

/** What the print menu offers, in the order of the list of documents. */
export function printableOf(context: CoreContext, incident: string | null): Printable[] {
  return documentKinds
    .flatMap((kind) => {
      const subjects = kind.subjects(context, incident)
      if (subjects.length === 0) return []
      const { key, number, title, formats } = kind
      return [{ kind: key, number, title, formats: [...formats], subjects: [...subjects] }]
    })
    .sort((one, other) => one.number - other.number)
}

const mostListed = 200

export function keptCopies(db: Database, incident: string | null) {
  const every = db.tables.select().from(keptCopyTable)
  const chosen = incident === null ? every : every.where(eq(keptCopyTable.incident, incident))
  return chosen
    .orderBy(desc(keptCopyTable.at), desc(keptCopyTable.id))
    .limit(mostListed)
    .all()
    .map(({ id, title, name, size, at, by }) => ({ id, title, name, size, at, by }))
}

export function keptCopy(db: Database, id: string) {
  return db.tables.select().from(keptCopyTable).where(eq(keptCopyTable.id, id)).get()
}

/** The last time a paper form of this number was typed in. */
export function enteredPaper(db: Database, form: string) {
  return db.tables
    .select()
    .from(paperTable)
    .where(eq(paperTable.form, form))
    .orderBy(desc(paperTable.at))
    .get()
}

/** Paper form and place on it of lines that were typed in from paper. */
export function paperPlaces(
  db: Database,
  entries: readonly string[],
): ReadonlyMap<string, { readonly form: string; readonly row: number }> {
  const known = db.tables
    .select()
    .from(paperLineTable)
    .where(inArray(paperLineTable.entry, [...entries]))
    .all()
  return new Map(known.map(({ entry, form, row }) => [entry, { form, row }]))
}
