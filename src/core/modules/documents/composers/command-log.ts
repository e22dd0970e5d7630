/** 20 指挥纪实: orders, decisions, reports of one incident in the order they were heard. */
import { factPairs, minute, signatures } from '../../../documents/blocks.ts'
import { beijingDate } from '../../../kernel/beijing-time.ts'
import type { PrintDocument, TableRow } from '../../../documents/model.ts'
import type { CoreContext } from '../../../module.ts'
import { incidentWord } from '../../incidents/contract.ts'
import { entryWord, type LogEntry } from '../../logbook/contract.ts'
import { dayWords } from '../log-export/day-words.ts'
import { framed, incidentSubtitle } from './frame.ts'
import { incidentLines, type QuotedIncident } from './incident-reading.ts'
import { textRuns, timeOfDay } from './line-words.ts'

/** Lines that the console wrote about itself are no part of what was commanded. */
const leftOut = new Set(['system', 'alarm'])

function rows(lines: readonly LogEntry[]): TableRow[] {
  const made: TableRow[] = []
  let day = ''
  for (const line of lines) {
    const date = beijingDate(line.heardAt)
    if (date !== day) made.push({ band: dayWords(line.heardAt) })
    day = date
    made.push([
      line.number,
      timeOfDay(line.heardAt, line.heardAt),
      line.source.text,
      entryWord(line.kind),
      textRuns(line),
      line.callSign ?? '',
      line.actionClosed?.note ?? '',
      line.recorder.name,
    ])
  }
  return made
}

export function commandLog(context: CoreContext, incident: QuotedIncident): PrintDocument {
  const { shown, field } = incident
  const lines = incidentLines(context, shown.id).filter(
    ({ generated, kind }) => !(generated && leftOut.has(kind)),
  )
  return framed(context, {
    title: '指挥纪实',
    subtitle: `${shown.title}　${incidentSubtitle(incident)}`,
    fileName: `指挥纪实 ${shown.number}`,
    paper: 'A4-landscape',
    blocks: [
      factPairs([
        ['接报时间', minute(shown.receivedAt)],
        ['当前状态', incidentWord(shown.incidentStatus)],
        ['地点', incident.place],
        ['现场指挥', field('commander')],
      ]),
      {
        kind: 'table',
        small: true,
        columns: [
          { title: '编号', width: 'auto' },
          { title: '时间', width: 'auto' },
          { title: '人员（来源）', width: 'auto' },
          { title: '类别', width: 'auto', align: 'center' },
          { title: '内容', width: 5 },
          { title: '执行', width: 'auto' },
          { title: '结果', width: 1 },
          { title: '记录人', width: 'auto' },
        ],
        rows: rows(lines),
      },
      {
        kind: 'paragraph',
        words: `共 ${lines.length} 条，其中划改 ${lines.filter(({ struck }) => struck).length} 条、补录 ${lines.filter(({ late }) => late).length} 条。`,
      },
      signatures(['记录人', ''], ['现场指挥', ''], ['带班领导', '']),
    ],
  })
}
