import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readFlags, startHeadless, type HeadlessConsole } from '../../src/main/headless-main.ts'

let dataDir = ''
let running: HeadlessConsole | undefined
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'headless-'))
})
afterEach(async () => {
  await running?.close()
  running = undefined
  rmSync(dataDir, { recursive: true, force: true })
})

const flags = (port = 0) => ({ dataDir, port, demo: false })

it('says in a sentence that its port is taken, and lets go of the folder', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => other.once('listening', resolve))
  const { port } = other.address() as AddressInfo
  await expect(startHeadless(flags(port))).rejects.toThrow(`端口 ${port} 已被其他程序占用`)
  other.close()
  running = await startHeadless(flags())
  expect(running.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/start\/[\w-]{32}$/)
})

it('tells a second console who holds the folder', async () => {
  running = await startHeadless(flags())
  await expect(startHeadless(flags())).rejects.toThrow(`进程 ${process.pid}`)
})

it('does not start where the data folder is a file', async () => {
  const file = join(dataDir, 'file')
  writeFileSync(file, '')
  await expect(startHeadless({ ...flags(), dataDir: file })).rejects.toThrow('控制台没有启动')
})

it('leaves the way to further seats to the owner of the folder only, and takes it along', async () => {
  running = await startHeadless(flags())
  const note = join(dataDir, 'seat-server.json')
  // Windows has no such mode; the folder's own rights hold there.
  const mode = process.platform === 'win32' ? 0o600 : statSync(note).mode & 0o777
  expect(mode).toBe(0o600)
  await running.close()
  running = undefined
  expect(statSync(note, { throwIfNoEntry: false })).toBeUndefined()
})

it.each([
  [['--port', 'abc'], '--port must be 0 to 65535'],
  [['--port', '70000'], '--port must be 0 to 65535'],
  [['--nonsense'], '--nonsense'],
  [['stray'], 'stray'],
])('refuses the flags %j with a sentence', (argv, sentence) => {
  expect(readFlags(argv)).toEqual({ problem: expect.stringContaining(sentence) })
})

it('keeps the example apart from real data unless told otherwise', () => {
  expect(readFlags(['--demo'])).toMatchObject({ dataDir: expect.stringMatching(/-demo$/) })
  expect(readFlags(['--demo', '--data', '/x'])).toMatchObject({ dataDir: '/x', demo: true })
})
