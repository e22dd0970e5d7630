import type { Database } from '../../src/core/kernel/database.ts'
import { hlcFromBytes } from '../../src/core/kernel/hlc.ts'
import type { Crypto } from '../../src/core/kernel/world.ts'
import { openOpLog, type ConsoleLog, type LogProblem } from '../../src/core/oplog/log.ts'
import type { FactDraft, OpRef, WireOp } from '../../src/core/oplog/types.ts'
import { imageOf, openDatabase, openImage } from '../../src/main/adapters/sqlite.ts'
import { nodeCrypto } from '../../src/main/adapters/world.ts'
import { fakeWorld, seededRandom, type FakeWorld } from '../support/fake-world.ts'
import type { Ledger } from './ledger.ts'
import type { Mutant } from './mutant.ts'
import { resolveWell, simKinds, simProjections, type Resolve, type Version } from './sim-module.ts'

/** Real hashes, cheap signatures: a case must be repeatable from its seed, and fast. */
export function simCrypto(seed: number): Crypto {
  const random = seededRandom(seed)
  const { sha256 } = nodeCrypto
  return {
    ...nodeCrypto,
    newSigningKey() {
      const publicKey = random.bytes(32)
      return { publicKey, sign: (message) => sha256(publicKey, message) }
    },
    verify: (key, message, signature) => Buffer.compare(sha256(key, message), signature) === 0,
  }
}

const who = { actor: 'person', seat: 'seat', status: 'exercise' } as const

interface CellRow {
  readonly value: number
  readonly siblings: string
}

/** One console with its disk, its clock and the images somebody took of its disk. */
export class SimConsole {
  readonly id: string
  readonly world: FakeWorld
  readonly problems: LogProblem[] = []
  version: Version = 1
  db: Database
  log: ConsoleLog
  readonly #ledger: Ledger
  readonly #mutant: Mutant
  readonly #resolve: Resolve
  /** Newest first; the empty disk is the last. */
  #images: readonly Uint8Array[]

  constructor(id: string, seed: number, ledger: Ledger, mutant: Mutant) {
    this.id = id
    this.world = fakeWorld({ seed, crypto: simCrypto(seed) })
    this.#ledger = ledger
    this.#mutant = mutant
    this.#resolve = mutant.resolve?.() ?? resolveWell
    this.db = openDatabase(':memory:', { synchronous: 'FULL' })
    this.#images = [imageOf(this.db)]
    this.log = this.#open()
  }

  #open(): ConsoleLog {
    const strategy = this.#mutant.strategy?.(this.id)
    const log = openOpLog({
      db: this.db,
      world: this.world,
      factKinds: simKinds(this.version),
      projections: simProjections(this.version, this.#resolve),
      console: { consoleId: this.id, site: this.id },
      reason: 'simulated',
      status: 'exercise',
      onProblem: (problem) => this.problems.push(problem),
      strategy,
    })
    this.#noteOwn(log, { origin: log.origin, seq: log.versionVector().get(log.origin)?.upTo ?? 1 })
    return this.#mutant.wrap?.(log) ?? log
  }

  #noteOwn(log: ConsoleLog, ref: OpRef): void {
    const op = log.op(ref)
    if (!op) throw new Error(`${this.id}: ${ref.origin}/${ref.seq} was recorded and is not there`)
    this.#ledger.note(op)
  }

  #lastStamp(): bigint {
    const row = this.db.prepare<{ hlc: Uint8Array }>('select max(hlc) hlc from op').get()
    return row ? hlcFromBytes(row.hlc) : 0n
  }

  write(draft: FactDraft): void {
    const seen = this.#lastStamp()
    const done = this.log.append(who, [draft])
    if (!done.ok) throw new Error(`${this.id}: refused with ${done.code}`)
    // Causality: what was written here comes after everything that was here.
    if (done.value.hlc <= seen)
      throw new Error(`${this.id}: an op is stamped before what it has seen`)
    for (const ref of done.value.refs) this.#noteOwn(this.log, ref)
  }

  /** A person writes a field, having seen what stands in it. */
  setCell(table: 'field' | 'peril', entity: string, value: number): void {
    const before = this.cell(table, entity)
    const base = before ? (JSON.parse(before.siblings) as OpRef[]) : []
    const body =
      table === 'field' && this.version === 2 ? { value, note: `of ${this.id}` } : { value }
    this.write({ kind: `${table}.set`, entity, body, base })
    // Invariant 4: an own write made after seeing a value wins over it locally at once.
    if (this.cell(table, entity)?.value !== value)
      throw new Error(`${this.id}: an own write does not stand`)
  }

  cell(table: 'field' | 'peril', entity: string): CellRow | undefined {
    return this.db
      .prepare<CellRow>(`select value, siblings from ${table} where entity = ?`)
      .get(entity)
  }

  receive(ops: Iterable<WireOp>): void {
    const done = this.log.receive(ops, 'sim')
    if (!done.ok) throw new Error(`${this.id}: refused with ${done.code}`)
    const { forks, rejected } = done.value
    if (forks.length + rejected.length > 0)
      throw new Error(`${this.id}: forks or rejected ops among honest consoles`)
  }

  raiseEpoch(): void {
    const done = this.log.raiseClockEpoch(who)
    if (!done.ok) throw new Error(`${this.id}: refused with ${done.code}`)
    for (const ref of done.value.refs) this.#noteOwn(this.log, ref)
  }

  checkpoint(): void {
    const seq = () => this.log.versionVector().get(this.log.origin)?.upTo ?? 0
    const before = seq()
    this.log.checkpoint()
    if (seq() > before) this.#noteOwn(this.log, { origin: this.log.origin, seq: seq() })
  }

  /** The process ends without a word and starts again, perhaps as another version. */
  restart(version: Version = this.version): void {
    this.version = version
    this.log = this.#open()
  }

  takeImage(): void {
    this.#images = [imageOf(this.db), ...this.#images]
  }

  /** Somebody puts an older image of the disk back: what was written since is gone here. */
  rewind(back: number): void {
    const image = this.#images[Math.min(back, this.#images.length - 1)]
    if (!image) throw new Error('no image')
    this.db.close()
    this.db = openImage(image)
    this.restart()
  }

  close(): void {
    this.db.close()
  }
}
