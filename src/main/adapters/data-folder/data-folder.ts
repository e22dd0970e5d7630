/** An opened data folder: its databases, its log, and the watch over disk, reserve and copies. */
import type { Database } from '../../../core/kernel/database.ts'
import type { Result } from '../../../core/kernel/result.ts'
import type { CancelTimer, EpochMs, World } from '../../../core/kernel/world.ts'
import type { ConsoleLog } from '../../../core/oplog/log.ts'
import type { RecordKeys } from '../../../core/oplog/record-keys.ts'
import type { Attachments } from './attachments.ts'
import { backUpInThread } from './backup-thread.ts'
import { checkpointInThread, type Checkpoints } from './checkpoint-thread.ts'
import { listBackups, type BackupRefusal, type BackupReport } from './backups.ts'
import { errorCode, freeBytes } from './durable-file.ts'
import { originsIn } from './held-ops.ts'
import { markSuspicion } from './suspicion.ts'
import type { FolderPaths } from './layout.ts'
import type { FolderLock } from './lock.ts'
import type { Reserve, ReserveState } from './reserve.ts'
import type { SegmentHealth, SegmentOptions, Segments } from './segments.ts'
import type { SmallDatabases } from './small-databases.ts'
import { withReserve } from './with-reserve.ts'
import type { Witness } from './witness.ts'

export interface FolderOptions {
  readonly attachmentLimitBytes?: number | undefined
  /** Below this an alarm rises; default 2 GB. */
  readonly lowSpaceBytes?: number | undefined
  readonly watchEveryMs?: number | undefined
  /** 0 switches the copies off (tests, tools). Default: hourly. */
  readonly backupEveryMs?: number | undefined
  /** From the start to the first copy; a start has other things to do. Default: 5 minutes. */
  readonly backupAfterMs?: number | undefined
  readonly segments?: SegmentOptions | undefined
}

interface FolderHealth {
  readonly freeBytes: number
  readonly lowSpace: boolean
  readonly reserve: ReserveState
  readonly secondDisk: { readonly kind: 'absent' } | SegmentHealth
  /** `undefined` while this run has made none. */
  readonly lastBackup:
    | { readonly at: EpochMs; readonly refused?: BackupRefusal['code'] | undefined }
    | undefined
  /** Damage was met at run time: nothing is recorded any more; the next start repairs. */
  readonly damaged: boolean
}

export interface DataFolder {
  readonly paths: FolderPaths
  readonly db: Database
  readonly local: Database
  readonly live: Database
  /** With the reserve behind it. */
  readonly log: ConsoleLog
  readonly recordKeys: RecordKeys
  readonly attachments: Attachments
  health(): FolderHealth
  /** Called when the health changed. Returns the way out. */
  onHealth(listener: (health: FolderHealth) => void): () => void
  backUp(): Promise<Result<BackupReport, BackupRefusal>>
  /** Seals the segments, closes the databases, releases the folder. May be called twice. */
  close(): void
}

export interface FolderParts {
  readonly paths: FolderPaths
  readonly lock: FolderLock
  readonly options: FolderOptions
  readonly world: World
  readonly reserve: Reserve
  readonly small: SmallDatabases
  readonly db: Database
  readonly log: ConsoleLog
  readonly recordKeys: RecordKeys
  readonly segments: Segments
  readonly witness: Witness
  readonly attachments: Attachments
}

export const defaultLowSpaceBytes = 2_000_000_000
const defaultWatchMs = 10_000
const hourMs = 3_600_000
const firstBackupMs = 5 * 60_000

/** A disk that is gone has nothing free. */
function freeOn(root: string): number {
  try {
    return freeBytes(root)
  } catch (error) {
    if (errorCode(error) === '') throw error
    return 0
  }
}

export function startFolder(parts: FolderParts): DataFolder {
  return new OpenFolder(parts)
}

class OpenFolder implements DataFolder {
  readonly paths: FolderPaths
  readonly db: Database
  readonly local: Database
  readonly live: Database
  readonly log: ConsoleLog
  readonly recordKeys: RecordKeys
  readonly attachments: Attachments
  readonly #parts: FolderParts
  readonly #listeners = new Set<(health: FolderHealth) => void>()
  readonly #checkpoints: Checkpoints
  #told = ''
  #damaged = false
  #lastBackup: FolderHealth['lastBackup']
  #backingUp: Promise<Result<BackupReport, BackupRefusal>> | undefined
  #cancelWatch: CancelTimer | undefined
  #startedMs: number
  #closed = false

  constructor(parts: FolderParts) {
    this.#parts = parts
    this.#startedMs = parts.world.clock.monotonicMs()
    this.paths = parts.paths
    this.db = parts.db
    this.local = parts.small.local
    this.live = parts.small.live
    this.recordKeys = parts.recordKeys
    this.attachments = parts.attachments
    this.log = withReserve(parts.log, {
      reserve: parts.reserve,
      released: () => this.#tell(),
      suspect: (reason) => this.#suspect(reason),
    })
    this.#checkpoints = checkpointInThread(parts.paths.console, parts.db, parts.log)
    parts.segments.follow(parts.log, () => originsIn(parts.db))
    // After the segments: a process killed in between must not leave a witness of what they lack.
    parts.witness.follow(parts.log)
    this.#watch()
  }

  health(): FolderHealth {
    const { paths, segments, reserve, options } = this.#parts
    const free = freeOn(paths.root)
    return {
      freeBytes: free,
      lowSpace: free < (options.lowSpaceBytes ?? defaultLowSpaceBytes),
      reserve: reserve.state,
      // Without a second disk the segments are still written; their failure is then this disk's.
      secondDisk: paths.secondDisk === undefined ? { kind: 'absent' } : segments.health,
      lastBackup: this.#lastBackup,
      damaged: this.#damaged,
    }
  }

  onHealth(listener: (health: FolderHealth) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  backUp(): Promise<Result<BackupReport, BackupRefusal>> {
    this.#backingUp ??= this.#runBackup()
    return this.#backingUp
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#cancelWatch?.()
    const { log, segments, witness, small, db, lock } = this.#parts
    log.close()
    segments.close()
    witness.close()
    small.close()
    this.#checkpoints.close()
    db.close()
    lock.release()
  }

  async #runBackup(): Promise<Result<BackupReport, BackupRefusal>> {
    const { paths, world } = this.#parts
    const result = await backUpInThread({
      root: paths.root,
      secondDisk: paths.secondDisk,
      nowMs: world.clock.nowMs(),
    })
    this.#lastBackup = { at: world.clock.nowMs(), refused: result.ok ? undefined : result.code }
    this.#backingUp = undefined
    // Damage that only a full check shows: the next start looks at everything.
    if (!result.ok && result.code === 'damaged') this.#suspect(result.data.fault)
    this.#tell()
    return result
  }

  #suspect(reason: string): void {
    this.#damaged = true
    try {
      markSuspicion(this.paths, this.#parts.world.clock.nowMs(), reason)
    } catch (error) {
      // The disk is broken or full; the log has stopped and the health says it.
      if (errorCode(error) === '') throw error
    }
    this.#tell()
  }

  #watch(): void {
    const { world, options } = this.#parts
    this.#keepUp()
    if (this.#backupDue()) void this.backUp()
    this.#tell()
    this.#cancelWatch = world.timers.after(options.watchEveryMs ?? defaultWatchMs, () =>
      this.#watch(),
    )
  }

  #keepUp(): void {
    try {
      this.#parts.reserve.refill()
      this.attachments.copyOut()
    } catch (error) {
      // A disk is away, full or broken; log and segments meet the same and say it.
      if (errorCode(error) === '') throw error
    }
  }

  #backupDue(): boolean {
    const every = this.#parts.options.backupEveryMs ?? hourMs
    const running = this.#parts.world.clock.monotonicMs() - this.#startedMs
    if (every === 0 || running < (this.#parts.options.backupAfterMs ?? firstBackupMs)) return false
    const now = this.#parts.world.clock.nowMs()
    const newest = Math.max(
      this.#lastBackup?.at ?? 0,
      listBackups(...this.paths.backupFolders)[0]?.takenAt ?? 0,
    )
    // A copy "from the future" means the clock went back: do not wait for it.
    return newest > now || now - newest >= every
  }

  #tell(): void {
    const health = this.health()
    // Free space changes all the time; only crossing the limit is news.
    const news = JSON.stringify({ ...health, freeBytes: 0 })
    if (news === this.#told) return
    this.#told = news
    for (const listener of this.#listeners) listener(health)
  }
}
