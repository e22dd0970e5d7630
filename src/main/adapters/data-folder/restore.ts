/**
 * Brings a lost or damaged log back: newest good copy, the segments after it, then what the
 * damaged file still proves; as a new incarnation. Says what it knows to be missing.
 */
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Database } from '../../../core/kernel/database.ts'
import { decodeEnvelope } from '../../../core/oplog/envelope.ts'
import { bootPrevious, checkpointed } from '../../../core/oplog/log-facts.ts'
import type { ConsoleLog } from '../../../core/oplog/log.ts'
import type { OpLog, OpRef, WireOp } from '../../../core/oplog/types.ts'
import { openDatabase } from '../sqlite.ts'
import { newestGoodCopy } from './backups.ts'
import { syncFile, syncFolder } from './durable-file.ts'
import type { FolderPaths } from './layout.ts'
import { salvageOps } from './salvage.ts'
import { readSegments, type SegmentFault } from './segment-files.ts'
import { countOf, missingFrom, type SeqRange } from './seq-ranges.ts'
import { heldIn } from './held-ops.ts'
import { copyForReading, newestSetAside, setAside } from './set-aside.ts'
import { readWitness } from './witness.ts'

export interface RestoreReport {
  /** Where the damaged file lies now; `undefined` when there was none. */
  readonly setAside: string | undefined
  /** The copy that was the base; `undefined` when everything came from the segments. */
  readonly copy: { readonly takenAt: number; readonly ops: number } | undefined
  /** Newer copies that were damaged themselves. */
  readonly badCopies: number
  readonly fromSegments: number
  readonly fromDamagedFile: number
  /** Ops in the log now, without those the restore itself wrote. */
  readonly total: number
  /**
   * Known to have existed (from the witness file, signed checkpoints, gaps before later ops) and
   * not found. What nobody ever told of, within the last second before a power cut, is not in it.
   */
  readonly missing: readonly {
    readonly origin: string
    readonly from: number
    readonly to: number
  }[]
  readonly missingCount: number
  /** Other bytes for an op that is there, or bytes that are no op. */
  readonly rejected: number
  readonly segmentFaults: readonly SegmentFault[]
}

/** Opens the log of the new file as an incarnation with the reason `restored`. */
export type OpenLog = (db: Database) => ConsoleLog

const batchSize = 500

function* batches(ops: Iterable<WireOp>): Generator<WireOp[]> {
  let batch: WireOp[] = []
  for (const op of ops) {
    batch.push(op)
    if (batch.length < batchSize) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

interface Taken {
  stored: number
  rejected: number
}

function receiveAll(log: OpLog, ops: Iterable<WireOp>, via: string, known: KnownHeads): Taken {
  const taken: Taken = { stored: 0, rejected: 0 }
  for (const batch of batches(ops)) {
    for (const op of batch) known.hear(op)
    const result = log.receive(batch, via)
    if (!result.ok) throw new Error(`restore: the new file refused: ${result.code}`)
    taken.stored += result.value.stored
    taken.rejected += result.value.rejected.length + result.value.forks.length
  }
  return taken
}

/** The highest seq of each origin that anything ever told of. */
class KnownHeads {
  readonly #heads = new Map<string, number>()

  add({ origin, seq }: OpRef): void {
    this.#heads.set(origin, Math.max(seq, this.#heads.get(origin) ?? 0))
  }

  /** An op tells of itself, a boot op of its predecessor's end, a checkpoint of all heads. */
  hear(op: WireOp): void {
    this.add(op)
    const envelope = decodeEnvelope(op.bytes)
    if (!envelope.ok) return
    const previous = bootPrevious(envelope.value)
    if (previous) this.add(previous)
    if (envelope.value.kind !== checkpointed.kind) return
    const body = checkpointed.body.safeParse(envelope.value.body)
    if (body.success) for (const [origin, seq] of body.data.heads) this.add({ origin, seq })
  }

  missing(held: ReadonlyMap<string, readonly SeqRange[]>): RestoreReport['missing'] {
    return [...this.#heads].flatMap(([origin, seq]) => {
      const holes = missingFrom([1, seq], held.get(origin) ?? [])
      return holes.map(([from, to]) => ({ origin, from, to }))
    })
  }
}

/**
 * The folder must be held, its console database closed. Whatever stops it (full disk, a killed
 * process), it can be run again: the file gets its name last.
 * @throws DatabaseError or the file system's error.
 */
export function restoreConsole(paths: FolderPaths, open: OpenLog, nowMs: number): RestoreReport {
  const asideDir = existsSync(paths.console) ? setAside(paths, paths.console, nowMs) : undefined
  // A restore that was killed half-way had set the file aside already.
  const damaged = asideDir ?? newestSetAside(paths, paths.console)
  const fresh = `${paths.console}.restoring`
  for (const ending of ['', '-wal', '-shm']) rmSync(fresh + ending, { force: true })
  const copy = newestGoodCopy(paths.backupFolders, basename(paths.console))
  if (copy) copyFileSync(copy.path, fresh)
  const report = fill(paths, open, fresh, damaged)
  syncFile(fresh)
  renameSync(fresh, paths.console)
  syncFolder(paths.root)
  return {
    ...report,
    setAside: asideDir,
    copy: copy && { takenAt: copy.takenAt, ops: copy.ops },
    badCopies: copy?.bad ?? 0,
  }
}

function* allSegments(
  paths: FolderPaths,
  onFault: (fault: SegmentFault) => void,
): Generator<WireOp> {
  for (const folder of paths.segmentFolders) yield* readSegments(folder, onFault)
}

type Filled = Omit<RestoreReport, 'setAside' | 'copy' | 'badCopies'>

function fill(
  paths: FolderPaths,
  open: OpenLog,
  fresh: string,
  damaged: string | undefined,
): Filled {
  const db = openDatabase(fresh, { synchronous: 'FULL' })
  let log: ConsoleLog | undefined
  try {
    const known = new KnownHeads()
    log = open(db)
    const own = log.origin
    for (const op of log.missingFor(new Map())) if (op.origin !== own) known.hear(op)
    const segmentFaults: SegmentFault[] = []
    const segments = receiveAll(
      log,
      allSegments(paths, (fault) => segmentFaults.push(fault)),
      'segment',
      known,
    )
    const salvaged = salvage(log, paths, damaged, known)
    const witness = readWitness(paths.witness)
    if (witness) known.add(witness)
    const held = heldIn(db)
    const missing = known.missing(held)
    const others = [...held].filter(([origin]) => origin !== own)
    return {
      fromSegments: segments.stored,
      fromDamagedFile: salvaged.stored,
      total: others.reduce((sum, [, ranges]) => sum + countOf(ranges), 0),
      missing,
      missingCount: missing.reduce((sum, { from, to }) => sum + to - from + 1, 0),
      rejected: segments.rejected + salvaged.rejected,
      segmentFaults,
    }
  } finally {
    log?.close()
    // Closing merges the write-ahead log into the file, so that one rename moves everything.
    db.close()
  }
}

function salvage(
  log: OpLog,
  paths: FolderPaths,
  damaged: string | undefined,
  known: KnownHeads,
): Taken {
  if (damaged === undefined) return { stored: 0, rejected: 0 }
  const scratch = join(paths.setAside, 'reading')
  mkdirSync(scratch, { recursive: true })
  const path = join(scratch, basename(paths.console))
  try {
    copyForReading(damaged, paths.console, path)
    return receiveAll(log, salvageOps(path), 'damaged-file', known)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}
