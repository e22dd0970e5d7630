import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { Driver, FrameRecord } from '../../core/gateway/driver.ts'
import { fromHex, fromLatin1, toHex } from '../../core/gateway/frame-kit.ts'
import { decodeHytera } from '../gateways/hytera/index.ts'
import { nmea } from '../gateways/nmea/index.ts'
import type { Tool } from './tool.ts'

const help = `
Usage: npm run tool -- decode --driver hytera|nmea [HEX … | --file PATH | (stdin)] [--text] [--json]

Decodes the bytes of a line and prints every frame: outcome, kind, hex, and what it says.
--driver hytera   HRNP packets (7e…) from a stream with noise in it; or one HSTRP datagram
                  (3242…), one HDAP message or one bare location message per line
--driver nmea     sentences of a satellite receiver
--text            the input is the bytes themselves, not hex (the default for nmea)
--json            one JSON object per frame

Exit code: 0 every frame was decoded, 1 some were damaged or unknown, or there were none,
2 wrong command line.
`

type Frame = Pick<FrameRecord, 'outcome' | 'kind' | 'bytes' | 'decoded'>

/** Runs a driver's session on the bytes as if they had come in on a line; nothing is answered. */
function throughSession<Settings>(driver: Driver<Settings>, bytes: Uint8Array): Frame[] {
  const frames: Frame[] = []
  const due: (() => void)[] = []
  const session = driver.session(driver.settings.parse({}), {
    timers: {
      after(_delayMs, run) {
        due.push(run)
        return () => void due.splice(due.indexOf(run), 1)
      },
    },
    random: { bytes: (count) => new Uint8Array(count) },
    nowMs: () => Date.now(),
    monotonicMs: () => 0,
    write: () => {},
    emit: () => {},
    record: (frame) => {
      if (frame.direction === 'in') frames.push(frame)
    },
  })
  session.onBytes(bytes, 0)
  // The line falls quiet: what is left unfinished is reported, too.
  for (let round = 0; round < 4 && due.length > 0; round++) due.shift()?.()
  session.close()
  return frames
}

function hyteraPiece(bytes: Uint8Array): Frame {
  const decoded = decodeHytera(bytes)
  if (decoded === undefined) return { outcome: 'noise', kind: 'noise', bytes }
  return { outcome: decoded.outcome, kind: decoded.kind, bytes, decoded: decoded.record }
}

async function readHytera(lines: readonly Uint8Array[]): Promise<Frame[]> {
  const { hyteraHrnp } = await import('../gateways/hytera/index.ts')
  return lines.flatMap((bytes) =>
    bytes.includes(0x7e) && bytes[0] !== 0x32 && decodeHytera(bytes)?.layer !== 'hdap'
      ? throughSession(hyteraHrnp, bytes)
      : [hyteraPiece(bytes)],
  )
}

function print(frames: readonly Frame[], asJson: boolean): void {
  for (const { outcome, kind, bytes, decoded } of frames) {
    const hex = toHex(bytes)
    if (asJson) process.stdout.write(`${JSON.stringify({ outcome, kind, hex, decoded })}\n`)
    else
      process.stdout.write(
        `${outcome.padEnd(7)} ${kind}\n  ${hex}\n${decoded === undefined ? '' : `  ${JSON.stringify(decoded)}\n`}`,
      )
  }
}

async function readStdin(): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of process.stdin) parts.push(Buffer.from(part as Uint8Array))
  return Buffer.concat(parts).toString('latin1')
}

async function run(argv: readonly string[]): Promise<number> {
  let words
  try {
    words = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        driver: { type: 'string' },
        file: { type: 'string' },
        text: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return 2
  }
  const { values, positionals } = words
  if (values.driver !== 'hytera' && values.driver !== 'nmea') {
    process.stderr.write('Name the driver: --driver hytera or --driver nmea\n')
    return 2
  }
  const isText =
    values.text ||
    (values.driver === 'nmea' && !positionals.every((word) => /^[0-9a-f]+$/i.test(word))) ||
    (values.driver === 'nmea' && positionals.length === 0)
  const input =
    positionals.length > 0
      ? positionals.join('\n')
      : values.file === undefined
        ? await readStdin()
        : await readFile(values.file, 'latin1').catch(() => undefined)
  if (input === undefined) {
    process.stderr.write(`The file ${values.file} cannot be read.\n`)
    return 2
  }
  const lines: Uint8Array[] = []
  for (const line of isText ? [input] : input.split('\n')) {
    const bytes = isText ? fromLatin1(`${line}\r\n`) : fromHex(line)
    if (bytes === undefined) {
      process.stderr.write(`This is not hex: ${line.slice(0, 60)}\n`)
      return 2
    }
    if (bytes.length > 0) lines.push(bytes)
  }
  const frames =
    values.driver === 'nmea'
      ? lines.flatMap((bytes) => throughSession(nmea, bytes))
      : await readHytera(lines)
  print(frames, values.json)
  return frames.length > 0 && frames.every((frame) => frame.outcome === 'ok') ? 0 : 1
}

export const tool: Tool = {
  name: 'decode',
  summary: 'decode frames given as hex or text and print what they say',
  help,
  run,
}
