import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { fixtures } from '../gateways/nmea/fixtures/sentences.ts'

const folder = mkdtempSync(join(tmpdir(), 'tools-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function run(
  entry: string,
  argv: readonly string[],
  input = '',
): { code: number | null; out: string; err: string } {
  const ended = spawnSync(process.execPath, [entry, ...argv], { input, encoding: 'utf8' })
  return { code: ended.status, out: ended.stdout, err: ended.stderr }
}
const tool = (argv: readonly string[], input?: string) =>
  run('src/main/tools/index.ts', argv, input)
const vectors = (argv: readonly string[]) => run('src/main/tools/vectors.ts', argv)

function vectorFolder(name: string, rows: unknown): string {
  const at = mkdtempSync(join(folder, 'rows-'))
  writeFileSync(join(at, `${name}.json`), JSON.stringify(rows))
  return at
}

const good = { text: fixtures[0]?.text, decoded: { type: 'RMC', lat: 26.33 }, checksum_ok: true }
/** Connect, version 4, from 0x20 to 0x10: 7e04 + 00fe + 2010 + 0000 + 000c = 9f1e, inverted 60e1. */
const connect = '7e0400fe20100000000c60e1'

it('lists its tools, also as JSON, and each explains itself', () => {
  const listed = tool(['--json'])
  expect(listed.code).toBe(0)
  const names = (JSON.parse(listed.out) as { name: string; summary: string }[]).map(
    (each) => each.name,
  )
  expect(names).toEqual(expect.arrayContaining(['decode', 'simulate', 'vectors']))
  for (const name of ['decode', 'simulate', 'vectors']) {
    const { code, out } = tool([name, '--help'])
    expect({ name, code }).toEqual({ name, code: 0 })
    expect(out).toContain('Usage: npm run ')
  }
}, 60_000)

it('answers a wrong command line with a sentence and exit code 2', () => {
  for (const argv of [
    ['nothing'],
    ['decode', '7e'],
    ['decode', '--driver', 'nmea', '--file', '/no/such'],
    ['simulate'],
    ['replay', '--driver', 'nmea', '/no/such'],
    ['replay', '--driver', 'nobody', 'package.json'],
    ['replay', '--driver', 'nmea', 'package.json'],
    ['simulate', 'hrnp', '--udp', 'x'],
    ['vectors'],
  ]) {
    const { code, out, err } = tool(argv)
    expect({ argv, code, out }).toEqual({ argv, code: 2, out: '' })
    expect(err.trim().split('\n')).toHaveLength(1)
  }
}, 60_000)

it('replays an export into a driver and prints every frame and event', () => {
  const file = join(folder, 'frames.tsv')
  const hex = Buffer.from(`${fixtures[0]?.text}\r\n`, 'latin1').toString('hex')
  writeFileSync(file, `2026-07-01T04:00:00.000Z\t<-\t0\tok\tnmea/GNRMC\t${hex}\t\n`)
  const { code, out } = tool(['replay', '--driver', 'nmea', '--json', file])
  expect(code).toBe(0)
  const lines = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)
  expect(lines).toContainEqual({
    at: '2026-07-01T04:00:00.000Z',
    frame: expect.objectContaining({ outcome: 'ok', kind: 'nmea/GNRMC' }),
  })
  expect(lines).toContainEqual({
    at: '2026-07-01T04:00:00.000Z',
    event: expect.objectContaining({ kind: 'position' }),
  })
  writeFileSync(file, '2026-07-01T04:00:00.000Z\t<-\t0\tok\tx\tff00\t\n')
  expect(tool(['replay', '--driver', 'nmea', file]).code).toBe(1)
}, 60_000)

it('decodes hex from the command line, from a file and from stdin', () => {
  const file = join(folder, 'frames.hex')
  writeFileSync(file, `00ff${connect}\n`)
  const named = tool(['decode', '--driver', 'hytera', '--json', connect])
  expect(named.code).toBe(0)
  expect(JSON.parse(named.out)).toMatchObject({ outcome: 'ok', kind: 'hrnp/connect', hex: connect })
  const filed = tool(['decode', '--driver', 'hytera', '--file', file])
  expect(filed.out).toContain('ok      hrnp/connect')
  expect(filed.code).toBe(1)
  const piped = tool(['decode', '--driver', 'nmea'], `${fixtures[0]?.text}\r\n`)
  expect(piped.code).toBe(0)
  expect(piped.out).toContain('"lat":26.33')
}, 60_000)

it('exits with 1 when a frame is damaged', () => {
  const { code, out } = tool(['decode', '--driver', 'hytera', connect.replace('60e1', '60e0')])
  expect(code).toBe(1)
  expect(out).toContain('damaged')
}, 60_000)

it('checks a folder of published frames: one line per protocol, failures to stderr', () => {
  const passing = vectors([vectorFolder('nmea', [good])])
  expect(passing).toMatchObject({ code: 0, out: 'nmea 1/1\n', err: '' })
  const altered = vectors([vectorFolder('nmea', [good, { ...good, decoded: { lat: 26.34 } }])])
  expect(altered).toMatchObject({
    code: 1,
    out: 'nmea 1/2\n',
    err: 'nmea row 1 lat: expected 26.34, got 26.33\n',
  })
  const unknown = vectors([vectorFolder('nmea', [{ text: '$PUBX,00*33', decoded: {} }])])
  expect(unknown).toMatchObject({ code: 1, out: 'nmea 0/1\n' })
}, 60_000)

it('does not call a folder checked in which there was nothing to check', () => {
  const { code, err } = vectors([vectorFolder('carrier-pigeon', [])])
  expect(code).toBe(1)
  expect(err).toContain('no driver yet for: carrier-pigeon')
  expect(vectors([join(folder, 'nowhere')]).code).toBe(2)
  expect(vectors([vectorFolder('nmea', { rows: [] })])).toMatchObject({ code: 1, out: '' })
}, 60_000)

it('simulates for a while and says what it did', () => {
  const { code, out } = tool(['simulate', 'hrnp', '--listen', '127.0.0.1:0', '--seconds', '1'])
  expect(code).toBe(0)
  expect(out).toMatch(/listening on \d+\n/)
  expect(out).toContain('0 messages in, 0 out')
  const missing = tool([
    'simulate',
    'nmea',
    '--listen',
    '0',
    '--scenario',
    join(folder, 'none.json'),
  ])
  expect(missing.code).toBe(1)
  expect(missing.err).toContain('none.json')
}, 60_000)
