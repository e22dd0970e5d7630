/** Digests of projections: equal on two consoles that hold the same facts. */
import { getTableConfig } from 'drizzle-orm/sqlite-core'
import type { Database, SqlValue } from '../kernel/database.ts'
import type { Crypto } from '../kernel/world.ts'
import { encodeCanonical } from './envelope.ts'
import type { Projection } from './registry.ts'

const rowsPerBlock = 256

interface ComparableTable {
  readonly name: string
  /** Without the columns that tell how the facts arrived. */
  readonly columns: readonly string[]
  /** The primary key, or all columns where the table has none. */
  readonly order: readonly string[]
}

function comparableTables(projection: Projection): ComparableTable[] {
  const ignored = new Set(projection.arrivalColumns)
  return projection.tables.map((table) => {
    const config = getTableConfig(table)
    const names = config.columns.map((column) => column.name)
    const single = config.columns.filter((column) => column.primary).map((column) => column.name)
    const composite = config.primaryKeys.flatMap((key) => key.columns.map((column) => column.name))
    const key = [...single, ...composite]
    const columns = names.filter((name) => !ignored.has(name))
    const keyIsComparable = key.length > 0 && key.every((name) => !ignored.has(name))
    return { name: config.name, columns, order: keyIsComparable ? key : columns }
  })
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name.replaceAll('"', '""')}"`).join(', ')
}

/** One digest over all rows of a projection's tables, whatever their rowids and arrival columns. */
export function projectionDigest(db: Database, crypto: Crypto, projection: Projection): Uint8Array {
  let digest = crypto.sha256(encodeCanonical([projection.name]))
  for (const { name, columns, order } of comparableTables(projection)) {
    const rows = db.prepare<Record<string, SqlValue>>(
      `select ${quoted(columns)} from ${quoted([name])} order by ${quoted(order)}`,
      { bigints: true },
    )
    let block: unknown[] = [name]
    for (const row of rows.iterate()) {
      block.push(columns.map((column) => row[column]))
      if (block.length < rowsPerBlock) continue
      digest = crypto.sha256(digest, encodeCanonical(block))
      block = []
    }
    digest = crypto.sha256(digest, encodeCanonical(block))
  }
  return digest
}
