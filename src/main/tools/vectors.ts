import '../runtime-guard.ts'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { vectorProtocols } from '../gateways/vector-protocols.ts'
import type { Tool } from './tool.ts'
import type { VectorRow } from './vector-protocol.ts'
import { runVectors, type VectorReport } from './vector-run.ts'

const help = `
Usage: npm run test:vectors -- DIR [--json]

Checks every <protocol>.json in DIR whose driver exists and prints "protocol passed/total".
A row passes when every key of its "decoded" is there with the same value: text and whole numbers
exactly, other numbers within 0.000001, null means absent; more keys are allowed. A row with
"checksum_ok": false, or without one "length_ok": false, must be reported as damaged and still read
as published. A row that throws, is unknown or is not decoded has failed. Failures go to stderr with row (from 0)
and key. A row whose published decode is wrong for a written reason is disputed: it must differ, and
is counted apart.

Exit code: 0 all rows passed or are disputed, 1 a row failed or there was nothing to check, 2 wrong command line.
`

function isRow(value: unknown): value is VectorRow {
  return typeof value === 'object' && value !== null && ('hex' in value || 'text' in value)
}

async function readRows(file: string): Promise<readonly VectorRow[]> {
  const content: unknown = JSON.parse(await readFile(file, 'utf8'))
  if (!Array.isArray(content) || !content.every(isRow)) {
    throw new Error(`${file} is not a list of rows with "hex" or "text"`)
  }
  return content
}

function print(
  reports: readonly VectorReport[],
  withoutDriver: readonly string[],
  asJson: boolean,
): void {
  if (asJson) return void process.stdout.write(`${JSON.stringify({ reports, withoutDriver })}\n`)
  for (const { protocol, passed, total, failures, disputed } of reports) {
    const besides = disputed.length === 0 ? '' : `, ${disputed.length} disputed`
    process.stdout.write(`${protocol} ${passed}/${total}${besides}\n`)
    for (const { row, key, detail } of disputed) {
      process.stderr.write(`${protocol} row ${row} ${key} disputed: ${detail}\n`)
    }
    for (const { row, key, detail } of failures) {
      process.stderr.write(`${protocol} row ${row} ${key}: ${detail}\n`)
    }
  }
  if (withoutDriver.length > 0) {
    process.stderr.write(`no driver yet for: ${withoutDriver.join(', ')}\n`)
  }
}

export async function run(argv: readonly string[]): Promise<number> {
  const folders = argv.filter((word) => !word.startsWith('--'))
  const [folder] = folders
  if (argv.includes('--help')) {
    process.stdout.write(help.trimStart())
    return 0
  }
  if (folder === undefined || folders.length > 1) {
    process.stderr.write('Name one folder of vector files: npm run test:vectors -- DIR\n')
    return 2
  }
  const names = await readdir(folder).catch(() => undefined)
  if (names === undefined) {
    process.stderr.write(`The folder ${folder} cannot be read.\n`)
    return 2
  }
  const reports: VectorReport[] = []
  const withoutDriver: string[] = []
  for (const name of names.filter((each) => each.endsWith('.json')).sort()) {
    const protocol = vectorProtocols.find((each) => `${each.protocol}.json` === name)
    if (protocol === undefined) withoutDriver.push(name.slice(0, -'.json'.length))
    else reports.push(runVectors(protocol, await readRows(join(folder, name))))
  }
  print(reports, withoutDriver, argv.includes('--json'))
  return reports.length > 0 && reports.every((report) => report.failures.length === 0) ? 0 : 1
}

export const tool: Tool = {
  name: 'vectors',
  summary: 'check the decoders against published frames in a folder',
  help,
  run,
}

if (import.meta.main) {
  process.exitCode = await run(process.argv.slice(2)).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  })
}
