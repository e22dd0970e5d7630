/** 4 接报登记单: what was told on the telephone, and what became of it. */
import { factPairs, factRows, minute, signatures } from '../../../documents/blocks.ts'
import type { Block, PrintDocument } from '../../../documents/model.ts'
import type { CoreContext } from '../../../module.ts'
import { callsOf } from '../../incidents/index.ts'
import { incidentWord } from '../../incidents/contract.ts'
import { entryWord, type LogEntry } from '../../logbook/contract.ts'
import { framed, incidentSubtitle } from './frame.ts'
import { incidentLines, type QuotedIncident } from './incident-reading.ts'
import { textRuns } from './line-words.ts'

/** What the caller told: the typed lines of the intake itself. */
function told(lines: readonly LogEntry[], receivedAt: number): LogEntry[] {
  return lines.filter(
    ({ generated, kind, heardAt }) =>
      !generated && kind === 'report' && heardAt <= receivedAt + 60_000,
  )
}

function verified({ shown }: QuotedIncident): string {
  const step = shown.history.find(({ status }) =>
    ['assessed', 'responding', 'false_alarm'].includes(status),
  )
  return step ? `已核实（${incidentWord(step.status)}，${minute(step.at)} ${step.by}）` : '未核实'
}

function outcome({ shown }: QuotedIncident): string {
  const last = shown.history.at(-1)
  if (!last) return ''
  const reason = last.reason === '' ? '' : `，${last.reason}`
  return `${incidentWord(last.status)}（${minute(last.at)} ${last.by}${reason}）`
}

export function phoneRecord(context: CoreContext, incident: QuotedIncident): PrintDocument {
  const { shown, field } = incident
  const lines = incidentLines(context, shown.id)
  const first = told(lines, shown.receivedAt)
  const channel = first.find((line) => line.channel !== null)?.channel
  const words = first.flatMap((line, place) => [
    ...(place === 0 ? [] : [{ text: '\n' }]),
    ...textRuns(line),
  ])
  return framed(context, {
    title: '接报登记单',
    subtitle: incidentSubtitle(incident),
    fileName: `接报登记单 ${shown.number}`,
    blocks: [
      factPairs([
        ['接报时间', minute(shown.receivedAt)],
        ['方式', channel ? entryWord(channel) : ''],
        ['来电人、单位', field('source')],
        ['电话', field('contact')],
        ['事发时间', field('occurredAt')],
        ['事件类别', shown.categoryName],
      ]),
      factRows([
        { label: '地点', value: incident.place },
        { label: '内容', value: words.length === 0 ? shown.title : words, heightMm: 40 },
        { label: '是否核实', value: verified(incident) },
        { label: '处理意见', value: '', heightMm: 26 },
        { label: '带班领导批示', value: '', heightMm: 26 },
        { label: '办理结果', value: outcome(incident), heightMm: 16 },
      ]),
      ...furtherCalls(context, shown.id),
      signatures(['登记人', incident.openedBy], ['带班领导', ''], ['时间', '']),
    ],
  })
}

function furtherCalls(context: CoreContext, incident: string): Block[] {
  const calls = callsOf(context.db, incident)
  if (calls.length === 0) return []
  return [
    { kind: 'heading', level: 2, text: '后续来电' },
    {
      kind: 'table',
      columns: [
        { title: '时间', width: 'auto' },
        { title: '来电人', width: 'auto' },
        { title: '电话', width: 'auto' },
        { title: '内容', width: 1 },
      ],
      rows: calls.map(({ at, source, phone, text }) => [minute(at), source, phone ?? '', text]),
    },
  ]
}
