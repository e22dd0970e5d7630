import '../../runtime-guard.ts'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { prepareWords, readSentence } from '../../../core/command/read.ts'
import type { Reading } from '../../../core/command/proposal.ts'
import { loadCountyProfile } from '../../adapters/county-profile.ts'
import { readContext, type ContextReader } from './contexts.ts'
import { exampleCounty } from './example-context.ts'
import { compare, kept } from './expectation.ts'
import { readTable, type SentenceRow } from './table.ts'

const help = `
Usage: npm run test:sentences -- FILE … [--json]

Reads every sentence of a table with the command line's parser and says how many proposals are as
expected. TSV or CSV, UTF-8, with or without a head line; columns: context, sentence, expected.

context    empty, "-" or 默认: the example context (the county's sample teams, 森林大队 and 消防01;
           open: #12 小松镇罗源村森林火灾, #11 屏山镇长江村翻车, #10 琴江镇丘坊村滑坡; groups 12, 21, 1;
           2026-04-05 14:30); the name of a context in contexts.json beside the table; JSON
           {"teams": ["森林大队", {"callSign": "森防01", "name": …, "radios": ["1001"], "incident": "#12",
           "state": "en_route"}], "incidents": [{"number": "#12", "title": …, "category": …, "place": …}],
           "selected": "#12", "selectedUnit": "森防01", "nets": [{"number": "12", "name": …}],
           "people": […], "now": "14:30"} (every key may be left out); or words:
           选中 #12；队伍 森林大队、蓝天；事件 #12 小松镇罗源村山火；时间 14:30
expected   a kind and what must be in it, in any order: "unitStatus 森林大队 到达", "openIncident 山火 is
           looked for as 森林火灾 or 11G01", "casualties #12 受伤2"; JSON that must be part of the
           proposal; several possibilities with "|"; "？" or 存疑: a mark of doubt must be there.
           Kinds, also in Chinese: unitStatus contact acknowledge openIncident furtherCall followUp
           casualties order cancelOrder incidentStep grade reportDraft sendText rollCall checkIn log.
           A log line of an incident and a followUp on it count as the same.

Every miss is printed with what was proposed. Accepted: at least 85 % as expected, no wrong action
without a mark of doubt, no sentence lost. Exit code: 0 accepted, 1 not, 2 wrong command line.
`

const profileFolder = join(import.meta.dirname, '../../../../resources/counties/shicheng')
const needed = 0.85

export interface SentenceReport {
  readonly total: number
  readonly asExpected: number
  readonly wrongWithoutDoubt: number
  readonly lost: number
  readonly misses: readonly {
    readonly row: SentenceRow
    readonly why: string
    readonly reading: Reading | undefined
    readonly wrong: boolean
    readonly lost: boolean
  }[]
}

function namedContexts(folder: string): Map<string, unknown> {
  const named = new Map<string, unknown>()
  if (!existsSync(folder)) return named
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
    try {
      const value: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'))
      named.set(name, value).set(basename(name, '.json'), value)
      if (typeof value !== 'object' || value === null || !name.includes('context')) continue
      for (const [key, one] of Object.entries(value)) named.set(key, one)
    } catch {
      // Another file that happens to lie there; a context it was meant to name is then read as words.
      continue
    }
  }
  return named
}

export function checkSentences(rows: readonly SentenceRow[], folder: string): SentenceReport {
  const profile = loadCountyProfile(profileFolder)
  if (!profile.ok) throw new Error('the county profile does not load')
  const words = prepareWords(exampleCounty(profile.value))
  const reader: ContextReader = { profile: profile.value, words, named: namedContexts(folder) }
  const misses: SentenceReport['misses'][number][] = []
  for (const row of rows) {
    const context = readContext(reader, row.context)
    const reading = readSentence(row.sentence, context, words)
    const verdict = reading
      ? compare(row.expected, reading)
      : { asExpected: row.expected === '', why: 'nothing was proposed', wrong: false }
    const lost = row.sentence.trim() !== '' && (!reading || !kept(row.sentence, reading))
    if (verdict.asExpected && !lost) continue
    const harmless =
      reading === undefined || reading.proposal.kind === 'log' || reading.doubts.length > 0
    misses.push({ row, why: verdict.why, reading, wrong: verdict.wrong && !harmless, lost })
  }
  return {
    total: rows.length,
    asExpected: rows.length - misses.filter(({ why }) => why !== '').length,
    wrongWithoutDoubt: misses.filter(({ wrong }) => wrong).length,
    lost: misses.filter(({ lost }) => lost).length,
    misses,
  }
}

export function accepted({ total, asExpected, wrongWithoutDoubt, lost }: SentenceReport): boolean {
  return total > 0 && asExpected / total >= needed && wrongWithoutDoubt === 0 && lost === 0
}

function print(file: string, report: SentenceReport): void {
  for (const { row, why, reading, wrong, lost } of report.misses) {
    const doubts = reading?.doubts.map(({ code }) => code).join(',') ?? ''
    process.stdout.write(
      `${file}:${row.line} ${wrong ? 'WRONG WITHOUT DOUBT' : 'missed'}${lost ? ' LOST' : ''}\n` +
        `  sentence  ${row.sentence}\n  expected  ${row.expected}\n` +
        `  proposed  ${reading ? `${reading.proposal.kind}: ${reading.headline}${doubts === '' ? '' : ` [doubt: ${doubts}]`}` : 'nothing'}\n` +
        `  missing   ${why}\n`,
    )
  }
  const percent = report.total === 0 ? 0 : (report.asExpected / report.total) * 100
  process.stdout.write(
    `${file}: ${report.asExpected} of ${report.total} as expected (${percent.toFixed(1)} %), ` +
      `${report.wrongWithoutDoubt} wrong without doubt, ${report.lost} lost: ${accepted(report) ? 'accepted' : 'NOT accepted'}\n`,
  )
}

function main(argv: readonly string[]): number {
  const files = argv.filter((one) => !one.startsWith('--'))
  if (argv.includes('--help')) {
    process.stdout.write(`${help.trim()}\n`)
    return 0
  }
  if (files.length === 0) {
    process.stderr.write(`${help.trim()}\n`)
    return 2
  }
  let good = true
  for (const file of files) {
    const report = checkSentences(readTable(readFileSync(file, 'utf8')), dirname(file))
    if (argv.includes('--json')) process.stdout.write(`${JSON.stringify({ file, ...report })}\n`)
    else print(file, report)
    good &&= accepted(report)
  }
  return good ? 0 : 1
}

if (process.argv[1] === import.meta.filename) {
  try {
    process.exitCode = main(process.argv.slice(2))
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
}
