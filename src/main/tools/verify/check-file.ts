/** The file below the tables: its header (sqlite.org/fileformat2.html §1.3), pages and schema. */
import { closeSync, openSync, readSync } from 'node:fs'
import type { Database } from '../../../core/kernel/database.ts'
import type { Finding } from './finding.ts'

interface HeaderField {
  readonly name: string
  readonly at: number
  readonly bytes: number
  readonly wanted: readonly number[]
}

/** Fields with one right value in every file this program writes; 2 is write-ahead logging. */
const headerFields: readonly HeaderField[] = [
  { name: 'page size', at: 16, bytes: 2, wanted: [4096] },
  { name: 'write version', at: 18, bytes: 1, wanted: [1, 2] },
  { name: 'read version', at: 19, bytes: 1, wanted: [1, 2] },
  { name: 'reserved space', at: 20, bytes: 1, wanted: [0] },
  { name: 'maximum payload fraction', at: 21, bytes: 1, wanted: [64] },
  { name: 'minimum payload fraction', at: 22, bytes: 1, wanted: [32] },
  { name: 'leaf payload fraction', at: 23, bytes: 1, wanted: [32] },
  { name: 'schema format', at: 44, bytes: 4, wanted: [4] },
  { name: 'largest root page', at: 52, bytes: 4, wanted: [0] },
  { name: 'text encoding', at: 56, bytes: 4, wanted: [1] },
  { name: 'incremental vacuum', at: 64, bytes: 4, wanted: [0] },
  { name: 'application id', at: 68, bytes: 4, wanted: [0] },
]

export function checkHeader(path: string): Finding[] {
  const header = Buffer.alloc(100)
  const handle = openSync(path, 'r')
  try {
    readSync(handle, header, 0, 100, 0)
  } finally {
    closeSync(handle)
  }
  const findings: Finding[] = []
  if (header.toString('latin1', 0, 16) !== 'SQLite format 3\0') {
    findings.push({ area: 'page', detail: 'header: not an SQLite file' })
  }
  for (const { name, at, bytes, wanted } of headerFields) {
    const value = header.readUIntBE(at, bytes)
    if (!wanted.includes(value))
      findings.push({ area: 'page', detail: `header: ${name} is ${value}` })
  }
  if (header.subarray(72, 92).some((byte) => byte !== 0)) {
    findings.push({ area: 'page', detail: 'header: reserved bytes are not zero' })
  }
  return findings
}

/** SQLite's own check of pages, tables, indexes and full-text structure. */
export function checkPages(db: Database): Finding[] {
  return db
    .prepare<{ integrity_check: string }>('pragma integrity_check(20)')
    .all()
    .filter((row) => row.integrity_check !== 'ok')
    .map((row) => ({ area: 'page', detail: row.integrity_check.trim() }))
}

interface SchemaRow {
  readonly type: string
  readonly name: string
  readonly tbl_name: string
  readonly sql: string | null
}

function schemaOf(db: Database): Map<string, string> {
  const rows = db.prepare<SchemaRow>('select type, name, tbl_name, sql from sqlite_schema').all()
  return new Map(
    rows.map((row) => [`${row.type} ${row.name}`, `${row.tbl_name}: ${row.sql ?? ''}`]),
  )
}

/** `reference` is a database in which this program has just made the same tables. */
export function checkSchema(db: Database, reference: Database): Finding[] {
  const found = schemaOf(db)
  const wanted = schemaOf(reference)
  const findings: Finding[] = []
  for (const [name, sql] of wanted) {
    const present = found.get(name)
    if (present === sql) continue
    findings.push({
      area: 'page',
      detail: present === undefined ? `schema: ${name} is missing` : `schema: ${name} differs`,
    })
  }
  for (const name of found.keys()) {
    if (!wanted.has(name)) findings.push({ area: 'page', detail: `schema: ${name} is unknown` })
  }
  const version = (each: Database) =>
    each.prepare<{ user_version: number }>('pragma user_version').get()?.user_version
  if (version(db) !== version(reference))
    findings.push({ area: 'page', detail: 'schema: version differs' })
  return findings
}
