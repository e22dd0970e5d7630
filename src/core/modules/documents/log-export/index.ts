/** The duty log, or one incident's, as PDF, CSV or JSON lines, each with the end of its chain. */
import { newId } from '../../../kernel/id.ts'
import { accept, refuse, type Refusal, type Result } from '../../../kernel/result.ts'
import type { CoreContext, Seat } from '../../../module.ts'
import { recordFor, requireRight } from '../../../seat-log.ts'
import { incidentRow } from '../../incidents/index.ts'
import { countEntries, logLines, type EntryId } from '../../logbook/index.ts'
import { chainWords, printedWords, shortChainWords } from '../chain-words.ts'
import { mostPrintedLines, type LogFormat, type LogRange } from '../contract.ts'
import { fileName } from '../file-name.ts'
import type { Offer } from '../print.ts'
import { csvEnd, csvHead, csvRow } from './csv.ts'
import { count, exportedLines, noCounts } from './exported.ts'
import { jsonEnd, jsonEntry, jsonHead, type ExportFacts } from './json-lines.ts'
import { paperLog } from './paper.ts'
import { rangeWords } from './range-words.ts'

export function logSize(context: CoreContext, range: LogRange): number {
  return countEntries(context.db, range)
}

export type ExportRefusal =
  | Refusal<'bad-range'>
  | Refusal<'no-lines'>
  | Refusal<'too-many', { readonly lines: number; readonly most: number }>

export async function exportLog(
  context: CoreContext,
  seat: Seat,
  { format, ...range }: LogRange & { readonly format: LogFormat },
): Promise<Result<Offer & { readonly lines: number }, ExportRefusal>> {
  const { name } = requireRight(seat, 'export')
  if (range.from != null && range.to != null && range.to <= range.from) return refuse('bad-range')
  const lines = logSize(context, range)
  if (lines === 0) return refuse('no-lines')
  if (format === 'pdf' && lines > mostPrintedLines) {
    return refuse('too-many', { lines, most: mostPrintedLines })
  }
  const words = rangeWords(context, range)
  const facts: ExportFacts = {
    title: words.title,
    scope: words.scope,
    range,
    status: context.status,
    head: context.log.head(),
    at: context.world.clock.nowMs(),
    by: name,
  }
  const file = fileName({ status: facts.status, fileName: words.name, madeAt: facts.at }, format)
  if (format === 'pdf') {
    const path = await offerPaper(context, facts, file)
    noteInLog(context, seat, facts, { format, lines })
    return accept({ path, name: file, lines })
  }
  const without = noteInLog(context, seat, facts, { format, lines })
  return accept({ path: offerText(context, facts, { file, format, without }), name: file, lines })
}

async function offerPaper(context: CoreContext, facts: ExportFacts, file: string): Promise<string> {
  const printed = printedWords(context, facts.by)
  const pages = exportedLines(context, facts.range, { storedAt: facts.at, without: undefined })
  const log = {
    title: facts.title,
    scope: facts.scope,
    name: file,
    status: facts.status,
    at: facts.at,
    proof: [printed, chainWords(facts.head)],
    foot: `${printed}　${shortChainWords(facts.head)}`,
    mixed: facts.range.incident == null,
  }
  const document = await paperLog(pages, log, context.breathe)
  const bytes = await context.render(document, 'pdf')
  return context.files.offer({ name: file, type: 'application/pdf', bytes })
}

function offerText(
  context: CoreContext,
  facts: ExportFacts,
  {
    file,
    format,
    without,
  }: { readonly file: string; readonly format: 'csv' | 'jsonl'; readonly without?: string },
): string {
  const until = { storedAt: facts.at, without }
  function* parts(): Generator<string, void> {
    const counts = noCounts()
    yield format === 'csv' ? csvHead : jsonHead(facts)
    for (const page of exportedLines(context, facts.range, until)) {
      for (const line of page) count(counts, line)
      yield page.map(format === 'csv' ? csvRow : jsonEntry).join('')
    }
    const proof = [
      `${facts.title}，${facts.scope}`,
      printedWords(context, facts.by),
      chainWords(facts.head),
    ]
    yield format === 'csv' ? csvEnd(counts, proof) : jsonEnd(counts, facts.head)
  }
  const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson'
  return context.files.offerStream({ name: file, type, parts })
}

function noteInLog(
  context: CoreContext,
  seat: Seat,
  { title, scope, range, head, by }: ExportFacts,
  { format, lines }: { readonly format: LogFormat; readonly lines: number },
): string {
  const incident = range.incident == null ? undefined : incidentRow(context.db, range.incident)?.id
  const what = format === 'pdf' ? '打印' : '导出'
  const id: EntryId = newId(context.world.clock, context.world.random)
  recordFor(context, seat, () => [
    logLines(context)({
      id,
      kind: 'system',
      source: { kind: 'text', text: by },
      incident,
      text: `${what}${title}（${format.toUpperCase()}，${lines} 条）：${scope}；${shortChainWords(head)}`,
      recorder: by,
    }),
  ])
  return id
}
