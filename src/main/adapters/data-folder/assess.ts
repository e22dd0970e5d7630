/** Looks at one database file before it is used. */
import { existsSync, statSync } from 'node:fs'
import { DatabaseError } from '../../../core/kernel/database.ts'
import { migrateLog } from '../../../core/oplog/schema.ts'
import { openDatabase } from '../sqlite.ts'
import { pageFault } from './backups.ts'
import type { FolderPaths } from './layout.ts'
import { firstChainFault } from './chain-fault.ts'
import { segmentsIn } from './segment-files.ts'
import { readWitness } from './witness.ts'

export type Assessment =
  | { readonly kind: 'absent' }
  | { readonly kind: 'usable' }
  | { readonly kind: 'damaged'; readonly fault: string }
  | { readonly kind: 'newer'; readonly found: number; readonly known: number }

/** Up to here a check of all pages fits into a start that must take little more than a second. */
const checkedAtStartBytes = 64 * 1024 * 1024

let logSchema: number | undefined

/** The newest schema of the log this program knows. */
function knownLogSchema(): number {
  if (logSchema !== undefined) return logSchema
  const db = openDatabase(':memory:', { synchronous: 'FULL' })
  try {
    migrateLog(db)
    logSchema = db.prepare<{ user_version: number }>('pragma user_version').get()?.user_version ?? 0
  } finally {
    db.close()
  }
  return logSchema
}

function examine(path: string, everything: boolean, known: number | undefined): Assessment {
  const db = openDatabase(path, { synchronous: 'FULL' })
  try {
    const found =
      db.prepare<{ user_version: number }>('pragma user_version').get()?.user_version ?? 0
    if (known !== undefined && found > known) return { kind: 'newer', found, known }
    const small = statSync(path).size <= checkedAtStartBytes
    const fault =
      everything || small
        ? pageFault(db, everything ? 'integrity_check' : 'quick_check')
        : undefined
    if (fault !== undefined) return { kind: 'damaged', fault }
    const broken = everything && found > 0 ? firstChainFault(db) : undefined
    return broken === undefined ? { kind: 'usable' } : { kind: 'damaged', fault: broken }
  } finally {
    db.close()
  }
}

function classified(look: () => Assessment): Assessment {
  try {
    return look()
  } catch (error) {
    if (error instanceof DatabaseError && error.reason === 'corrupt') {
      return {
        kind: 'damaged',
        fault: error.cause instanceof Error ? error.cause.message : 'corrupt',
      }
    }
    throw error
  }
}

/**
 * `everything` reads every page and follows every chain; `quick` does what a start has time for,
 * unless damage was met at run time.
 * A log that is absent though segments or the witness tell of one is damage, not a first start.
 */
export function assessConsole(
  paths: FolderPaths,
  depth: 'quick' | 'everything' = 'quick',
): Assessment {
  if (!existsSync(paths.console) || statSync(paths.console).size === 0) {
    const expected =
      readWitness(paths.witness) !== undefined ||
      paths.segmentFolders.some((folder) => segmentsIn(folder).length > 0)
    return expected
      ? { kind: 'damaged', fault: 'the file is missing or empty' }
      : { kind: 'absent' }
  }
  const everything = depth === 'everything' || existsSync(paths.suspicion)
  return classified(() => examine(paths.console, everything, knownLogSchema()))
}

/** `known` is the newest `user_version` this program writes; left out where it has none. */
export function assessOther(path: string, known?: number): Assessment {
  if (!existsSync(path)) return { kind: 'absent' }
  return classified(() => examine(path, false, known))
}
