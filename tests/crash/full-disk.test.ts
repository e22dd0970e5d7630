/** A disk that really fills up: the reserve first, then a refusal; and it goes on when space returns. */
import { closeSync, existsSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { verifyLog } from '../../src/core/oplog/verify.ts'
import type { DataFolder } from '../../src/main/adapters/data-folder/data-folder.ts'
import { openDataFolder, refusalSentence } from '../../src/main/adapters/data-folder/index.ts'
import { nodeCrypto } from '../../src/main/adapters/world.ts'
import { fakeWorld, type FakeWorld } from '../support/fake-world.ts'
import { author, linePort, temporaryFolder } from '../support/folder.ts'
import { mountingRefused, mountTmpfs } from './loop-mount.ts'

const refused = mountingRefused()
const cleanups: (() => void)[] = []
afterEach(() => {
  for (const clean of cleanups.splice(0).reverse()) clean()
})

function smallDisk(options: string): string {
  const place = temporaryFolder('full')
  cleanups.push(place.remove)
  const disk = mountTmpfs(place.path, 'disk', options)
  cleanups.push(disk.unmount)
  return disk.mountPoint
}

function open(dir: string, world: FakeWorld) {
  return openDataFolder(dir, {
    world,
    port: linePort(world),
    reserveBytes: 512 * 1024,
    backupEveryMs: 0,
    lowSpaceBytes: 4 * 1024 * 1024,
  })
}

function openedFolder(dir: string, world: FakeWorld): DataFolder {
  const outcome = open(dir, world)
  if (outcome.kind !== 'opened') throw new Error(refusalSentence(outcome.refusal))
  cleanups.push(() => outcome.folder.close())
  return outcome.folder
}

/** Fills the disk; returns the file to remove. */
function fill(dir: string): string {
  const path = join(dir, 'somebody-elses-file')
  const handle = openSync(path, 'a')
  for (const size of [65536, 4096]) {
    const until = () => {
      for (;;) writeSync(handle, Buffer.alloc(size, 1))
    }
    expect(until).toThrow('ENOSPC')
  }
  closeSync(handle)
  return path
}

function sentenceOf(outcome: ReturnType<typeof open>): string {
  return outcome.kind === 'refused' ? refusalSentence(outcome.refusal) : 'it opened'
}

let count = 0

function write(folder: DataFolder) {
  count++
  const body = { text: `第${count}条 ${'水位上涨'.repeat(40)}` }
  return folder.log.append(author, [{ kind: 'line.written', entity: `line-${count}`, body }])
}

function held(folder: DataFolder): number {
  return folder.db.prepare<{ n: number }>('select count(*) n from line').get()?.n ?? -1
}

it(
  'lives on its reserve, then refuses, and records again when there is space',
  { timeout: 60_000 },
  (context) => {
    if (refused !== undefined) return context.skip(refused)
    const disk = smallDisk('size=12m')
    const world = fakeWorld()
    const folder = openedFolder(join(disk, 'data'), world)
    const told: string[] = []
    folder.onHealth((health) =>
      told.push(`${health.reserve} ${health.lowSpace ? 'low' : 'enough'}`),
    )
    let accepted = 0
    for (let index = 0; index < 20; index++) if (write(folder).ok) accepted++
    const other = fill(disk)
    world.advance(11_000)
    expect(folder.health()).toMatchObject({ lowSpace: true, reserve: 'held' })
    let result = write(folder)
    let onReserve = 0
    while (result.ok) {
      accepted++
      if (folder.health().reserve === 'released') onReserve++
      result = write(folder)
    }
    expect(result).toMatchObject({ ok: false, code: 'disk-full' })
    expect(onReserve).toBeGreaterThan(5)
    expect(existsSync(folder.paths.reserve)).toBe(false)
    expect(held(folder)).toBe(accepted)
    expect(write(folder)).toMatchObject({ ok: false, code: 'disk-full' })

    rmSync(other)
    expect(write(folder)).toMatchObject({ ok: true })
    accepted++
    world.advance(11_000)
    expect(folder.health()).toMatchObject({ lowSpace: false, reserve: 'held' })
    expect(held(folder)).toBe(accepted)
    expect(verifyLog(folder.db, nodeCrypto).faults).toEqual([])
    expect(told).toContain('released low')
    expect(told.at(-1)).toBe('held enough')
    process.stdout.write(
      `full disk: ${onReserve} entries out of the reserve, then refused, then went on with ${accepted}\n`,
    )
  },
)

it(
  'starts on a full disk out of its reserve, or says that it cannot',
  { timeout: 60_000 },
  (context) => {
    if (refused !== undefined) return context.skip(refused)
    const disk = smallDisk('size=12m')
    const dir = join(disk, 'data')
    const first = openedFolder(dir, fakeWorld())
    write(first)
    first.close()
    const other = fill(disk)
    const outcome = open(dir, fakeWorld({ seed: 2 }))
    if (outcome.kind !== 'opened') throw new Error(refusalSentence(outcome.refusal))
    expect(outcome.notices.map((notice) => notice.kind)).toContain('reserve-released')
    expect(write(outcome.folder).ok).toBe(true)
    outcome.folder.close()
    fill(disk)
    const third = open(dir, fakeWorld({ seed: 3 }))
    expect(third).toMatchObject({ kind: 'refused', refusal: { kind: 'no-space' } })
    expect(sentenceOf(third)).toContain('磁盘已满')
    rmSync(other)
    expect(held(openedFolder(dir, fakeWorld({ seed: 4 })))).toBe(2)
  },
)

it('refuses a read-only folder with a sentence and changes nothing', (context) => {
  if (refused !== undefined) return context.skip(refused)
  const disk = smallDisk('size=4m,ro')
  const outcome = open(disk, fakeWorld())
  expect(outcome).toMatchObject({ kind: 'refused', refusal: { kind: 'read-only', path: disk } })
  expect(sentenceOf(outcome)).toContain('不能写入')
  expect(open(join(disk, 'inside'), fakeWorld())).toMatchObject({
    kind: 'refused',
    refusal: { kind: 'read-only' },
  })
})
