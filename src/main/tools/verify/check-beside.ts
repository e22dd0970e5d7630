/** What lies beside the database: attachments named by facts, and the segments. */
import { existsSync } from 'node:fs'
import { DatabaseError, type Database } from '../../../core/kernel/database.ts'
import { sameBytes } from '../../../core/oplog/envelope.ts'
import { openAttachments } from '../../adapters/data-folder/attachments.ts'
import type { FolderPaths } from '../../adapters/data-folder/layout.ts'
import { readSegments } from '../../adapters/data-folder/segment-files.ts'
import { openDatabase } from '../../adapters/sqlite.ts'
import type { Finding } from './finding.ts'
import { namedAttachments } from './named-attachments.ts'

/** Every stored file against its name, and every attachment an op names against the files. */
export function checkAttachments(paths: FolderPaths): {
  readonly count: number
  readonly findings: readonly Finding[]
} {
  const attachments = openAttachments(paths)
  const stored = attachments.list()
  const rescue = (sha256: string): string =>
    attachments.read(sha256) === undefined ? 'no good copy' : 'the second disk has a good copy'
  const damaged = stored
    .filter((sha256) => attachments.check(sha256) !== 'good')
    .map((sha256): Finding => ({
      area: 'attachment',
      detail: `${sha256} is damaged; ${rescue(sha256)}`,
    }))
  const held = new Set(stored)
  const missing = readingLog(paths, (db) =>
    [...namedAttachments(db)]
      .filter(({ sha256 }) => !held.has(sha256))
      .map(({ op, sha256 }): Finding => ({
        area: 'attachment',
        op: `${op.origin}:${op.seq}`,
        detail: `names ${sha256}, which is missing; ${rescue(sha256)}`,
      })),
  )
  return { count: stored.length, findings: [...damaged, ...(missing ?? [])] }
}

interface SegmentVerdict {
  readonly ops: number
  readonly findings: readonly Finding[]
  readonly warnings: readonly string[]
}

/** Every segment against its seal, and every op in it against the log. */
export function checkSegments(paths: FolderPaths): SegmentVerdict {
  if (!existsSync(paths.segments)) return { ops: 0, findings: [], warnings: ['no segments here'] }
  const findings: Finding[] = []
  const warnings: string[] = []
  let ops = 0
  const read = (log: Database | undefined): void => {
    const ofLog = log?.prepare<{ bytes: Uint8Array }>(
      'select bytes from op where origin = ? and seq = ?',
    )
    const segments = readSegments(paths.segments, ({ file, fault, atByte }) => {
      // What a power cut leaves behind; the next start writes the op again.
      if (fault === 'torn-tail') warnings.push(`${file} ends in a torn op at byte ${atByte}`)
      else findings.push({ area: 'segment', detail: `${file}: ${fault} at byte ${atByte}` })
    })
    for (const op of segments) {
      ops++
      if (!ofLog) continue
      const held = ofLog.get(op.origin, op.seq)?.bytes
      const name = `${op.origin}:${op.seq}`
      if (held === undefined)
        findings.push({ area: 'segment', op: name, detail: 'is in a segment and not in the log' })
      else if (!sameBytes(held, op.bytes))
        findings.push({ area: 'op', op: name, detail: 'its segment holds other bytes' })
    }
    const inLog = log?.prepare<{ n: number }>('select count(*) n from op').get()?.n ?? 0
    if (ops < inLog) warnings.push(`${inLog - ops} ops of the log are not in the segments yet`)
  }
  readingLog(paths, read)
  return { ops, findings, warnings }
}

function openReadable(path: string): Database | undefined {
  try {
    return openDatabase(path, { synchronous: 'FULL', readonly: true })
  } catch (error) {
    if (error instanceof DatabaseError) return undefined
    throw error
  }
}

/** `undefined` when the log cannot be read: that is told by the check of the database itself. */
function readingLog<T>(paths: FolderPaths, use: (db: Database) => T): T | undefined {
  const db = openReadable(paths.console)
  try {
    return db && use(db)
  } catch (error) {
    if (error instanceof DatabaseError) return undefined
    throw error
  } finally {
    db?.close()
  }
}
