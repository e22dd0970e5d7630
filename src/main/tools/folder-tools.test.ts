/** The tools for a data folder, on what a whole console with every module really wrote. */
import {
  closeSync,
  cpSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { quickModules, startTestConsole } from '../../../tests/support/start-console.ts'
import { openDatabase } from '../adapters/sqlite.ts'
import { tool as backup } from './backup.ts'
import { tool as exporting } from './export.ts'
import { tool as rebuild } from './rebuild.ts'
import { tool as restore } from './restore.ts'
import type { Tool } from './tool.ts'
import { tool as verify } from './verify/index.ts'

const place = mkdtempSync(join(tmpdir(), 'folder-tools-'))
const original = join(place, 'original')
let copies = 0

/** What the tools find: teams, persons, an incident, lines written, struck and searched. */
beforeAll(async () => {
  const console1 = await startTestConsole({
    modules: quickModules,
    dataDir: original,
    folder: { backupEveryMs: 0 },
  })
  const { api } = console1.seat()
  await api.people.firstStart({ name: '王海燕', password: 'correct horse' })
  const base = {
    name: '森林消防一中队',
    group: 'professional',
    type: 'forest_pro',
    township: '360735100',
    radios: ['1001'],
  }
  const { id } = await api.teams.register({ ...base, callSign: '森防01' })
  await api.teams.setStatus({ team: id, status: 'en_route' })
  const source = { kind: 'text', text: '群众' } as const
  for (let index = 0; index < 30; index++)
    await api.logbook.write({ kind: 'report', source, text: `东门积水，第${index}次报告` })
  const line = await api.logbook.write({ kind: 'report', source, text: '=1+1 "引号", 换行' })
  await api.logbook.strike({ entry: line.id, reason: '误报' })
  await console1.running.close()
}, 60_000)
afterAll(() => rmSync(place, { recursive: true, force: true }))
afterEach(() => void vi.restoreAllMocks())

function copy(): string {
  const dir = join(place, `copy-${copies++}`)
  cpSync(original, dir, { recursive: true })
  return dir
}

async function run(
  tool: Tool,
  ...argv: string[]
): Promise<{ code: number; out: string; err: string }> {
  const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  const err = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const code = await tool.run(argv)
  const words = {
    out: out.mock.calls.map(([text]) => String(text)).join(''),
    err: err.mock.calls.map(([text]) => String(text)).join(''),
  }
  vi.restoreAllMocks()
  return { code, ...words }
}

interface Verdict {
  readonly ops: number
  readonly segmentOps: number
  readonly findings: readonly {
    readonly area: string
    readonly op?: string
    readonly detail: string
  }[]
}

async function verdictOf(dir: string): Promise<Verdict> {
  return JSON.parse((await run(verify, dir, '--json')).out) as Verdict
}

function change(dir: string, sql: string): void {
  const db = openDatabase(join(dir, 'console.sqlite'), { synchronous: 'FULL' })
  db.exec(sql)
  db.close()
}

it('verifies what a console wrote', async () => {
  const { code, out, err } = await run(verify, original)
  expect(out).toContain('Everything verifies.')
  expect({ code, err }).toEqual({ code: 0, err: '' })
  const verdict = await verdictOf(original)
  expect(verdict.segmentOps).toBe(verdict.ops)
  expect(verdict.ops).toBeGreaterThan(35)
})

it.each([
  [
    "update log_entry set text = '改' where slot in (select slot from log_entry limit 1)",
    'projection',
  ],
  ["insert into log_text (log_text, rank) values ('rank', 'bm25(9)')", 'projection'],
  ['delete from log_text where rowid in (select slot from log_entry limit 1)', 'projection'],
  ["update origin set site = '车'", 'column'],
  ['update head set seq = seq - 1', 'column'],
  ['drop trigger op_keeps_rows; delete from op where seq = 3', 'op'],
  ['drop trigger op_keeps_values', 'page'],
])('finds what was changed behind its back: %s', async (sql, area) => {
  const dir = copy()
  change(dir, sql)
  const { findings } = await verdictOf(dir)
  expect(findings.map((finding) => finding.area)).toContain(area)
})

it('makes tables and indexes again, after which everything verifies', async () => {
  const dir = copy()
  change(dir, "update log_entry set text = '改'; delete from log_text")
  expect((await verdictOf(dir)).findings).not.toEqual([])
  const { code, out } = await run(rebuild, dir)
  expect(code).toBe(0)
  expect(out).toMatch(/projections made again from \d+ ops/)
  expect((await verdictOf(dir)).findings).toEqual([])
})

it('makes a verified copy, restores from it and the segments, and leaves the damaged file', async () => {
  const dir = copy()
  expect((await run(backup, dir)).code).toBe(0)
  expect(readdirSync(join(dir, 'backups'))).toHaveLength(1)
  const path = join(dir, 'console.sqlite')
  const handle = openSync(path, 'r+')
  writeSync(handle, Buffer.alloc(statSync(path).size, 7), 0, null, 0)
  closeSync(handle)
  const broken = await run(verify, dir)
  expect(broken.code).toBe(1)
  expect(broken.out).toContain('page: header: not an SQLite file')
  const done = await run(restore, dir, '--json')
  expect(JSON.parse(done.out)).toMatchObject({
    restored: true,
    missingCount: 0,
    copy: { ops: expect.any(Number) },
  })
  expect(done.code).toBe(0)
  expect(readdirSync(join(dir, 'set-aside'))).toHaveLength(1)
  const { findings, ops } = await verdictOf(dir)
  expect(findings).toEqual([])
  // All that was there, and the boot op and checkpoint of the restore.
  expect(ops).toBe((await verdictOf(original)).ops + 2)
})

it('leaves a whole log alone when asked to restore it', async () => {
  const dir = copy()
  const before = readFileSync(join(dir, 'console.sqlite'))
  expect(await run(restore, dir)).toMatchObject({
    code: 0,
    out: expect.stringContaining('nothing was changed'),
  })
  expect(readFileSync(join(dir, 'console.sqlite')).equals(before)).toBe(true)
})

it('refuses politely while a console holds the folder', async () => {
  const dir = copy()
  const console1 = await startTestConsole({
    modules: quickModules,
    dataDir: dir,
    folder: { backupEveryMs: 0 },
  })
  for (const tool of [rebuild, restore]) {
    const { code, err } = await run(tool, dir)
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringContaining(`process ${process.pid}`),
    })
  }
  expect((await run(verify, dir)).code).toBe(0)
  expect((await run(backup, dir)).code).toBe(0)
  await console1.close()
})

it('exports the log book as CSV and every op as JSON lines, each with the chain heads', async () => {
  const out = join(place, 'exported')
  const { code, out: said } = await run(exporting, original, '--out', out, '--json')
  expect(code).toBe(0)
  const done = JSON.parse(said) as {
    csv: string
    jsonl: string
    entries: number
    ops: number
    heads: number
  }
  const csv = readFileSync(done.csv, 'utf8')
  expect(csv.charCodeAt(0)).toBe(0xfeff)
  expect(csv).toContain('东门积水，第29次报告')
  expect(csv).toContain(`"'=1+1 ""引号"", 换行"`)
  expect(csv).toContain(',实战,')
  expect(csv).toContain('误报')
  const [head, ...ops] = readFileSync(done.jsonl, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  const [chain] = (head?.['heads'] ?? []) as { origin: string; seq: number; hash: string }[]
  expect(ops).toHaveLength(done.ops)
  expect(
    ops.find((op) => op['origin'] === chain?.origin && op['seq'] === chain?.seq),
  ).toMatchObject({ hash: chain?.hash, status: 'actual' })
  expect(csv.trimEnd().split('\r\n').at(-1)).toContain(
    `${chain?.origin},${chain?.seq},${chain?.hash}`,
  )
  const drill = await run(
    exporting,
    original,
    '--out',
    join(place, 'drill'),
    '--status',
    'exercise',
    '--json',
  )
  expect(JSON.parse(drill.out)).toMatchObject({ entries: 0, ops: 0 })
})

it('answers a wrong command line with one sentence', async () => {
  for (const tool of [verify, backup, restore, rebuild, exporting]) {
    for (const argv of [[], ['/no/such/folder'], [original, '--nonsense']]) {
      const { code, out, err } = await run(tool, ...argv)
      expect({ tool: tool.name, argv, code, out }).toEqual({
        tool: tool.name,
        argv,
        code: 2,
        out: '',
      })
      expect(err.trim().split('\n')).toHaveLength(1)
    }
    expect((await run(tool, place, ...(tool === exporting ? ['--out', place] : []))).code).toBe(1)
  }
})
