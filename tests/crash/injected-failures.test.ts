/** A failure at every single database call of a day's work: nothing acknowledged is lost, nothing refused is left behind. */
import { expect, it } from 'vitest'
import { factReader } from '../../src/core/oplog/fact-reader.ts'
import { logFacts } from '../../src/core/oplog/log-facts.ts'
import type { ConsoleLog } from '../../src/core/oplog/log.ts'
import type { AppendRefusal, WireOp } from '../../src/core/oplog/types.ts'
import type { Result } from '../../src/core/kernel/result.ts'
import { verifyLog, verifyProjections } from '../../src/core/oplog/verify.ts'
import { openDatabase } from '../../src/main/adapters/sqlite.ts'
import { withReserve } from '../../src/main/adapters/data-folder/index.ts'
import { nodeCrypto } from '../../src/main/adapters/world.ts'
import {
  failingDatabase,
  type FailingDatabase,
  type InjectedReason,
} from '../support/failing-database.ts'
import { fakeWorld } from '../support/fake-world.ts'
import { author, lineProjection, linePort, lineWritten } from '../support/folder.ts'
import { memoryRecordKeys } from '../support/console-log.ts'

const line = (entity: string, number: number) => ({
  kind: 'line.written',
  entity,
  body: { text: `记录${entity}`, number },
})

function openLog(db: FailingDatabase, seed: number): ConsoleLog {
  const world = fakeWorld({ seed })
  return linePort(world).open(db, {
    reason: 'start',
    local: db,
    recordKeys: memoryRecordKeys(world),
  })
}

/** Three lines of another console, of which the first arrives last. */
const arriving: readonly WireOp[] = (() => {
  const db = failingDatabase(openDatabase(':memory:', { synchronous: 'FULL' }))
  const log = openLog(db, 50)
  log.append(author, [line('far-1', 901), line('far-2', 902)])
  const ops = [...log.missingFor(new Map())]
  db.close()
  return ops.toReversed()
})()

interface Step {
  readonly entities: readonly string[]
  readonly run: (log: ConsoleLog) => Result<unknown, AppendRefusal>
}

const steps: readonly Step[] = [
  { entities: ['a'], run: (log) => log.append(author, [line('a', 1)]) },
  { entities: ['b', 'c'], run: (log) => log.append(author, () => [line('b', 2), line('c', 3)]) },
  { entities: ['far-1', 'far-2'], run: (log) => log.receive(arriving, 'test') },
  { entities: ['d'], run: (log) => log.append(author, [line('d', 4)]) },
]

interface Tried {
  readonly acknowledged: readonly string[]
  readonly refused: readonly string[]
}

function work(log: ConsoleLog): Tried {
  const acknowledged: string[] = []
  const refused: string[] = []
  for (const step of steps) {
    const list = step.run(log).ok ? acknowledged : refused
    list.push(...step.entities)
    log.checkpoint()
  }
  return { acknowledged, refused }
}

function held(db: FailingDatabase, sql: string): string[] {
  return db
    .prepare<{ e: string }>(sql)
    .all()
    .map((row) => row.e)
    .sort()
}

function check(db: FailingDatabase, log: ConsoleLog, { acknowledged, refused }: Tried): void {
  db.disarm()
  expect(log.append(author, [line('after', 5)])).toMatchObject({ ok: true })
  const wanted = [...acknowledged, 'after'].sort()
  // A foreign batch may have been refused after some of it was committed: it comes again.
  const ours = (entity: string) => !entity.startsWith('far') || acknowledged.includes(entity)
  expect(held(db, "select entity e from op where kind = 'line.written'").filter(ours)).toEqual(
    wanted,
  )
  expect(held(db, 'select id e from line').filter(ours)).toEqual(wanted)
  expect(refused.filter((entity) => wanted.includes(entity))).toEqual([])
  expect(verifyLog(db, nodeCrypto).faults).toEqual([])
  const empty = openDatabase(':memory:', { synchronous: 'FULL' })
  expect(
    verifyProjections(db, empty, nodeCrypto, factReader([...logFacts, lineWritten]), [
      lineProjection,
    ]),
  ).toEqual([])
  empty.close()
}

it.each(['full', 'io', 'busy'] satisfies InjectedReason[])(
  'survives %s at every call, once and from there on',
  (reason) => {
    let points = 0
    for (const stays of [false, true]) {
      for (let failAt = 1; ; failAt++) {
        const db = failingDatabase(openDatabase(':memory:', { synchronous: 'FULL' }))
        const log = openLog(db, failAt)
        db.arm(failAt, reason, stays)
        const tried = work(log)
        const { failed } = db
        check(db, log, tried)
        db.close()
        expect(failed || tried.refused.length === 0).toBe(true)
        if (!failed) break
        points++
      }
    }
    process.stdout.write(`injected ${reason}: ${points} places, nothing acknowledged lost\n`)
    expect(points).toBeGreaterThan(60)
  },
)

it('writes an entry out of the reserve when the disk is full once, at every call', () => {
  for (let failAt = 1; ; failAt++) {
    const db = failingDatabase(openDatabase(':memory:', { synchronous: 'FULL' }))
    let reserve = 1
    const log = withReserve(openLog(db, failAt), {
      reserve: { state: 'held', refill: () => true, release: () => reserve-- === 1 },
      released: () => undefined,
      suspect: () => undefined,
    })
    db.arm(failAt, 'full')
    const done = log.append(author, () => [line('a', 1)])
    const { failed } = db
    expect({ failAt, done }).toMatchObject({ failAt, done: { ok: true } })
    check(db, log, { acknowledged: ['a'], refused: [] })
    db.close()
    if (!failed) break
  }
})
