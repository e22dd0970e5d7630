import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import {
  author,
  linePort,
  lineProjection,
  temporaryFolder,
} from '../../../../tests/support/folder.ts'
import { fakeWorld } from '../../../../tests/support/fake-world.ts'
import { openDatabase } from '../sqlite.ts'
import { takeBackup } from './backups.ts'
import type { DataFolder } from './data-folder.ts'
import {
  openDataFolder,
  type OpenFolderOptions,
  type OpenFolderOutcome,
} from './open-data-folder.ts'
import { noticeSentence, refusalSentence } from './sentences.ts'

const cleanups: (() => void)[] = []
afterEach(() => {
  for (const clean of cleanups.splice(0).reverse()) clean()
})

function place(name = 'folder'): string {
  const made = temporaryFolder(name)
  cleanups.push(made.remove)
  return made.path
}

let nextSeed = 1

function open(dir: string, overrides: Partial<OpenFolderOptions> = {}): OpenFolderOutcome {
  const world = overrides.world ?? fakeWorld({ seed: nextSeed++ })
  return openDataFolder(dir, {
    world,
    port: linePort(world),
    reserveBytes: 64 * 1024,
    backupEveryMs: 0,
    lowSpaceBytes: 0,
    ...overrides,
  })
}

function opened(outcome: OpenFolderOutcome): {
  folder: DataFolder
  kinds: string[]
  texts: string[]
} {
  if (outcome.kind !== 'opened') throw new Error(refusalSentence(outcome.refusal))
  cleanups.push(() => outcome.folder.close())
  return {
    folder: outcome.folder,
    kinds: outcome.notices.map((notice) => notice.kind),
    texts: outcome.notices.map((notice) => noticeSentence(notice).text),
  }
}

function write(folder: DataFolder, count: number, prefix = 'line'): void {
  for (let index = 0; index < count; index++) {
    const draft = {
      kind: 'line.written',
      entity: `${prefix}-${index}`,
      body: { text: `第${index}条` },
    }
    expect(folder.log.append(author, [draft])).toMatchObject({ ok: true })
  }
}

function lineCount(folder: DataFolder): number {
  return folder.db.prepare<{ n: number }>('select count(*) n from line').get()?.n ?? -1
}

function overwrite(path: string, at: number, length: number): void {
  const handle = openSync(path, 'r+')
  writeSync(handle, new Uint8Array(length).fill(0xa5), 0, length, at)
  closeSync(handle)
}

it('makes a folder, keeps what was written, and finds it again', () => {
  const dir = place()
  const first = opened(open(dir))
  expect(first.kinds).toEqual(['no-second-disk', 'created'])
  write(first.folder, 20)
  first.folder.close()
  const second = opened(open(dir))
  expect(second.kinds).toEqual(['no-second-disk'])
  expect(lineCount(second.folder)).toBe(20)
  expect(second.folder.db.prepare('pragma synchronous').get()).toEqual({ synchronous: 2 })
  expect(second.folder.db.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' })
})

it('tells a second console who holds the folder, and lets it in afterwards', () => {
  const dir = place()
  const first = opened(open(dir))
  const second = open(dir)
  expect(second).toMatchObject({
    kind: 'refused',
    refusal: { kind: 'taken', by: { pid: process.pid } },
  })
  if (second.kind !== 'refused') throw new Error('two consoles on one folder')
  expect(refusalSentence(second.refusal)).toContain(`进程 ${process.pid}`)
  first.folder.close()
  expect(open(dir).kind).toBe('opened')
})

it('takes over from a console that was killed, and says so', () => {
  const dir = place()
  opened(open(dir)).folder.close()
  writeFileSync(
    join(dir, 'console.holder.json'),
    JSON.stringify({ pid: 1, host: 'desk', since: Date.UTC(2026, 2, 1) }),
  )
  expect(opened(open(dir)).kinds).toContain('stopped-unexpectedly')
})

it('starts again after a first start that was killed before it made any table', () => {
  const dir = place()
  const db = openDatabase(join(dir, 'console.sqlite'), { synchronous: 'FULL' })
  db.exec('create table t (a)')
  db.exec('drop table t')
  db.close()
  const { folder } = opened(open(dir))
  write(folder, 1)
  expect(lineCount(folder)).toBe(1)
})

it('leaves a folder of a newer version alone', () => {
  const dir = place()
  opened(open(dir)).folder.close()
  const db = openDatabase(join(dir, 'console.sqlite'), { synchronous: 'FULL' })
  db.exec('pragma user_version = 900')
  db.close()
  const before = readFileSync(join(dir, 'console.sqlite'))
  const outcome = open(dir)
  expect(outcome).toMatchObject({
    kind: 'refused',
    refusal: { kind: 'newer-version', file: 'console', found: 900 },
  })
  expect(readFileSync(join(dir, 'console.sqlite')).equals(before)).toBe(true)
})

it.each([
  [Date.UTC(1970, 0, 2), 'too-early'],
  [Date.UTC(2099, 0, 1), 'too-late'],
  [Date.UTC(2026, 1, 1), 'behind-log'],
  [Date.UTC(2028, 1, 1), 'far-ahead-of-log'],
])('starts with a clock at %d and raises the alarm %s', (nowMs, kind) => {
  const dir = place()
  const first = opened(open(dir))
  write(first.folder, 3)
  first.folder.close()
  const outcome = open(dir, { world: fakeWorld({ nowMs, seed: 99 }) })
  const second = opened(outcome)
  expect(outcome.kind === 'opened' && outcome.notices).toContainEqual(
    expect.objectContaining({ kind: 'clock', verdict: expect.objectContaining({ kind }) }),
  )
  write(second.folder, 1, 'after')
  expect(lineCount(second.folder)).toBe(4)
})

it('rebuilds an overwritten database from the segments and keeps the damaged file', () => {
  const dir = place()
  const first = opened(open(dir))
  write(first.folder, 50)
  first.folder.close()
  overwrite(join(dir, 'console.sqlite'), 0, statSync(join(dir, 'console.sqlite')).size)
  const outcome = open(dir)
  const second = opened(outcome)
  expect(second.kinds).toContain('restored')
  expect(lineCount(second.folder)).toBe(50)
  const restored =
    outcome.kind === 'opened'
      ? outcome.notices.find((notice) => notice.kind === 'restored')
      : undefined
  expect(restored?.kind === 'restored' && restored.report.missingCount).toBe(0)
  expect(readdirSync(join(dir, 'set-aside'))).toHaveLength(1)
  expect(second.texts.join()).toContain('已自动修复')
})

it('restores from the newest good copy and the segments after it, and counts what it knows is lost', () => {
  const dir = place()
  const first = opened(open(dir))
  write(first.folder, 30, 'early')
  expect(takeBackup(first.folder.paths, Date.UTC(2026, 2, 1))).toMatchObject({ ok: true })
  write(first.folder, 10, 'late')
  const origin = first.folder.log.origin
  first.folder.close()
  // The last segment loses its tail, as a torn disk would; its seal is gone with it.
  const segment = join(dir, 'oplog', `${origin}-1.cborseq`)
  rmSync(join(dir, 'oplog', 'manifest.jsonl'))
  truncateSync(segment, statSync(segment).size - 10)
  rmSync(join(dir, 'console.sqlite'))
  const outcome = open(dir)
  const { folder } = opened(outcome)
  const restored =
    outcome.kind === 'opened'
      ? outcome.notices.find((notice) => notice.kind === 'restored')
      : undefined
  if (restored?.kind !== 'restored') throw new Error('not restored')
  expect(restored.report.copy).toMatchObject({ takenAt: Date.UTC(2026, 2, 1) })
  // The checkpoint written at closing was the torn op.
  expect(restored.report.missing).toEqual([{ origin, from: 42, to: 42 }])
  expect(lineCount(folder)).toBe(40)
})

it('does not take a missing log for a first start', () => {
  const dir = place()
  const first = opened(open(dir))
  write(first.folder, 5)
  first.folder.close()
  rmSync(join(dir, 'console.sqlite'))
  expect(opened(open(dir)).kinds).toContain('restored')
})

it('brings an op back whose bytes were changed, when a new version first reads them all again', () => {
  const dir = place()
  const first = opened(open(dir))
  write(first.folder, 20)
  first.folder.close()
  const db = openDatabase(join(dir, 'console.sqlite'), { synchronous: 'FULL' })
  db.exec(
    "drop trigger op_keeps_values; update op set bytes = cast(x'00' || substr(bytes, 2) as blob) where entity = 'line-7'",
  )
  db.close()
  const world = fakeWorld({ seed: 500 })
  const newer = { ...lineProjection, version: 2 }
  const second = opened(open(dir, { world, port: linePort(world, [newer]) }))
  expect(second.kinds).toContain('restored')
  expect(lineCount(second.folder)).toBe(20)
})

it('throws our own mistake on, when the log turns out to be whole', () => {
  const dir = place()
  opened(open(dir)).folder.close()
  const port = {
    open: () => {
      throw new TypeError('a bug of ours')
    },
  }
  expect(() => open(dir, { port })).toThrow('a bug of ours')
  expect(opened(open(dir)).kinds).not.toContain('restored')
})

it('sets a damaged local database aside and starts without it', () => {
  const dir = place()
  const first = opened(open(dir))
  first.folder.local.exec('create table draft (id integer primary key, text text)')
  first.folder.close()
  overwrite(join(dir, 'local.sqlite'), 0, 4096)
  const second = opened(open(dir))
  expect(second.kinds).toContain('replaced')
  expect(existsSync(join(dir, 'local.sqlite'))).toBe(true)
})

it('warns of a second disk that is not there, or is the same disk', () => {
  const dir = place()
  expect(opened(open(dir, { secondDisk: '/nowhere/stick' })).kinds).toContain('second-disk-missing')
  const other = place()
  const outcome = opened(open(place(), { secondDisk: other }))
  expect(outcome.kinds).toContain('second-disk-is-same-disk')
  expect(readdirSync(join(other, 'oplog')).length).toBeGreaterThan(0)
})

it('makes a verified copy in a thread while the log goes on', async () => {
  const dir = place()
  const { folder } = opened(open(dir))
  write(folder, 40)
  const running = folder.backUp()
  write(folder, 10, 'meanwhile')
  const result = await running
  expect(result).toMatchObject({ ok: true })
  expect(folder.health().lastBackup).toMatchObject({ refused: undefined })
  const copy = readdirSync(join(dir, 'backups'))
  expect(copy).toHaveLength(1)
})
