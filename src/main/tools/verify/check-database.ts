/** Everything `verify` can prove about one console database. */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseError, type Database } from '../../../core/kernel/database.ts'
import type { Crypto } from '../../../core/kernel/world.ts'
import { migrateLog } from '../../../core/oplog/schema.ts'
import { rebuildInto, rebuildProjections } from '../../../core/oplog/project.ts'
import { readerOf, type Registry } from '../console-registry.ts'
import { openDatabase } from '../../adapters/sqlite.ts'
import { checkHeader, checkPages, checkSchema } from './check-file.ts'
import {
  checkCheckpointRows,
  checkMeta,
  checkOps,
  checkOrigins,
  checkQuarantine,
  checkSideRows,
} from './check-log.ts'
import { checkFullText, checkTables } from './check-projections.ts'
import { checkHandovers } from './check-handovers.ts'
import { guarded, type Finding } from './finding.ts'

export interface DatabaseVerdict {
  readonly ops: number
  readonly origins: number
  readonly islands: number
  readonly checkpoints: number
  readonly forks: number
  /** Closed handovers whose sheets were proved. */
  readonly handovers: number
  /** In the order of reading: the first is the first bad thing. */
  readonly findings: readonly Finding[]
}

function withMemory<T>(use: (db: Database) => T): T {
  const db = openDatabase(':memory:', { synchronous: 'FULL' })
  try {
    return use(db)
  } finally {
    db.close()
  }
}

/** Up to here a second set of tables fits into memory without a thought. */
const inMemoryBytes = 200_000_000

/** Where the tables made anew lie: a large log's would not fit into memory. */
function withScratch<T>(size: number, use: (db: Database) => T): T {
  if (size <= inMemoryBytes) return withMemory(use)
  const dir = mkdtempSync(join(tmpdir(), 'verify-'))
  try {
    const db = openDatabase(join(dir, 'rebuilt.sqlite'), { synchronous: 'NORMAL' })
    try {
      return use(db)
    } finally {
      db.close()
    }
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

/**
 * Reads the file at `path` and changes nothing. The registry must be that of the program that
 * wrote it last, else its projections are told as different.
 * @throws the file system's error when there is no such file.
 */
export function checkDatabase(path: string, crypto: Crypto, registry: Registry): DatabaseVerdict {
  const findings: Finding[] = [...checkHeader(path)]
  let verdict: Omit<DatabaseVerdict, 'findings'> = {
    ops: 0,
    origins: 0,
    islands: 0,
    checkpoints: 0,
    forks: 0,
    handovers: 0,
  }
  try {
    const db = openDatabase(path, { synchronous: 'FULL', readonly: true })
    try {
      verdict = checkOpen(db, crypto, registry, { findings, size: statSync(path).size })
    } finally {
      db.close()
    }
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    findings.push({
      area: 'page',
      detail: error.cause instanceof Error ? error.cause.message : error.message,
    })
  }
  return { ...verdict, findings }
}

interface Checking {
  readonly findings: Finding[]
  /** Of the file, in bytes. */
  readonly size: number
}

function checkOpen(
  db: Database,
  crypto: Crypto,
  registry: Registry,
  { findings, size }: Checking,
): Omit<DatabaseVerdict, 'findings'> {
  const { projections } = registry
  const reader = readerOf(registry)
  let counts: Omit<DatabaseVerdict, 'findings'> = {
    ops: 0,
    origins: 0,
    islands: 0,
    checkpoints: 0,
    forks: 0,
    handovers: 0,
  }
  const add = (found: readonly Finding[]) => void findings.push(...found)
  add(guarded('page', 'pages', () => checkPages(db)))
  const ops = guarded('op', 'ops', () => {
    const { report, findings: found } = checkOps(db, crypto)
    const { ops: read, origins, islands, checkpoints, forks } = report
    counts = { ...counts, ops: read, origins, islands, checkpoints, forks }
    return found
  })
  add(ops)
  withMemory((reference) => {
    migrateLog(reference)
    rebuildProjections(reference, reader, projections)
    add(guarded('page', 'schema', () => checkSchema(db, reference)))
    add(guarded('column', 'meta', () => checkMeta(db, reference)))
  })
  add(guarded('column', 'origins', () => withMemory((empty) => checkOrigins(db, empty, crypto))))
  add(guarded('column', 'checkpoints', () => checkCheckpointRows(db)))
  add(guarded('column', 'side rows', () => checkSideRows(db, reader)))
  add(guarded('column', 'quarantine', () => checkQuarantine(db, crypto)))
  add(
    guarded('projection', 'projections', () =>
      withScratch(size, (rebuilt) => {
        rebuildInto(db, rebuilt, reader, projections)
        return [
          ...guarded('projection', 'tables', () => checkTables(db, rebuilt, projections)),
          ...guarded('projection', 'search', () => checkFullText(db, rebuilt)),
        ]
      }),
    ),
  )
  add(
    guarded('handover', 'handovers', () => {
      const { count, findings: found } = checkHandovers(db, crypto)
      counts = { ...counts, handovers: count }
      return found
    }),
  )
  return counts
}
