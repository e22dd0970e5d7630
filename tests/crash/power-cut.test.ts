/**
 * Power cuts: the data folder on a disk of its own, the writer frozen, the disk copied as it is
 * below every cache, mounted elsewhere and opened. Models the loss of the machine's memory, not
 * a disk that lies about having written.
 */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { verifyLog } from '../../src/core/oplog/verify.ts'
import { openAttachments } from '../../src/main/adapters/data-folder/attachments.ts'
import { folderPaths } from '../../src/main/adapters/data-folder/layout.ts'
import { nodeCrypto } from '../../src/main/adapters/world.ts'
import { openDatabase } from '../../src/main/adapters/sqlite.ts'
import { namedAttachments } from '../../src/main/tools/verify/named-attachments.ts'
import { seededRandom } from '../support/fake-world.ts'
import { temporaryFolder } from '../support/folder.ts'
import { makeLoopDisk, mountImage, mountingRefused, type LoopDisk } from './loop-mount.ts'
import { buildWriter, startVictim, type Victim, type WriterProgram } from './victim.ts'

const seed = Number(process.env['CUT_SEED'] ?? 31337)
const cuts = Number(process.env['CUTS'] ?? 20)
const refused = mountingRefused()
const place = temporaryFolder('power-cut')
const mounted = new Set<LoopDisk>()
let program: WriterProgram = { path: '', remove: () => undefined }

beforeAll(async () => {
  if (refused === undefined) program = await buildWriter()
}, 60_000)
afterAll(() => {
  for (const disk of mounted) disk.unmount()
  program.remove()
  place.remove()
})

interface Cut {
  readonly acknowledged: number
  readonly lost: readonly string[]
  readonly attachments: number
  readonly withoutAttachment: readonly string[]
  readonly faults: number
}

/** Freezes the writer, takes the picture of its disk, and lets it go on. */
async function cutPower(disk: LoopDisk, victim: Victim, prefix: string): Promise<Cut> {
  victim.process.kill('SIGSTOP')
  // Lines in the pipe are read before the picture is taken: all of them were acknowledged.
  await pause(30)
  const acknowledged = victim.acknowledged.map((each) => each.entity)
  const image = join(place.path, 'cut.img')
  disk.cut(image)
  victim.process.kill('SIGCONT')
  const found = mountImage(place.path, 'cut', image)
  mounted.add(found)
  try {
    return lookAt(join(found.mountPoint, 'data'), acknowledged, prefix)
  } finally {
    found.unmount()
    mounted.delete(found)
    rmSync(image)
  }
}

function lookAt(dir: string, acknowledged: readonly string[], prefix: string): Cut {
  const paths = folderPaths(dir)
  const db = openDatabase(paths.console, { synchronous: 'FULL' })
  try {
    const rows = db
      .prepare<{ entity: string }>('select entity from op where entity glob ?')
      .all(`${prefix}-*`)
    const held = new Set(rows.map((row) => row.entity))
    const attachments = openAttachments(paths)
    const named = [...namedAttachments(db)]
    return {
      acknowledged: acknowledged.length,
      lost: acknowledged.filter((entity) => !held.has(entity)),
      attachments: named.length,
      withoutAttachment: named
        .filter(({ sha256 }) => attachments.check(sha256) !== 'good')
        .map(({ sha256 }) => sha256),
      faults: verifyLog(db, nodeCrypto).faults.length,
    }
  } finally {
    db.close()
  }
}

async function cutAgainAndAgain(
  synchronous: 'FULL' | 'NORMAL',
  count: number,
  until: (cut: Cut) => boolean,
): Promise<Cut[]> {
  const random = seededRandom(seed)
  const disk = makeLoopDisk(place.path, `disk-${synchronous}`, 64)
  mounted.add(disk)
  const prefix = synchronous.toLowerCase()
  const order = {
    dir: join(disk.mountPoint, 'data'),
    prefix,
    synchronous,
    attachmentEvery: 10,
    pauseMs: 5,
  }
  const victim = startVictim(program, order)
  const results: Cut[] = []
  try {
    let goal = 20
    while (results.length < count) {
      await victim.reached(goal)
      await pause(random.next() * 60)
      const cut = await cutPower(disk, victim, prefix)
      expect(victim.errors).toBe('')
      results.push(cut)
      if (until(cut)) break
      goal = victim.acknowledged.length + 5 + Math.floor(random.next() * 40)
    }
  } finally {
    await victim.kill()
    disk.unmount()
    mounted.delete(disk)
  }
  return results
}

it(
  `misses no acknowledged entry and no attachment after ${cuts} power cuts`,
  { timeout: 240_000 },
  async (context) => {
    if (refused !== undefined) return context.skip(refused)
    const results = await cutAgainAndAgain('FULL', cuts, () => false)
    const last = results.at(-1)
    process.stdout.write(
      `power cut, seed ${seed}: ${results.length} cuts, ${last?.acknowledged} acknowledged by the last, ` +
        `${last?.attachments} attachments, none missing, chains verify\n`,
    )
    for (const cut of results)
      expect(cut).toMatchObject({ lost: [], withoutAttachment: [], faults: 0 })
    expect(last?.attachments).toBeGreaterThan(10)
  },
)

it(
  'sees that synchronous=NORMAL loses acknowledged entries',
  { timeout: 240_000 },
  async (context) => {
    if (refused !== undefined) return context.skip(refused)
    const results = await cutAgainAndAgain('NORMAL', cuts, (cut) => cut.lost.length > 0)
    const lost = results.at(-1)?.lost.length ?? 0
    process.stdout.write(
      `power cut with synchronous=NORMAL: ${lost} acknowledged entries lost in cut ${results.length}\n`,
    )
    expect(lost, 'the test cannot see a lost entry').toBeGreaterThan(0)
  },
)
