import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { readExport } from '../../core/gateway/frame-export.ts'
import { toHex } from '../../core/gateway/frame-kit.ts'
import { replayInto, type Replayed } from '../../core/gateway/replay.ts'
import { drivers } from '../gateways/index.ts'
import type { Tool } from './tool.ts'

const help = `
Usage: npm run tool -- replay --driver ID FILE [--settings JSON] [--json]

Plays an export of raw frames (设置 › 网关 › 原始数据 › 导出) into a driver that hangs on no line, and prints
every frame it would record and every event it would tell. Nothing is written to a log or sent.
--driver ID       which driver: ${drivers.map(({ id }) => id).join(', ')}
--settings JSON   the driver's settings; its defaults without it
--json            one JSON object per line

Exit code: 0 every frame that came was understood, 1 some were not, or the driver failed,
2 wrong command line or no export.
`

class WrongCommandLine extends Error {}

function print({ frames, events, written, fault, cut }: Replayed, asJson: boolean): void {
  const lines = [
    ...frames.map(({ at, frame }) => ({ at, kind: 'frame' as const, frame })),
    ...events.map(({ at, event }) => ({ at, kind: 'event' as const, event })),
  ].toSorted((one, other) => one.at - other.at)
  for (const line of lines) {
    const time = new Date(line.at).toISOString()
    if (asJson) {
      const shown =
        line.kind === 'frame' ? { ...line.frame, bytes: toHex(line.frame.bytes) } : line.event
      process.stdout.write(`${JSON.stringify({ at: time, [line.kind]: shown })}\n`)
    } else if (line.kind === 'frame') {
      const { direction, outcome, kind, bytes, decoded } = line.frame
      const said = decoded === undefined ? '' : ` ${JSON.stringify(decoded)}`
      process.stdout.write(
        `${time} ${direction === 'in' ? '<-' : '->'} ${outcome.padEnd(7)} ${kind} ${toHex(bytes)}${said}\n`,
      )
    } else process.stdout.write(`${time} ** ${JSON.stringify(line.event)}\n`)
  }
  if (asJson) return
  process.stdout.write(
    `${frames.length} frames, ${events.length} events, ${written} writes that went nowhere${cut ? ', cut short' : ''}${fault === undefined ? '' : `, the driver failed: ${fault}`}\n`,
  )
}

function settingsOf(text: string | undefined): unknown {
  if (text === undefined) return {}
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new WrongCommandLine('--settings is not JSON')
  }
}

async function replay(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      driver: { type: 'string' },
      settings: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  const driver = drivers.find(({ id }) => id === values.driver)
  if (!driver)
    throw new WrongCommandLine(`name a driver: ${drivers.map(({ id }) => id).join(', ')}`)
  const [file] = positionals
  if (file === undefined) throw new WrongCommandLine('name the file')
  const parsed = driver.settings.safeParse(settingsOf(values.settings))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new WrongCommandLine(`--settings: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`)
  }
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) throw new WrongCommandLine(`the file ${file} cannot be read`)
  const read = readExport(text)
  if (!read.ok) {
    const where = read.code === 'not-an-export' ? `: line ${read.data.line}` : ''
    throw new WrongCommandLine(`${file} is no export of frames (${read.code}${where})`)
  }
  const done = replayInto(driver, parsed.data, read.value)
  print(done, values.json)
  const came = done.frames.filter(({ frame }) => frame.direction === 'in')
  const understood = came.every(({ frame }) => frame.outcome === 'ok')
  return done.fault === undefined && understood && came.length > 0 ? 0 : 1
}

async function run(argv: readonly string[]): Promise<number> {
  try {
    return await replay(argv)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return 2
  }
}

export const tool: Tool = {
  name: 'replay',
  summary: 'play an export of raw frames into a driver, offline, and print what it would give',
  help,
  run,
}
