/**
 * Daily copies: `backups/<UTC time>/` with the databases, made by `VACUUM INTO` (the backup
 * interface never ends while somebody writes), verified before the folder gets its name.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { DatabaseError, type Database } from '../../../core/kernel/database.ts'
import { accept, refuse, type Refusal, type Result } from '../../../core/kernel/result.ts'
import { openDatabase } from '../sqlite.ts'
import { firstChainFault } from './chain-fault.ts'
import {
  errorCode,
  freeBytes,
  hashOfFile,
  namesIn,
  syncFile,
  syncFolder,
  writeDurably,
} from './durable-file.ts'
import type { DatabaseName, FolderPaths } from './layout.ts'
import { defaultKeep, expired, type KeepRule } from './rotation.ts'

/** Live rings may be lost and are not copied. */
const copied: readonly DatabaseName[] = ['console', 'local', 'keys']

const manifestSchema = z.object({
  takenAt: z.number(),
  ops: z.number(),
  files: z.record(z.string(), z.object({ bytes: z.number(), sha256: z.string() })),
})

type Manifest = z.infer<typeof manifestSchema>

export interface Backup {
  readonly dir: string
  readonly takenAt: number
}

export interface BackupReport extends Backup {
  readonly ops: number
  readonly bytes: number
  /** How many older copies the rotation deleted. */
  readonly deleted: number
}

export type BackupRefusal =
  | Refusal<'disk-full', undefined>
  /** The source or its copy is damaged; `fault` says what was found. */
  | Refusal<'damaged', { readonly fault: string }>
  | Refusal<'not-written', { readonly code: string }>

/** `2026-04-05T06-02-30-000Z`: sorts by time and is a file name everywhere. */
function nameOf(ms: number): string {
  return new Date(ms).toISOString().replaceAll(/[:.]/g, '-')
}

function timeOf(name: string): number | undefined {
  const parts = /^(\d{4,6}-\d\d-\d\dT\d\d)-(\d\d)-(\d\d)-(\d{3})Z$/.exec(name)
  return parts ? Date.parse(`${parts[1]}:${parts[2]}:${parts[3]}.${parts[4]}Z`) : undefined
}

/** Finished copies, newest first. */
export function listBackups(...dirs: readonly string[]): readonly Backup[] {
  const found: Backup[] = []
  for (const dir of dirs) {
    for (const name of namesIn(dir)) {
      const takenAt = timeOf(name)
      if (takenAt !== undefined) found.push({ dir: join(dir, name), takenAt })
    }
  }
  return found.sort((a, b) => b.takenAt - a.takenAt)
}

/** The first complaint of SQLite's own check; `undefined` when there is none. */
export function pageFault(
  db: Database,
  check: 'quick_check' | 'integrity_check',
): string | undefined {
  const row = db.prepare(`pragma ${check}(1)`).get()
  const verdict = row === undefined ? 'no answer' : String(Object.values(row)[0])
  return verdict === 'ok' ? undefined : verdict
}

function copyDatabase(from: string, to: string): void {
  const source = openDatabase(from, { synchronous: 'FULL', readonly: true })
  try {
    source.prepare('vacuum into ?').run(to)
  } finally {
    source.close()
  }
  syncFile(to)
}

function examine(path: string, isLog: boolean): { fault: string | undefined; ops: number } {
  const db = openDatabase(path, { synchronous: 'FULL', readonly: true })
  try {
    const fault = pageFault(db, 'quick_check') ?? (isLog ? firstChainFault(db) : undefined)
    if (fault !== undefined || !isLog) return { fault, ops: 0 }
    return { fault, ops: db.prepare<{ n: number }>('select count(*) n from op').get()?.n ?? 0 }
  } finally {
    db.close()
  }
}

function copyAll(
  paths: FolderPaths,
  dir: string,
  takenAt: number,
): Result<Manifest, BackupRefusal> {
  const files: Manifest['files'] = {}
  let ops = 0
  for (const name of copied.filter((each) => existsSync(paths[each]))) {
    const target = join(dir, basename(paths[name]))
    copyDatabase(paths[name], target)
    const found = examine(target, name === 'console')
    if (found.fault !== undefined) return refuse('damaged', { fault: `${name}: ${found.fault}` })
    ops += found.ops
    files[basename(target)] = { bytes: statSync(target).size, sha256: hashOfFile(target) }
  }
  return accept({ takenAt, ops, files })
}

function refusalOf(error: unknown): BackupRefusal {
  if (error instanceof DatabaseError) {
    if (error.reason === 'full') return refuse('disk-full', undefined)
    if (error.reason === 'corrupt') return refuse('damaged', { fault: String(error.cause) })
    return refuse('not-written', { code: error.reason })
  }
  const code = errorCode(error)
  if (code === 'ENOSPC') return refuse('disk-full', undefined)
  if (code !== '') return refuse('not-written', { code })
  throw error
}

export interface BackupRule {
  readonly keep?: KeepRule | undefined
  /** What a copy must leave free: copies never fill the disk that the log needs. */
  readonly leaveFreeBytes?: number | undefined
}

const defaultLeaveFreeBytes = 2_000_000_000

function sizeToCopy(paths: FolderPaths): number {
  return copied.reduce(
    (sum, name) => sum + (existsSync(paths[name]) ? statSync(paths[name]).size : 0),
    0,
  )
}

/**
 * Copies the databases of a folder that may be in use, verifies the copies and lets old ones
 * go. Blocks while it works: call it from a worker or a tool.
 */
export function takeBackup(
  paths: FolderPaths,
  nowMs: number,
  rule: BackupRule = {},
): Result<BackupReport, BackupRefusal> {
  const dir = join(paths.backups, nameOf(nowMs))
  const part = `${dir}.part`
  try {
    mkdirSync(part, { recursive: true })
    const left = freeBytes(paths.backups) - sizeToCopy(paths)
    if (left < (rule.leaveFreeBytes ?? defaultLeaveFreeBytes)) {
      rmSync(part, { recursive: true, force: true })
      return refuse('disk-full', undefined)
    }
    const made = copyAll(paths, part, nowMs)
    if (!made.ok) {
      rmSync(part, { recursive: true, force: true })
      return made
    }
    writeDurably(join(part, 'manifest.json'), Buffer.from(JSON.stringify(made.value)))
    renameSync(part, dir)
    syncFolder(paths.backups)
    const bytes = Object.values(made.value.files).reduce((sum, file) => sum + file.bytes, 0)
    return accept({
      dir,
      takenAt: nowMs,
      ops: made.value.ops,
      bytes,
      deleted: rotate(paths.backups, rule.keep ?? defaultKeep),
    })
  } catch (error) {
    rmSync(part, { recursive: true, force: true })
    return refusalOf(error)
  }
}

function rotate(dir: string, keep: KeepRule): number {
  const old = new Set(
    expired(
      listBackups(dir).map((backup) => backup.takenAt),
      keep,
    ),
  )
  const gone = listBackups(dir).filter((backup) => old.has(backup.takenAt))
  for (const backup of gone) rmSync(backup.dir, { recursive: true, force: true })
  return gone.length
}

function readManifest(dir: string): Manifest | undefined {
  try {
    const parsed = manifestSchema.safeParse(
      JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8')),
    )
    return parsed.success ? parsed.data : undefined
  } catch (error) {
    // No manifest, or a torn one: not a copy to restore from. Its folder stays for a person.
    if (errorCode(error) !== '' || error instanceof SyntaxError) return undefined
    throw error
  }
}

/** One file of a copy, when it is still what was verified; else `undefined`. */
function goodCopyOf(backup: Backup, file: string): { path: string; ops: number } | undefined {
  const manifest = readManifest(backup.dir)
  const wanted = manifest?.files[file]
  const path = join(backup.dir, file)
  if (manifest === undefined || wanted === undefined || !existsSync(path)) return undefined
  return hashOfFile(path) === wanted.sha256 ? { path, ops: manifest.ops } : undefined
}

/** The newest copy of a file that is still good, and how many newer ones were not. */
export function newestGoodCopy(
  dirs: readonly string[],
  file: string,
): { path: string; takenAt: number; ops: number; bad: number } | undefined {
  let bad = 0
  for (const backup of listBackups(...dirs)) {
    const copy = goodCopyOf(backup, file)
    if (copy) return { ...copy, takenAt: backup.takenAt, bad }
    bad++
  }
  return undefined
}

/** Unfinished copies of an earlier run. */
export function clearUnfinished(dir: string): void {
  for (const name of namesIn(dir).filter((each) => each.endsWith('.part'))) {
    rmSync(join(dir, name), { recursive: true, force: true })
  }
}
