/** The log on paper. */
import { beijingDate } from '../../../kernel/beijing-time.ts'
import type { PrintDocument, TableRow } from '../../../documents/model.ts'
import { entryWord } from '../../logbook/contract.ts'
import { textRuns, timeOfDay } from '../composers/line-words.ts'
import { dayWords } from './day-words.ts'
import { count, countWords, noCounts, type ExportedLine } from './exported.ts'

export interface PaperLog {
  readonly title: string
  readonly scope: string
  readonly name: string
  readonly status: PrintDocument['status']
  readonly at: number
  /** Who printed it and the end of the chain. */
  readonly proof: readonly string[]
  readonly foot: string
  /** Whether lines of several incidents stand together. */
  readonly mixed: boolean
}

const columns = [
  { title: '编号', width: 'auto' },
  { title: '听到', width: 'auto', align: 'center' },
  { title: '记录', width: 'auto', align: 'center' },
  { title: '入库', width: 'auto', align: 'center' },
  { title: '来源', width: 1.5 },
  { title: '方式', width: 'auto', align: 'center' },
  { title: '内容', width: 8 },
  { title: '记录人', width: 'auto' },
] as const

function row({ entry, undone, incident, paper }: ExportedLine, mixed: boolean) {
  const about = mixed && incident !== '' ? [{ text: `${incident} `, bold: true }] : []
  const from = paper === '' ? [] : [{ text: ` 【纸质表 ${paper}】`, quiet: true }]
  const sign =
    entry.callSign !== null && entry.callSign !== entry.source.text ? `（${entry.callSign}）` : ''
  return [
    entry.number,
    timeOfDay(entry.heardAt, entry.heardAt),
    timeOfDay(entry.typedAt, entry.heardAt),
    timeOfDay(entry.storedAt, entry.heardAt),
    `${entry.source.text}${sign}`,
    entry.channel === null ? entryWord(entry.kind) : entryWord(entry.channel),
    [...about, ...textRuns(entry, undone), ...from],
    entry.recorder.name,
  ]
}

/** @param breathe between pages: ten thousand lines take half a second to compose. */
export async function paperLog(
  pages: Iterable<readonly ExportedLine[]>,
  log: PaperLog,
  breathe: () => Promise<void>,
): Promise<PrintDocument> {
  const rows: TableRow[] = []
  const counts = noCounts()
  let day = ''
  for (const page of pages) {
    for (const line of page) {
      const date = beijingDate(line.entry.heardAt)
      if (date !== day) rows.push({ band: dayWords(line.entry.heardAt) })
      day = date
      rows.push(row(line, log.mixed))
      count(counts, line)
    }
    await breathe()
  }
  return {
    title: log.title,
    subtitle: log.scope,
    fileName: log.name,
    paper: 'A4-landscape',
    status: log.status,
    madeAt: log.at,
    foot: `${log.foot}　共 ${counts.lines} 条`,
    blocks: [
      { kind: 'table', small: true, columns, rows },
      { kind: 'paragraph', words: [{ text: `【完】${countWords(counts)}`, bold: true }] },
      ...log.proof.map((words) => ({
        kind: 'paragraph' as const,
        words: [{ text: words, quiet: true }],
      })),
    ],
  }
}
