import { parseArgs } from 'node:util'
import { readRunningNote } from '../adapters/http-server-note.ts'
import { defaultDataDir } from '../default-data-dir.ts'
import type { Tool } from './tool.ts'

const options = {
  data: { type: 'string' },
  name: { type: 'string' },
  recorder: { type: 'boolean', default: false },
  demo: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`)
}

async function run(argv: readonly string[]): Promise<number> {
  let values: ReturnType<typeof parseArgs<{ options: typeof options }>>['values']
  try {
    values = parseArgs({ args: [...argv], options, strict: true }).values
  } catch (error) {
    say(error instanceof Error ? error.message : String(error))
    return 2
  }
  const dataDir = values.data ?? defaultDataDir(values.demo ?? false)
  const note = readRunningNote(dataDir)
  if (!note) {
    say(
      `No console serves seats from ${dataDir}. Start one with npm start -- --headless --data ${dataDir}`,
    )
    return 1
  }
  const recorder = values.recorder ?? false
  const name = values.name ?? (recorder ? '录音页' : '浏览器席位')
  const kind = recorder ? '&kind=recorder' : ''
  const url = `${note.origin}/control/seat-link?name=${encodeURIComponent(name)}${kind}`
  let answer: Response
  try {
    answer = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${note.secret}` },
    })
  } catch {
    say(
      `The console of ${dataDir} does not answer at ${note.origin}; it was probably stopped by force.`,
    )
    return 1
  }
  const address = (await answer.text()).trim()
  if (!answer.ok) {
    say(`The console refused (${answer.status}).`)
    return 1
  }
  process.stdout.write(
    values.json ? `${JSON.stringify({ address, validS: 60 })}\n` : `${address}\n`,
  )
  return 0
}

export const tool: Tool = {
  name: 'seat-link',
  summary: 'gives a one-time address that opens one more browser seat on a running console',
  help: `
npm run tool -- seat-link [--data DIR] [--demo] [--name NAME] [--recorder] [--json]

  --data DIR   the running console's data folder
  --name NAME  what the seat is called on the console (default 浏览器席位)
  --recorder   opens the recorder page instead: for a browser on the console machine that
               records the radio lines and does nothing else

The address works once, within 60 seconds.`,
  run,
}
