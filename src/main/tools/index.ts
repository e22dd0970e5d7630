import '../runtime-guard.ts'
import type { Tool } from './tool.ts'

/** The list. A tool is loaded only when it is asked for. */
const tools: Readonly<Record<string, () => Promise<{ readonly tool: Tool }>>> = {
  decode: () => import('./decode.ts'),
  replay: () => import('./replay.ts'),
  simulate: () => import('./simulate/index.ts'),
  maps: () => import('./maps.ts'),
  vectors: () => import('./vectors.ts'),
  'seat-link': () => import('./seat-link.ts'),
  verify: () => import('./verify/index.ts'),
  export: () => import('./export.ts'),
  backup: () => import('./backup.ts'),
  restore: () => import('./restore.ts'),
  rebuild: () => import('./rebuild.ts'),
}

async function listTools(asJson: boolean): Promise<void> {
  const rows: { name: string; summary: string }[] = []
  for (const [name, load] of Object.entries(tools)) {
    const { tool } = await load()
    rows.push({ name, summary: tool.summary })
  }
  if (asJson) return void process.stdout.write(`${JSON.stringify(rows)}\n`)
  const width = Math.max(...rows.map((row) => row.name.length))
  const lines = rows.map((row) => `  ${row.name.padEnd(width)}  ${row.summary}`)
  process.stdout.write(
    `Usage: npm run tool -- NAME [options]\n\n${lines.join('\n')}\n\n--help after a name explains it.\n`,
  )
}

async function main(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv
  if (name === undefined || name === '--help' || name === '--json') {
    await listTools(argv.includes('--json'))
    return name === undefined ? 2 : 0
  }
  const load = tools[name]
  if (load === undefined) {
    process.stderr.write(`There is no tool "${name}". Tools: ${Object.keys(tools).join(', ')}\n`)
    return 2
  }
  const { tool } = await load()
  if (rest.includes('--help') && tool.help !== undefined) {
    process.stdout.write(`${tool.name}: ${tool.summary}\n\n${tool.help.trim()}\n`)
    return 0
  }
  return tool.run(rest)
}

// `exitCode` instead of `exit()`: output to a pipe is not cut off.
process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  const sentence = error instanceof Error ? error.message : String(error)
  process.stderr.write(`${sentence}\n`)
  // The place is for those who mend it; the sentence above is for everybody.
  if (process.env['DEBUG'] !== undefined && error instanceof Error) {
    process.stderr.write(`${error.stack ?? ''}\n`)
  }
  return 1
})
