/**
 * 200 single bits of a closed database file, flipped at uniformly random places: each is found
 * by `verify`, or proven harmless.
 */
import { createHash } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Database } from '../../src/core/kernel/database.ts'
import { decodeEnvelope, encodeEnvelope } from '../../src/core/oplog/envelope.ts'
import { factReader } from '../../src/core/oplog/fact-reader.ts'
import { logFacts } from '../../src/core/oplog/log-facts.ts'
import type { WireOp } from '../../src/core/oplog/types.ts'
import { rebuildInto } from '../../src/core/oplog/project.ts'
import { nodeCrypto } from '../../src/main/adapters/world.ts'
import { openDatabase } from '../../src/main/adapters/sqlite.ts'
import type { Registry } from '../../src/main/tools/console-registry.ts'
import { checkDatabase } from '../../src/main/tools/verify/check-database.ts'
import { fakeWorld, seededRandom } from '../support/fake-world.ts'
import { author, linePort, lineProjection, lineWritten, searchLines, temporaryFolder } from '../support/folder.ts'

const seed = Number(process.env['FLIP_SEED'] ?? 20261123)
const flips = Number(process.env['FLIPS'] ?? 200)
const registry: Registry = { factKinds: [lineWritten], projections: [lineProjection] }
const words = ['东门积水', '已派出两车', '请求增援', '路口封闭', '伤员送医', '水位上涨', '电话中断', '燃气泄漏']
const queries = ['积', '两车', '增援', '路口封闭', '水', '泄漏', '无此词']

const place = temporaryFolder('flips')
afterAll(place.remove)

function keysInMemory() {
  return { get: () => undefined, create: () => new Uint8Array(32), erase: () => undefined }
}

/** Two consoles, several incarnations, corrections, a fork, a gap, an unknown kind. */
function makeFile(path: string): void {
  const world = fakeWorld({ seed: 7 })
  const random = seededRandom(seed)
  const far = openDatabase(':memory:', { synchronous: 'FULL' })
  const around = { reason: 'start' as const, local: far, recordKeys: keysInMemory() }
  const farLog = linePort(fakeWorld({ seed: 8 })).open(far, around)
  const line = (number: number) => ({
    kind: 'line.written',
    entity: `line-${number}`,
    body: { text: `${words[Math.floor(random.next() * 8)]}第${number}号`, number },
  })
  for (let number = 5000; number < 5120; number++) farLog.append(author, [line(number)])
  const sent = [...farLog.missingFor(new Map())]
  for (let incarnation = 0; incarnation < 3; incarnation++) {
    const db = openDatabase(path, { synchronous: 'NORMAL' })
    const log = linePort(world).open(db, { ...around, local: db })
    for (let index = 0; index < 300; index++) {
      log.append(author, [line(incarnation * 250 + index)])
      world.advance(1000)
    }
    // All but one, so that the last ops lie beyond a gap.
    log.receive(sent.filter((op) => op.seq !== 100), 'peer')
    log.receive(strangers(sent[5]), 'peer')
    log.close()
    db.close()
  }
  far.close()
}

/** Other bytes for an op that is there (quarantined), and a kind nobody here knows (kept). */
function strangers(sent: WireOp | undefined): WireOp[] {
  const known = sent && decodeEnvelope(sent.bytes)
  if (!known?.ok) throw new Error('the far console wrote nothing')
  const origin = 'ABCDEFGH01234567'
  const unknown = { ...known.value, origin, seq: 1, kind: 'drone.launched', body: { craft: 'U1' } }
  return [
    { origin: known.value.origin, seq: known.value.seq, bytes: encodeEnvelope({ ...known.value, body: { text: '另一内容' } }) },
    { origin, seq: 1, bytes: encodeEnvelope(unknown) },
  ]
}

/** What people rely on: the ops, the tables, the answers of a search. */
function meaning(db: Database): string {
  const hash = createHash('sha256')
  const ops = db.prepare<{ bytes: Uint8Array; hash: Uint8Array | null }>('select bytes, hash from op order by origin, seq')
  for (const row of ops.iterate()) hash.update(row.bytes).update(row.hash ?? '')
  for (const row of db.prepare('select * from line order by id').iterate()) hash.update(JSON.stringify(row))
  const rebuilt = openDatabase(':memory:', { synchronous: 'FULL' })
  try {
    rebuildInto(db, rebuilt, factReader([...logFacts, lineWritten]), [lineProjection])
    for (const row of rebuilt.prepare('select * from line order by id').iterate()) hash.update(JSON.stringify(row))
  } finally {
    rebuilt.close()
  }
  for (const query of queries) hash.update(JSON.stringify(searchLines(db, query)))
  return hash.digest('hex')
}

function meaningOf(path: string): string {
  try {
    const db = openDatabase(path, { synchronous: 'FULL', readonly: true })
    try {
      return meaning(db)
    } finally {
      db.close()
    }
  } catch (error) {
    return `unreadable: ${String(error)}`
  }
}

const original = join(place.path, 'original.sqlite')
const flipped = join(place.path, 'flipped.sqlite')
let bytes = Buffer.alloc(0)
let wanted = ''

beforeAll(() => {
  makeFile(original)
  bytes = readFileSync(original)
  wanted = meaningOf(original)
})

it('finds nothing wrong in the file as it was written', () => {
  expect(checkDatabase(original, nodeCrypto, registry)).toMatchObject({ findings: [], forks: 1, islands: 21 })
})

it(`finds each of ${flips} flipped bits, or proves it harmless`, { timeout: 60_000 + flips * 500 }, () => {
  const random = seededRandom(seed)
  const counts = { op: 0, column: 0, projection: 0, page: 0, attachment: 0, segment: 0, harmless: 0 }
  const unfound: string[] = []
  let slowestMs = 0
  for (let round = 0; round < flips; round++) {
    const at = Math.floor(random.next() * bytes.length)
    const bit = Math.floor(random.next() * 8)
    const damaged = Buffer.from(bytes)
    damaged[at] = (damaged[at] ?? 0) ^ (1 << bit)
    for (const ending of ['-wal', '-shm']) rmSync(flipped + ending, { force: true })
    writeFileSync(flipped, damaged)
    const started = performance.now()
    const { findings } = checkDatabase(flipped, nodeCrypto, registry)
    slowestMs = Math.max(slowestMs, performance.now() - started)
    const first = findings[0]
    if (first) counts[first.area]++
    else if (meaningOf(flipped) === wanted) counts.harmless++
    else unfound.push(`offset ${at} bit ${bit} (page ${Math.floor(at / 4096) + 1}): ${meaningOf(flipped).slice(0, 80)}`)
  }
  process.stdout.write(
    `bit flips, seed ${seed}, file of ${bytes.length} bytes: ops ${counts.op}, columns ${counts.column}, ` +
      `projections and indexes ${counts.projection}, pages ${counts.page}, harmless ${counts.harmless}, ` +
      `unfound ${unfound.length}; slowest check ${Math.round(slowestMs)} ms\n`,
  )
  expect(unfound).toEqual([])
})
