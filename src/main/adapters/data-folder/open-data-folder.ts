/**
 * Opens everything a console keeps: takes the folder, looks at every file before it is used,
 * sets damaged ones aside and brings their content back. What happened is a value for the
 * screen; only our own mistakes throw.
 */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseError, type Database } from '../../../core/kernel/database.ts'
import type { World } from '../../../core/kernel/world.ts'
import { openDatabase } from '../sqlite.ts'
import { assessConsole } from './assess.ts'
import { openAttachments } from './attachments.ts'
import { clearUnfinished } from './backups.ts'
import { judgeClock } from './clock-check.ts'
import {
  defaultLowSpaceBytes,
  startFolder,
  type DataFolder,
  type FolderOptions,
} from './data-folder.ts'
import { errorCode, freeBytes } from './durable-file.ts'
import { newestStamp } from './held-ops.ts'
import { folderPaths, type FolderPaths } from './layout.ts'
import { lockFolder, type FolderLock } from './lock.ts'
import type { LogPort } from './log-port.ts'
import { openSmallDatabases, type SmallDatabases } from './small-databases.ts'
import { FolderRefused, type FolderNotice, type FolderRefusal } from './outcome.ts'
import { recordKeysIn } from './record-keys.ts'
import { openReserve, type Reserve } from './reserve.ts'
import { restoreConsole } from './restore.ts'
import { markSuspicion } from './suspicion.ts'
import { findSecondDisk } from './second-disk.ts'
import { openSegments } from './segments.ts'
import { openWitness } from './witness.ts'

export interface OpenFolderOptions extends FolderOptions {
  readonly world: World
  readonly port: LogPort
  /** A folder on another disk; must exist. */
  readonly secondDisk?: string | undefined
  readonly reserveBytes?: number | undefined
  /** Newest `user_version` of `local.sqlite` that this program writes. */
  readonly localVersion?: number | undefined
}

export type OpenFolderOutcome =
  | {
      readonly kind: 'opened'
      readonly folder: DataFolder
      readonly notices: readonly FolderNotice[]
    }
  | { readonly kind: 'refused'; readonly refusal: FolderRefusal }

/** Below this the first commit may already fail; the reserve is released before it. */
const tightBytes = 4 * 1024 * 1024
const fullBytes = 256 * 1024

/** @throws only for our own mistakes. */
export function openDataFolder(root: string, options: OpenFolderOptions): OpenFolderOutcome {
  let lock: FolderLock | undefined
  try {
    mkdirSync(root, { recursive: true })
    const second = findSecondDisk(root, options.secondDisk)
    const paths = folderPaths(
      root,
      second.kind === 'good' || second.kind === 'same-disk' ? second.path : undefined,
    )
    const taken = lockFolder(paths, options.world.clock.nowMs())
    if (taken.kind === 'taken') return { kind: 'refused', refusal: taken }
    lock = taken.lock
    const notices: FolderNotice[] = []
    if (taken.left) notices.push({ kind: 'stopped-unexpectedly', holder: taken.left })
    if (second.kind === 'none') notices.push({ kind: 'no-second-disk' })
    if (second.kind === 'missing') notices.push({ kind: 'second-disk-missing', path: second.path })
    if (second.kind === 'same-disk')
      notices.push({ kind: 'second-disk-is-same-disk', path: second.path })
    return { kind: 'opened', folder: openHeld(paths, lock, options, notices), notices }
  } catch (error) {
    lock?.release()
    return { kind: 'refused', refusal: refusalOf(error, root) }
  }
}

function refusalOf(error: unknown, root: string): FolderRefusal {
  if (error instanceof FolderRefused) return error.refusal
  const reason = error instanceof DatabaseError ? error.reason : undefined
  const code = errorCode(error)
  const fileSystem = code !== '' && reason === undefined
  const where = nearestExisting(root)
  // The log throws when its first op is refused; the disk tells why.
  const full = reason === 'full' || code === 'ENOSPC' || freeBytes(where) < fullBytes
  if (full) return { kind: 'no-space', freeBytes: freeBytes(where) }
  const noWriting = reason === 'read-only' || ['EROFS', 'EACCES', 'EPERM'].includes(code)
  // SQLite and `mkdir` do not say why they cannot make a file.
  if (noWriting || ((reason === 'io' || fileSystem) && refusesFiles(where)))
    return { kind: 'read-only', path: root }
  if (reason === 'io' || reason === 'busy' || reason === 'corrupt')
    return { kind: 'not-usable', path: root, code: reason }
  if (fileSystem) return { kind: 'not-usable', path: root, code }
  throw error
}

function nearestExisting(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestExisting(dirname(path))
}

function refusesFiles(dir: string): boolean {
  const probe = join(dir, `probe.${process.pid}.part`)
  try {
    writeFileSync(probe, '')
    rmSync(probe)
    return false
  } catch (error) {
    return ['EROFS', 'EACCES', 'EPERM'].includes(errorCode(error))
  }
}

function openHeld(
  paths: FolderPaths,
  lock: FolderLock,
  options: OpenFolderOptions,
  notices: FolderNotice[],
): DataFolder {
  for (const dir of [paths.attachments, paths.segments, paths.backups, paths.logs])
    mkdirSync(dir, { recursive: true })
  clearUnfinished(paths.backups)
  const reserve = openReserve(paths.reserve, options.reserveBytes)
  const free = freeBytes(paths.root)
  if (free < tightBytes && reserve.release()) notices.push({ kind: 'reserve-released' })
  if (free < (options.lowSpaceBytes ?? defaultLowSpaceBytes))
    notices.push({ kind: 'low-space', freeBytes: free })
  const small = openSmallDatabases(paths, options, notices)
  const attempt = (): DataFolder => openConsole({ paths, lock, options, reserve, small, notices })
  try {
    try {
      return attempt()
    } catch (error) {
      if (!mayBeDamage(error)) throw error
      // A start looks at little; now everything is looked at, and brought back if it is damaged.
      markSuspicion(paths, options.world.clock.nowMs(), 'start')
      if (assessConsole(paths).kind === 'usable') throw error
      return attempt()
    }
  } catch (error) {
    small.close()
    throw error
  }
}

const plainErrors = new Set<unknown>([Error, TypeError, RangeError, SyntaxError])

/** Damaged bytes show as SQLite's own error, or make some step of opening the log throw. */
function mayBeDamage(error: unknown): boolean {
  if (error instanceof DatabaseError) return error.reason === 'corrupt'
  return error instanceof Error && errorCode(error) === '' && plainErrors.has(error.constructor)
}

interface Opening {
  readonly paths: FolderPaths
  readonly lock: FolderLock
  readonly options: OpenFolderOptions
  readonly reserve: Reserve
  readonly small: SmallDatabases
  readonly notices: FolderNotice[]
}

function openConsole(opening: Opening): DataFolder {
  const { paths, options, small, notices } = opening
  prepareConsole(paths, options, small, notices)
  const db = openDatabase(paths.console, { synchronous: 'FULL' })
  try {
    noteClock(db, options, notices)
    return assemble(opening, db)
  } catch (error) {
    db.close()
    throw error
  }
}

/** After this the console's file is absent or usable. */
function prepareConsole(
  paths: FolderPaths,
  options: OpenFolderOptions,
  small: SmallDatabases,
  notices: FolderNotice[],
): void {
  const found = assessConsole(paths)
  switch (found.kind) {
    case 'absent':
      notices.push({ kind: 'created' })
      return
    case 'usable':
      break
    case 'newer':
      throw new FolderRefused({
        kind: 'newer-version',
        file: 'console',
        found: found.found,
        known: found.known,
      })
    case 'damaged': {
      const around = { local: small.local, recordKeys: recordKeysIn(small.keys) }
      const open = (db: Database) => options.port.open(db, { ...around, reason: 'restored' })
      const report = restoreConsole(paths, open, options.world.clock.nowMs())
      notices.push({ kind: 'restored', why: found.fault, report })
    }
  }
  rmSync(paths.suspicion, { force: true })
}

function noteClock(db: Database, options: OpenFolderOptions, notices: FolderNotice[]): void {
  const now = options.world.clock.nowMs()
  const empty = notices.some((notice) => notice.kind === 'created')
  const verdict = judgeClock(now, empty ? undefined : newestStamp(db))
  const told = notices.some((notice) => notice.kind === 'clock')
  if (verdict.kind !== 'plausible' && !told) notices.push({ kind: 'clock', verdict })
}

function assemble({ paths, lock, options, reserve, small }: Opening, db: Database): DataFolder {
  const { world, port } = options
  const recordKeys = recordKeysIn(small.keys)
  const log = port.open(db, { reason: 'start', local: small.local, recordKeys })
  const segments = openSegments(
    paths.segments,
    { timers: world.timers, nowMs: () => world.clock.nowMs() },
    options.segments,
  )
  const witness = openWitness(paths.witness, world.timers)
  const attachments = openAttachments(paths, options.attachmentLimitBytes)
  return startFolder({
    paths,
    lock,
    options,
    world,
    reserve,
    small,
    db,
    log,
    recordKeys,
    segments,
    witness,
    attachments,
  })
}
