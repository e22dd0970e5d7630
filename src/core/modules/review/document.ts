/** 复盘评估报告 (domain §13 no. 33): nine parts, times, timeline, problems and what is done about them. */
import { beijingDateTime, beijingMinute } from '../../kernel/beijing-time.ts'
import type { DocumentKind } from '../../documents/kind.ts'
import type { Block, PrintDocument, Words } from '../../documents/model.ts'
import { accept, refuse } from '../../kernel/result.ts'
import type { CoreContext } from '../../module.ts'
import { incidentWord } from '../incidents/contract.ts'
import { basisWord, verdictWord, type MeasuredTime, type Review } from './contract.ts'
import { spanWords } from './contract.ts'
import { reviewShown } from './queries.ts'
import { incidentRecordFor, recordTimeline, type IncidentRecord } from './record.ts'
import { printLook, timelineSvg } from './timeline-svg.ts'

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九'] as const
const missing = '未记录'
/** Between the margins of A4. */
const chartWidthPt = 480
/** Units of the drawing: its 10-unit words come out at 8.6 points. */
const chartWidth = 560

function timeOr(at: number | null): string {
  return at === null ? missing : beijingMinute(at)
}

function limitWords({ limit }: MeasuredTime): string {
  if (!limit) return '—'
  return `${spanWords(limit.ms)}（${basisWord(limit.basis)}）`
}

/** What is over its limit must be found on a black-and-white page: bold, with the word. */
function verdictCell({ verdict }: MeasuredTime): Words {
  const text = verdictWord(verdict)
  const bad = verdict === 'over' || verdict === 'pending-over' || verdict === 'unclear'
  return [{ text, bold: bad }]
}

function timesTable(times: readonly MeasuredTime[]): Block {
  return {
    kind: 'table',
    columns: [
      { title: '对象', width: 12 },
      { title: '环节', width: 20 },
      { title: '起', width: 13 },
      { title: '止', width: 13 },
      { title: '用时', width: 13, align: 'right' },
      { title: '时限（依据）', width: 20 },
      { title: '结果', width: 9 },
    ],
    rows: times.map((time) => [
      time.team ?? '事件',
      time.label,
      timeOr(time.from.at),
      timeOr(time.to.at),
      time.tookMs === null ? '—' : spanWords(time.tookMs),
      limitWords(time),
      verdictCell(time),
    ]),
  }
}

function actionsTable(review: Review): Block {
  return {
    kind: 'table',
    columns: [
      { title: '序号', width: 6, align: 'center' },
      { title: '问题', width: 24 },
      { title: '整改措施', width: 27 },
      { title: '责任单位', width: 13 },
      { title: '期限', width: 14 },
      { title: '验收人', width: 8 },
      { title: '状态', width: 8 },
    ],
    rows: review.actions.map((action, index) => [
      String(index + 1),
      action.problem,
      action.measure,
      action.owner,
      action.due,
      action.verifier,
      action.overdue ? [{ text: `${action.stateWord}（逾期）`, bold: true }] : action.stateWord,
    ]),
  }
}

function paragraphs(text: string): Block[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ({ kind: 'paragraph', words: line }))
}

function timelineBlocks(record: IncidentRecord): Block[] {
  const timeline = recordTimeline(record)
  const { svg, width, height } = timelineSvg(timeline, chartWidth, printLook)
  return [
    {
      kind: 'picture',
      svg,
      widthPt: chartWidthPt,
      heightPt: Math.round((height * chartWidthPt) / width),
    },
    {
      kind: 'table',
      columns: [
        { title: '序号', width: 7, align: 'center' },
        { title: '时间', width: 21 },
        { title: '事项', width: 72 },
      ],
      rows: timeline.marks.map(({ number, at, text }) => [
        String(number),
        beijingDateTime(at).slice(5),
        text,
      ]),
    },
  ]
}

function signer(review: Review): string {
  if (review.state === null || review.writable) return ''
  const signed = review.history.findLast(({ state }) => state === 'signed')
  return signed ? `${signed.decided ?? signed.by} ${beijingMinute(signed.at)}` : ''
}

function draftNote(review: Review): Block[] {
  return review.state === null || review.writable
    ? [{ kind: 'paragraph', words: [{ text: '未签发，草稿', bold: true }] }]
    : []
}

function reviewDocument(context: CoreContext, record: IncidentRecord): PrintDocument {
  const review = reviewShown(context, record)
  const { shown } = record
  const made = context.world.clock.nowMs()
  const headed = (title: string): Block => ({ kind: 'heading', text: title, level: 1 })
  return {
    title: `${shown.title}复盘评估报告`,
    subtitle: `${shown.incidentNo}（${shown.number}） ${incidentWord(shown.grade)} 打印 ${beijingDateTime(made)}`,
    fileName: `复盘评估报告 ${shown.incidentNo}`,
    paper: 'A4',
    status: context.status,
    madeAt: made,
    foot: '',
    blocks: [
      ...draftNote(review),
      ...review.sections.flatMap(({ number, title, text }) => [
        headed(`${numerals[number - 1] ?? number}、${title}`),
        ...paragraphs(text),
      ]),
      headed('附一 用时对照'),
      ...(review.timesSigned
        ? [{ kind: 'paragraph', words: [{ text: '签发时的数据。', quiet: true }] } as const]
        : []),
      timesTable(review.times),
      { kind: 'page-break' },
      headed('附二 时间线'),
      ...timelineBlocks(record),
      headed('附三 问题与整改'),
      review.actions.length === 0
        ? { kind: 'paragraph', words: '没有列入整改的问题。' }
        : actionsTable(review),
      { kind: 'space', mm: 8 },
      {
        kind: 'signatures',
        labels: [
          ['编制', review.history[0]?.by ?? ''],
          ['审核', ''],
          ['签发', signer(review)],
        ],
      },
    ],
  }
}

export const documents: readonly DocumentKind[] = [
  {
    key: 'review_report',
    number: 33,
    title: '复盘评估报告',
    formats: ['pdf', 'docx'],
    subjects(context, incident) {
      const record = incident === null ? undefined : incidentRecordFor(context, incident)
      return record?.reviewed.ended ? [{ id: record.row.id, title: '复盘评估报告' }] : []
    },
    compose(context, subject) {
      const record = incidentRecordFor(context, subject)
      return record ? accept(reviewDocument(context, record)) : refuse('not-found')
    },
  },
]
