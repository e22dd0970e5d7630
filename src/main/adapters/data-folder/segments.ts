/**
 * Every committed op's bytes once more, on the second disk: `<origin>-<n>.cborseq`, a CBOR
 * sequence (RFC 8742), fsynced within a second, sealed at 8 MiB with its SHA-256 in the
 * manifest. When the disk is away, the log is not held up: what is missing is written from the
 * log when it returns.
 */
import { closeSync, fsync, fsyncSync, mkdirSync, openSync } from 'node:fs'
import { createHash, type Hash } from 'node:crypto'
import { join } from 'node:path'
import type { CancelTimer, Timers } from '../../../core/kernel/world.ts'
import type { OpLog, WireOp } from '../../../core/oplog/types.ts'
import { errorCode, syncFolder, writeAll } from './durable-file.ts'
import { sealOf, segmentName, segmentsIn } from './segment-files.ts'
import { appendSeals, readSeals, type Seal } from './segment-manifest.ts'
import { addRange, addSeq, vectorOf, type SeqRange } from './seq-ranges.ts'

export interface SegmentOptions {
  readonly sealBytes?: number | undefined
  /** From the first unsynced write to its fsync. */
  readonly syncMs?: number | undefined
  /** From a failure to the next try. */
  readonly retryMs?: number | undefined
}

export type SegmentHealth =
  | { readonly kind: 'good' }
  /** `code` is the file system's (ENOSPC, EIO, ENOENT …). */
  | { readonly kind: 'failing'; readonly code: string; readonly sinceMs: number }

export interface Segments {
  readonly health: SegmentHealth
  /**
   * Writes what the segments lack, then follows every commit. A little is written at once, a
   * long log (a new second disk) in slices between other work.
   * `origins` names every origin the log holds: one that is missing in a version vector may be
   * taken for an ended one that is held.
   */
  follow(log: FollowedLog, origins: () => readonly string[]): void
  /** fsyncs now; for the end of the process and for tests. */
  flush(): void
  /** Seals the open files and stops following. May be called twice. */
  close(): void
}

export type FollowedLog = Pick<OpLog, 'onCommitted' | 'missingFor'>

interface OpenSegment {
  readonly file: string
  readonly origin: string
  readonly handle: number
  readonly hash: Hash
  bytes: number
  ranges: readonly SeqRange[]
  unsynced: boolean
}

/** More at once only while old incarnations of other consoles arrive; then files are re-opened. */
const maxOpenFiles = 16
/** Two or three milliseconds, so that no entry waits: a million ops take a minute and a half. */
const sliceOps = 250
const sliceEveryMs = 20

/**
 * Opens the segment folder and seals what an earlier run left open.
 * A folder that cannot be written gives the health `failing`, and is tried again by timer.
 */
export function openSegments(
  dir: string,
  { timers, nowMs }: { readonly timers: Timers; readonly nowMs: () => number },
  options: SegmentOptions = {},
): Segments {
  const writer = new SegmentWriter(dir, timers, nowMs, options)
  writer.start()
  return writer
}

class SegmentWriter implements Segments {
  health: SegmentHealth = { kind: 'good' }
  readonly #dir: string
  readonly #timers: Timers
  readonly #nowMs: () => number
  readonly #sealBytes: number
  readonly #syncMs: number
  readonly #retryMs: number
  readonly #open = new Map<string, OpenSegment>()
  readonly #nextNumber = new Map<string, number>()
  readonly #held = new Map<string, readonly SeqRange[]>()
  #ready = false
  #log: FollowedLog | undefined
  #origins: () => readonly string[] = () => []
  #unfollow: (() => void) | undefined
  #missing: Iterator<WireOp> | undefined
  #cancelSlice: CancelTimer | undefined
  #cancelSync: CancelTimer | undefined
  #cancelRetry: CancelTimer | undefined

  constructor(dir: string, timers: Timers, nowMs: () => number, options: SegmentOptions) {
    this.#dir = dir
    this.#timers = timers
    this.#nowMs = nowMs
    this.#sealBytes = options.sealBytes ?? 8 * 1024 * 1024
    this.#syncMs = options.syncMs ?? 300
    this.#retryMs = options.retryMs ?? 5000
  }

  start(): void {
    this.#guarded(() => this.#readFolder())
  }

  follow(log: FollowedLog, origins: () => readonly string[]): void {
    this.#log = log
    this.#origins = origins
    this.#unfollow = log.onCommitted((ops) => this.#committed(ops))
    this.#catchUp()
  }

  flush(): void {
    this.#cancelSync?.()
    this.#cancelSync = undefined
    this.#guarded(() => {
      for (const segment of this.#open.values()) {
        if (segment.unsynced) fsyncSync(segment.handle)
        segment.unsynced = false
      }
    })
  }

  close(): void {
    this.#unfollow?.()
    this.#unfollow = undefined
    this.#log = undefined
    this.#missing = undefined
    this.#cancelSlice?.()
    this.#cancelRetry?.()
    this.#cancelRetry = undefined
    this.flush()
    this.#guarded(() => this.#sealAll())
  }

  #readFolder(): void {
    mkdirSync(this.#dir, { recursive: true })
    const seals = readSeals(this.#dir)
    const leftOpen: Seal[] = []
    for (const name of segmentsIn(this.#dir)) {
      const seal = seals.get(name.file) ?? sealOf(this.#dir, name)
      if (!seals.has(name.file)) leftOpen.push(seal)
      for (const range of seal.ranges) this.#hold(name.origin, range)
      this.#nextNumber.set(name.origin, name.number + 1)
    }
    appendSeals(this.#dir, leftOpen)
    this.#ready = true
  }

  #hold(origin: string, range: SeqRange): void {
    this.#held.set(origin, addRange(this.#held.get(origin) ?? [], range))
  }

  #holds({ origin, seq }: WireOp): boolean {
    return this.#held.get(origin)?.some(([from, to]) => seq >= from && seq <= to) ?? false
  }

  #committed(ops: readonly WireOp[]): void {
    if (this.health.kind === 'good') this.#guarded(() => this.#write(ops))
  }

  #catchUp(): void {
    const log = this.#log
    if (!log) return
    this.#guarded(() => {
      if (!this.#ready) this.#readFolder()
      for (const origin of this.#origins()) {
        if (!this.#held.has(origin)) this.#held.set(origin, [])
      }
      this.#missing = log.missingFor(vectorOf(this.#held))
    })
    this.#writeSlice()
  }

  #writeSlice(): void {
    this.#guarded(() => {
      for (let count = 0; count < sliceOps; count++) {
        const next = this.#missing?.next()
        if (next === undefined) return
        if (next.done === true) {
          this.#missing = undefined
          return
        }
        // A commit between two slices has written its ops already.
        if (!this.#holds(next.value)) this.#write([next.value])
      }
      this.#cancelSlice = this.#timers.after(sliceEveryMs, () => this.#writeSlice())
    })
  }

  #write(ops: readonly WireOp[]): void {
    for (const op of ops) {
      const segment = this.#open.get(op.origin) ?? this.#openNext(op.origin)
      writeAll(segment.handle, op.bytes)
      segment.hash.update(op.bytes)
      segment.bytes += op.bytes.length
      segment.ranges = addSeq(segment.ranges, op.seq)
      segment.unsynced = true
      this.#held.set(op.origin, addSeq(this.#held.get(op.origin) ?? [], op.seq))
      if (segment.bytes >= this.#sealBytes) this.#sealOne(segment)
    }
    this.#cancelSync ??= this.#timers.after(this.#syncMs, () => this.#syncSoon())
  }

  #openNext(origin: string): OpenSegment {
    if (this.#open.size >= maxOpenFiles) this.#sealAll()
    const number = this.#nextNumber.get(origin) ?? 1
    const file = segmentName(origin, number)
    const handle = openSync(join(this.#dir, file), 'ax')
    syncFolder(this.#dir)
    this.#nextNumber.set(origin, number + 1)
    const segment: OpenSegment = {
      file,
      origin,
      handle,
      hash: createHash('sha256'),
      bytes: 0,
      ranges: [],
      unsynced: false,
    }
    this.#open.set(origin, segment)
    return segment
  }

  /** Off the event loop: an fsync of a slow stick must not hold up the console. */
  #syncSoon(): void {
    this.#cancelSync = undefined
    for (const segment of this.#open.values()) {
      if (!segment.unsynced) continue
      segment.unsynced = false
      fsync(segment.handle, (error) => {
        // A segment sealed meanwhile was fsynced by sealing it.
        if (error && this.#open.get(segment.origin) === segment) this.#failed(error)
      })
    }
  }

  #sealOne(segment: OpenSegment): void {
    fsyncSync(segment.handle)
    this.#open.delete(segment.origin)
    closeSync(segment.handle)
    const { file, origin, bytes, ranges } = segment
    appendSeals(this.#dir, [{ file, origin, bytes, ranges, sha256: segment.hash.digest('hex') }])
  }

  #sealAll(): void {
    for (const segment of this.#open.values()) this.#sealOne(segment)
  }

  #guarded(work: () => void): void {
    try {
      work()
      if (this.#ready) this.health = { kind: 'good' }
    } catch (error) {
      this.#failed(error)
    }
  }

  /** Leaves the open files as they are: what is whole in them is found again by reading. */
  #failed(error: unknown): void {
    const code = errorCode(error)
    if (code === '') throw error
    const sinceMs = this.health.kind === 'failing' ? this.health.sinceMs : this.#nowMs()
    this.health = { kind: 'failing', code, sinceMs }
    this.#forget()
    this.#cancelRetry ??= this.#timers.after(this.#retryMs, () => {
      this.#cancelRetry = undefined
      this.#catchUp()
    })
  }

  #forget(): void {
    this.#missing = undefined
    this.#cancelSlice?.()
    this.#cancelSync?.()
    this.#cancelSync = undefined
    for (const { handle } of this.#open.values()) closeQuietly(handle)
    this.#open.clear()
    this.#held.clear()
    this.#nextNumber.clear()
    this.#ready = false
  }
}

function closeQuietly(handle: number): void {
  try {
    closeSync(handle)
  } catch (error) {
    // The disk is gone; its failure was told already.
    if (errorCode(error) === '') throw error
  }
}
