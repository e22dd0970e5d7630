import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { fakeWorld } from '../../../../tests/support/fake-world.ts'
import { author, linePort, temporaryFolder } from '../../../../tests/support/folder.ts'
import { memoryRecordKeys } from '../../../../tests/support/console-log.ts'
import { openDatabase } from '../sqlite.ts'
import { listBackups, newestGoodCopy, takeBackup } from './backups.ts'
import { folderPaths } from './layout.ts'

const cleanups: (() => void)[] = []
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean()
})

const noon = Date.UTC(2026, 2, 1, 4)
const hourMs = 3_600_000

function scene() {
  const place = temporaryFolder('backups')
  cleanups.push(place.remove)
  const paths = folderPaths(place.path)
  const world = fakeWorld()
  const db = openDatabase(paths.console, { synchronous: 'FULL' })
  cleanups.push(() => db.close())
  const log = linePort(world).open(db, {
    reason: 'start',
    local: db,
    recordKeys: memoryRecordKeys(world),
  })
  log.append(author, [{ kind: 'line.written', entity: 'a', body: { text: '一' } }])
  return { paths, db }
}

it('makes a copy that is whole, says what is in it, and leaves nothing unfinished', () => {
  const { paths } = scene()
  const done = takeBackup(paths, noon)
  expect(done).toMatchObject({ ok: true, value: { takenAt: noon, ops: 2, deleted: 0 } })
  const [backup] = listBackups(paths.backups)
  expect(readdirSync(paths.backups)).toHaveLength(1)
  expect(readdirSync(backup?.dir ?? '').sort()).toEqual(['console.sqlite', 'manifest.json'])
  expect(newestGoodCopy(paths.backupFolders, 'console.sqlite')).toMatchObject({
    takenAt: noon,
    ops: 2,
    bad: 0,
  })
})

it('makes no copy of a damaged log, and says what is damaged', () => {
  const { paths, db } = scene()
  db.exec('drop trigger op_keeps_values; update op set bytes = zeroblob(20) where seq = 2')
  expect(takeBackup(paths, noon)).toMatchObject({
    ok: false,
    code: 'damaged',
    data: { fault: expect.stringContaining(':2') },
  })
  expect(readdirSync(paths.backups)).toEqual([])
})

it('takes the newest copy that is still good, and counts the bad ones', () => {
  const { paths } = scene()
  for (const hours of [0, 1, 2]) takeBackup(paths, noon + hours * hourMs)
  const [newest, middle] = listBackups(paths.backups)
  const file = join(newest?.dir ?? '', 'console.sqlite')
  const bytes = readFileSync(file)
  bytes[5000] = (bytes[5000] ?? 0) ^ 1
  writeFileSync(file, bytes)
  writeFileSync(join(middle?.dir ?? '', 'manifest.json'), '{"torn')
  expect(newestGoodCopy(paths.backupFolders, 'console.sqlite')).toMatchObject({
    takenAt: noon,
    bad: 2,
  })
})

it('lets old copies go, and refuses one that would fill the disk', () => {
  const { paths } = scene()
  const keep = { hourly: 2, daily: 1 }
  for (const hours of [0, 1, 2, 3]) takeBackup(paths, noon + hours * hourMs, { keep })
  expect(listBackups(paths.backups).map(({ takenAt }) => (takenAt - noon) / hourMs)).toEqual([3, 2])
  const leaveFreeBytes = Number.MAX_SAFE_INTEGER
  expect(takeBackup(paths, noon + 5 * hourMs, { leaveFreeBytes })).toMatchObject({
    ok: false,
    code: 'disk-full',
  })
  expect(listBackups(paths.backups)).toHaveLength(2)
  expect(existsSync(paths.console)).toBe(true)
})
