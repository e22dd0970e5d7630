/** What the simulated consoles write: fields, dangerous fields, log entries with amendments. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { z } from 'zod'
import { resolveCell, type CellResolution, type CellWrite } from '../../src/core/oplog/cell.ts'
import { factKind, type FactKind, type Projection } from '../../src/core/oplog/registry.ts'
import type { Fact } from '../../src/core/oplog/types.ts'

export type Version = 1 | 2

const fieldV1 = z.object({ value: z.number().int() })
const fieldV2 = z.object({ value: z.number().int(), note: z.string() })
const entryBody = z.object({ text: z.string() })

const fieldSet1 = factKind('field.set', 1, fieldV1)
const fieldSet2 = factKind('field.set', 2, fieldV2, {
  1: (older) => ({ ...fieldV1.parse(older), note: 'old' }),
})
const perilSet = factKind('peril.set', 1, fieldV1)
const entryWritten = factKind('entry.written', 1, entryBody)
const entryAmended = factKind('entry.amended', 1, entryBody)
/** Known to version 2 only. */
const fieldMarked = factKind('field.marked', 1, entryBody)

const fields = sqliteTable('field', {
  entity: text('entity').primaryKey(),
  value: integer('value').notNull(),
  note: text('note').notNull(),
  siblings: text('siblings').notNull(),
})
const perils = sqliteTable('peril', {
  entity: text('entity').primaryKey(),
  value: integer('value').notNull(),
  siblings: text('siblings').notNull(),
})
const entries = sqliteTable('entry', {
  entity: text('entity').primaryKey(),
  shown: text('shown').notNull(),
})
const lines = sqliteTable('line', {
  ref: text('ref').primaryKey(),
  entity: text('entity').notNull(),
})
const marks = sqliteTable('mark', {
  entity: text('entity').primaryKey(),
  marks: text('marks').notNull(),
})

/** 0 normal … 3 most dangerous. */
export const perilOf = (value: number): number => value

interface FieldValue {
  readonly value: number
  readonly note?: string
}

/** How a console decides what stands; a planted bug replaces it. */
export type Resolve = (
  writes: readonly CellWrite<FieldValue>[],
  danger: ((value: FieldValue) => number) | undefined,
) => CellResolution<FieldValue> | undefined

export const resolveWell: Resolve = (writes, danger) => resolveCell(writes, { danger })

function writesOf(facts: readonly Fact[]): CellWrite<FieldValue>[] {
  return facts.map(({ ref, hlc, base, body }) => ({ ref, hlc, base, value: body as FieldValue }))
}

function resolved(
  resolve: Resolve,
  facts: readonly Fact[],
  danger?: (value: FieldValue) => number,
) {
  const found = resolve(writesOf(facts), danger)
  if (!found) throw new Error('a fold without a write')
  return { found, siblings: JSON.stringify(found.siblings.map((write) => write.ref)) }
}

export function simKinds(version: Version): readonly FactKind[] {
  const always = [perilSet, entryWritten, entryAmended]
  return version === 1 ? [...always, fieldSet1] : [...always, fieldSet2, fieldMarked]
}

/** `resolve` stands for this console's code; the projections of version 2 know more kinds. */
export function simProjections(
  version: Version,
  resolve: Resolve = resolveWell,
): readonly Projection[] {
  const fieldProjection: Projection = {
    name: 'fields',
    version,
    tables: [fields],
    kinds: [version === 1 ? fieldSet1 : fieldSet2],
    fold(db, entity, facts) {
      const { found, siblings } = resolved(resolve, facts)
      db.prepare(
        'insert or replace into field (entity, value, note, siblings) values (?, ?, ?, ?)',
      ).run(entity, found.value.value, found.value.note ?? 'old', siblings)
    },
  }
  const perilProjection: Projection = {
    name: 'perils',
    version: 1,
    tables: [perils],
    kinds: [perilSet],
    fold(db, entity, facts) {
      const { found, siblings } = resolved(resolve, facts, (each) => perilOf(each.value))
      db.prepare('insert or replace into peril (entity, value, siblings) values (?, ?, ?)').run(
        entity,
        found.value.value,
        siblings,
      )
    },
  }
  const entryProjection: Projection = {
    name: 'entries',
    version: 1,
    tables: [entries],
    kinds: [entryWritten, entryAmended],
    fold(db, entity, facts) {
      // An amendment whose entry has not arrived yet is kept and shown as such.
      const shown = facts.map((fact) => `${fact.kind}:${(fact.body as { text: string }).text}`)
      db.prepare('insert or replace into entry (entity, shown) values (?, ?)').run(
        entity,
        shown.join('|'),
      )
    },
  }
  const lineProjection: Projection = {
    name: 'lines',
    version: 1,
    tables: [lines],
    kinds: [entryWritten],
    apply(db, { ref, entity }) {
      db.prepare('insert into line (ref, entity) values (?, ?) on conflict do nothing').run(
        `${ref.origin}/${ref.seq}`,
        entity,
      )
    },
  }
  const markProjection: Projection = {
    name: 'marks',
    version: 1,
    tables: [marks],
    kinds: [fieldMarked],
    fold(db, entity, facts) {
      const all = facts.map((fact) => (fact.body as { text: string }).text)
      db.prepare('insert or replace into mark (entity, marks) values (?, ?)').run(
        entity,
        all.join('|'),
      )
    },
  }
  const always = [fieldProjection, perilProjection, entryProjection, lineProjection]
  return version === 1 ? always : [...always, markProjection]
}
