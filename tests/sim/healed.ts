/** What must hold once everybody has heard everything. */
import { openDatabase } from '../../src/main/adapters/sqlite.ts'
import { exchange } from '../../src/core/sync/exchange.ts'
import { projectionDigest } from '../../src/core/oplog/digest.ts'
import { factReader } from '../../src/core/oplog/fact-reader.ts'
import { rebuildInto } from '../../src/core/oplog/project.ts'
import { verifyLog } from '../../src/core/oplog/verify.ts'
import type { Database } from '../../src/core/kernel/database.ts'
import type { OpRef } from '../../src/core/oplog/types.ts'
import { openTestLog } from '../support/console-log.ts'
import { fakeWorld } from '../support/fake-world.ts'
import { simCrypto, type SimConsole } from './sim-console.ts'
import { perilOf, simKinds, simProjections } from './sim-module.ts'

const crypto = simCrypto(0)

export function heldOps(db: Database): Map<string, string> {
  const rows = db
    .prepare<{ origin: string; seq: number; bytes: Buffer }>('select origin, seq, bytes from op')
    .all()
  return new Map(
    rows.map((row) => [`${row.origin}/${row.seq}`, Buffer.from(row.bytes).toString('base64')]),
  )
}

function digests(db: Database): string {
  return simProjections(2)
    .map(
      (projection) =>
        `${projection.name} ${Buffer.from(projectionDigest(db, crypto, projection)).toString('hex')}`,
    )
    .join('\n')
}

function expectThat(holds: boolean, what: string): void {
  if (!holds) throw new Error(what)
}

/** Nothing that anybody held when the roads opened is missing anywhere, and nothing else is there. */
export function checkHeld(
  consoles: readonly SimConsole[],
  before: ReadonlyMap<string, string>,
): void {
  for (const { id, db } of consoles) {
    const held = heldOps(db)
    for (const [name, bytes] of before) {
      expectThat(held.has(name), `${id} lacks ${name}, which survived at a console`)
      expectThat(held.get(name) === bytes, `${id} holds another content of ${name}`)
    }
    expectThat(held.size === before.size, `${id} holds ops nobody held`)
  }
}

/** Nobody offers anything to anybody any more. */
export function checkQuiet(consoles: readonly SimConsole[]): void {
  for (const from of consoles) {
    for (const to of consoles) {
      const answer = exchange(from.log).answer(exchange(to.log).hello())
      expectThat(
        answer.ok && answer.value.next().done === true,
        `${from.id} still offers ops to ${to.id}`,
      )
    }
  }
}

export function checkChains(consoles: readonly SimConsole[]): void {
  for (const { id, db, problems } of consoles) {
    const report = verifyLog(db, crypto)
    const first = report.faults[0]
    expectThat(!first, `${id}: ${JSON.stringify(first)}`)
    expectThat(report.forks === 0, `${id} has forks`)
    expectThat(problems.length === 0, `${id}: ${JSON.stringify(problems[0])}`)
    const waiting = db
      .prepare<{ n: number }>('select count(*) n from op_side where applied = 0')
      .get()
    expectThat(waiting?.n === 0, `${id} has facts it did not apply`)
  }
}

/** Equal rows everywhere, and the same ones from the log alone: rebuilt, and received backwards. */
export function checkRows(consoles: readonly SimConsole[]): void {
  const [first] = consoles
  if (!first) return
  const expected = digests(first.db)
  for (const { id, db } of consoles)
    expectThat(digests(db) === expected, `${id} shows other rows than ${first.id}`)

  const rebuilt = openDatabase(':memory:', { synchronous: 'FULL' })
  rebuildInto(first.db, rebuilt, factReader(simKinds(2)), simProjections(2))
  expectThat(digests(rebuilt) === expected, 'the rows differ from ones rebuilt from the log')
  rebuilt.close()

  const newcomer = openTestLog(simProjections(2), simKinds(2), {
    world: fakeWorld({ seed: 77, crypto }),
  })
  newcomer.log.receive([...first.log.missingFor(new Map())].toReversed(), 'backwards')
  expectThat(digests(newcomer.db) === expected, 'the rows differ from ones received backwards')
  newcomer.close()
}

const nameOf = (ref: OpRef): string => `${ref.origin}/${ref.seq}`

/** Counted again by hand: siblings are the writes no other write names, the worst of them stands. */
export function checkDanger({ id, db, log }: SimConsole): void {
  const rows = db
    .prepare<{ entity: string; value: number }>('select entity, value from peril')
    .all()
  for (const { entity, value } of rows) {
    const facts = log.factsOf(entity).filter((fact) => fact.kind === 'peril.set')
    const answered = new Set(facts.flatMap((fact) => fact.base.map(nameOf)))
    const open = facts.filter((fact) => !answered.has(nameOf(fact.ref)))
    const worst = Math.max(...open.map((fact) => perilOf((fact.body as { value: number }).value)))
    expectThat(
      perilOf(value) === worst,
      `${id}: ${entity} shows ${value}, but ${worst} was never answered`,
    )
  }
}
