/** The console without a desktop: browser seats on this machine or the network. */
import { parseArgs } from 'node:util'
import { openSeatAccess } from './adapters/http-server-access.ts'
import { serveSeats, type SeatServer } from './adapters/http-server.ts'
import { removeRunningNote, writeRunningNote } from './adapters/http-server-note.ts'
import { startConsole, type RunningConsole } from './console.ts'
import { defaultDataDir, practiceDir } from './default-data-dir.ts'
import { StartRefused } from './start-refused.ts'

export interface HeadlessFlags {
  readonly dataDir: string
  readonly secondDisk?: string | undefined
  readonly port: number
  readonly demo: boolean
  readonly practice?: boolean
}

export const usage = `Usage: npm start -- --headless [--data DIR] [--port N] [--demo | --practice]
  --data DIR   data folder (default: ~/.shicheng-dispatch, with --demo ~/.shicheng-dispatch-demo)
  --second-disk DIR  folder on another disk for copies
  --port N     port on 127.0.0.1 (default: any free one)
  --demo       a running example, marked 演练
  --practice   the same for practising, marked 练习: opens DIR-practice beside the real folder
`

/** The flags, or one sentence about what is wrong with them. */
export function readFlags(argv: readonly string[]): HeadlessFlags | { readonly problem: string } {
  const options = {
    data: { type: 'string' },
    'second-disk': { type: 'string' },
    port: { type: 'string', default: '0' },
    demo: { type: 'boolean', default: false },
    practice: { type: 'boolean', default: false },
    headless: { type: 'boolean' },
    help: { type: 'boolean', default: false },
  } as const
  try {
    const { values } = parseArgs({ args: [...argv], options, strict: true })
    if (values.help) return { problem: usage }
    const port = Number(values.port)
    if (!Number.isInteger(port) || port < 0 || port > 65535) {
      return { problem: `--port must be 0 to 65535, not "${values.port}".` }
    }
    const { demo, practice } = values
    if (demo && practice) return { problem: '--demo and --practice cannot be used together.' }
    const real = values.data ?? defaultDataDir(demo)
    if (!practice) return { dataDir: real, secondDisk: values['second-disk'], port, demo, practice }
    // The real console's copies stay its own: practice has no second disk.
    return { dataDir: practiceDir(real), port, demo, practice }
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) }
  }
}

export interface HeadlessConsole {
  readonly console: RunningConsole
  readonly server: SeatServer
  readonly address: string
  close(): Promise<void>
}

const seatName = '本机浏览器席位'

/**
 * Starts the console and its seat server.
 * @throws StartRefused with the sentence for whoever started it.
 */
export async function startHeadless(flags: HeadlessFlags): Promise<HeadlessConsole> {
  const running = await startConsole({
    dataDir: flags.dataDir,
    secondDisk: flags.secondDisk,
    demo: flags.demo,
    practice: flags.practice,
  })
  const { world, local, logger } = running.context
  const controlSecret = Buffer.from(world.random.bytes(24)).toString('base64url')
  try {
    const server = await serveSeats({
      port: flags.port,
      access: openSeatAccess(local, world),
      logger,
      controlSecret,
      handle: (request, channel) => running.handle(request, channel),
      attach: (socket, seat) =>
        running.seats.attachSocket(socket, running.seats.open(seat.id, seat.name)),
    })
    const note = writeRunningNote(flags.dataDir, { origin: server.origin, secret: controlSecret })
    const close = async () => {
      removeRunningNote(note)
      await server.close()
      await running.close()
    }
    return { console: running, server, address: server.newSeatAddress(seatName), close }
  } catch (error) {
    await running.close()
    throw portRefusal(error, flags.port) ?? error
  }
}

function portRefusal(error: unknown, port: number): StartRefused | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE')
    return new StartRefused(`端口 ${port} 已被其他程序占用，请换一个（--port）。`)
  if (code === 'EACCES')
    return new StartRefused(`没有使用端口 ${port} 的权限，请换一个大于 1023 的（--port）。`)
  return undefined
}

/**
 * Runs until it is told to stop. The one line on standard output is the address.
 * @param onReady also gets it, to open a browser.
 */
export async function main(
  argv: readonly string[],
  onReady?: (address: string) => void,
): Promise<number> {
  const flags = readFlags(argv)
  if ('problem' in flags) {
    process.stderr.write(`${flags.problem.trimEnd()}\n`)
    return flags.problem === usage ? 0 : 2
  }
  try {
    const headless = await startHeadless(flags)
    process.stdout.write(`${headless.address}\n`)
    onReady?.(headless.address)
    await stopAsked()
    await headless.close()
    return 0
  } catch (error) {
    if (!(error instanceof StartRefused)) throw error
    process.stderr.write(`${error.message}\n`)
    return 1
  }
}

function stopAsked(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => resolve())
  })
}
