/** kill -9 at random moments under load: nothing acknowledged is lost, the chain verifies. */
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { verifyLog } from '../../src/core/oplog/verify.ts'
import { readSegments } from '../../src/main/adapters/data-folder/segment-files.ts'
import { decodeEnvelope } from '../../src/core/oplog/envelope.ts'
import { nodeCrypto } from '../../src/main/adapters/world.ts'
import { openDatabase } from '../../src/main/adapters/sqlite.ts'
import { seededRandom } from '../support/fake-world.ts'
import { temporaryFolder } from '../support/folder.ts'
import { buildWriter, startVictim, type WriterProgram } from './victim.ts'
import type { WriterOrder } from './writer-order.ts'

const seed = Number(process.env['KILL_SEED'] ?? 4711)
const kills = Number(process.env['KILLS'] ?? 200)
const place = temporaryFolder('kill')
let program: WriterProgram = { path: '', remove: () => undefined }

beforeAll(async () => {
  program = await buildWriter()
}, 60_000)
afterAll(() => {
  program.remove()
  place.remove()
})

interface Lane {
  acknowledged: Set<string>
  errors: string
  killedBeforeFirst: number
}

/** One writer after the other on one folder, each killed at a random moment. */
async function killAgainAndAgain(
  order: Omit<WriterOrder, 'prefix'>,
  rounds: number,
  random: { next(): number },
): Promise<Lane> {
  const lane: Lane = { acknowledged: new Set(), errors: '', killedBeforeFirst: 0 }
  for (let round = 0; round < rounds; round++) {
    const victim = startVictim(program, { ...order, prefix: `r${round}` })
    // Most die under load; one in eight while it opens, recovers or boots.
    if (random.next() < 0.125) await pause(60 + random.next() * 120)
    else {
      await victim.reached(1 + Math.floor(random.next() * 60))
      await pause(random.next() * 20)
    }
    await victim.kill()
    if (victim.acknowledged.length === 0) lane.killedBeforeFirst++
    for (const { entity } of victim.acknowledged) lane.acknowledged.add(entity)
    lane.errors += victim.errors
  }
  return lane
}

function entitiesIn(dir: string, table: 'op' | 'line'): Set<string> {
  const db = openDatabase(join(dir, 'console.sqlite'), { synchronous: 'FULL' })
  try {
    const column = table === 'op' ? 'entity' : 'id'
    return new Set(
      db
        .prepare<{ e: string }>(`select ${column} e from ${table}`)
        .all()
        .map((row) => row.e),
    )
  } finally {
    db.close()
  }
}

function lostFrom(acknowledged: ReadonlySet<string>, held: ReadonlySet<string>): string[] {
  return [...acknowledged].filter((entity) => !held.has(entity))
}

it(
  `loses no acknowledged entry in ${kills} kills, and the chain verifies`,
  { timeout: 300_000 },
  async () => {
    const dirs = [join(place.path, 'a'), join(place.path, 'b')]
    const rounds = Math.ceil(kills / dirs.length)
    const lanes = await Promise.all(
      dirs.map((dir, index) => killAgainAndAgain({ dir }, rounds, seededRandom(seed + index))),
    )
    let total = 0
    for (const [index, { acknowledged, errors }] of lanes.entries()) {
      const dir = dirs[index] ?? ''
      expect(errors).toBe('')
      expect(lostFrom(acknowledged, entitiesIn(dir, 'op'))).toEqual([])
      expect(lostFrom(acknowledged, entitiesIn(dir, 'line'))).toEqual([])
      expect(lostFrom(acknowledged, segmentEntities(dir))).toEqual([])
      const db = openDatabase(join(dir, 'console.sqlite'), { synchronous: 'FULL' })
      expect(verifyLog(db, nodeCrypto)).toMatchObject({ faults: [], islands: 0, forks: 0 })
      db.close()
      total += acknowledged.size
    }
    const early = lanes.reduce((sum, lane) => sum + lane.killedBeforeFirst, 0)
    process.stdout.write(
      `kill -9, seed ${seed}: ${rounds * dirs.length} kills (${early} before the first entry), ` +
        `${total} acknowledged, 0 lost, chains verify\n`,
    )
    expect(total).toBeGreaterThan(kills * 5)
  },
)

function segmentEntities(dir: string): Set<string> {
  const found = new Set<string>()
  for (const op of readSegments(join(dir, 'oplog'), () => undefined)) {
    const envelope = decodeEnvelope(op.bytes)
    if (envelope.ok) found.add(envelope.value.entity)
  }
  return found
}

it('catches a console that acknowledges before it commits', { timeout: 60_000 }, async () => {
  const dir = join(place.path, 'mutant')
  const order = { dir, mutant: 'acknowledge-first' } as const
  let lost: string[] = []
  let rounds = 0
  while (lost.length === 0 && rounds < 60) {
    const lane = await killAgainAndAgain(order, 1, seededRandom(seed + 100 + rounds))
    if (lane.acknowledged.size > 0) lost = lostFrom(lane.acknowledged, entitiesIn(dir, 'op'))
    rounds++
  }
  process.stdout.write(
    `kill -9, mutant "acknowledge before commit": caught after ${rounds} kills\n`,
  )
  expect(lost.length).toBeGreaterThan(0)
})
