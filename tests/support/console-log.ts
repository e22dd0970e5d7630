/**
 * An op log on an in-memory database for module tests:
 *
 *   openTestLog(projections, factKinds?, overrides?) →
 *     { log, db, world, problems, write(drafts), reopen(), close() }
 *
 * `world` is a `FakeWorld` (`world.advance(ms)`, `world.setNow(ms)`), ids come from a fixed seed.
 * `write` appends as `testActor` and throws on a refusal. `reopen` starts a new incarnation on
 * the same database, with other projections if given. `overrides` may replace any option of
 * `openOpLog`, the database and the world included. A projection that throws makes the writing
 * call throw too, unless `overrides.onProblem` says otherwise (the real log keeps the fact and
 * goes on).
 */
import type { Database } from '../../src/core/kernel/database.ts'
import {
  openOpLog,
  type ConsoleLog,
  type LogProblem,
  type OpLogOptions,
} from '../../src/core/oplog/log.ts'
import type { RecordKeys } from '../../src/core/oplog/record-keys.ts'
import type { FactKind, Projection } from '../../src/core/oplog/registry.ts'
import type { Actor, FactDraft, Recorded } from '../../src/core/oplog/types.ts'
import { openDatabase } from '../../src/main/adapters/sqlite.ts'
import { fakeWorld, type FakeWorld } from './fake-world.ts'

export const testActor: Actor = { actor: 'person-1', seat: 'seat-1', status: 'actual' }

export type TestLogOverrides = Partial<Omit<OpLogOptions, 'world'>> & {
  readonly world?: FakeWorld
}

export interface TestLog {
  readonly log: ConsoleLog
  readonly db: Database
  readonly world: FakeWorld
  /** What the log reported on the side; empty in a healthy test. */
  readonly problems: LogProblem[]
  write(drafts: readonly FactDraft[] | (() => readonly FactDraft[]), who?: Actor): Recorded
  reopen(overrides?: TestLogOverrides): TestLog
  close(): void
}

/** Record keys in memory. */
export function memoryRecordKeys(world: FakeWorld): RecordKeys {
  const keys = new Map<string, Uint8Array>()
  return {
    get: (record) => keys.get(record),
    create(record) {
      const key = world.random.bytes(32)
      keys.set(record, key)
      return key
    },
    erase: (record) => void keys.delete(record),
  }
}

export function openTestLog(
  projections: readonly Projection[],
  factKinds: readonly FactKind[] = [],
  overrides: TestLogOverrides = {},
): TestLog {
  const world = overrides.world ?? fakeWorld()
  const db = overrides.db ?? openDatabase(':memory:', { synchronous: 'FULL' })
  const problems: LogProblem[] = []
  const options: OpLogOptions = {
    console: { consoleId: 'console-1', site: '中' },
    reason: 'start',
    factKinds,
    projections,
    recordKeys: memoryRecordKeys(world),
    onProblem(problem) {
      problems.push(problem)
      if (problem.kind === 'projection-failed') throw problem.error
    },
    ...overrides,
    db,
    world,
  }
  const log = openOpLog(options)
  return {
    log,
    db,
    world,
    problems,
    write(drafts, who = testActor) {
      const done = log.append(who, drafts)
      if (!done.ok) throw new Error(`refused: ${done.code}`)
      return done.value
    },
    reopen(changes = {}) {
      const next = {
        ...overrides,
        projections,
        factKinds,
        recordKeys: options.recordKeys,
        ...changes,
      }
      return openTestLog(next.projections, next.factKinds, { ...next, db, world })
    },
    close() {
      log.close()
      db.close()
    },
  }
}
