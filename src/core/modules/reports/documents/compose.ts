/** Reports on paper (domain §13, 5–10). What is printed is the signed text itself. */
import type { Block, PrintDocument } from '../../../documents/model.ts'
import { accept, refuse, type Refusal, type Result } from '../../../kernel/result.ts'
import { beijingDate } from '../../../kernel/beijing-time.ts'
import type { CoreContext } from '../../../module.ts'
import { incidentRow } from '../../incidents/index.ts'
import type { ReportClock, ReportDetail } from '../contract.ts'
import { reportClocks } from '../limits.ts'
import { reportDetail, reportRow } from '../queries.ts'
import {
  fact,
  facts,
  limitTable,
  minute,
  proof,
  sendingTable,
  signatures,
  signedWords,
} from './parts.ts'

interface Printing {
  readonly report: ReportDetail
  readonly clocks: readonly ReportClock[]
  readonly incidentNo: string
  readonly county: string
}

export type Composed = Result<PrintDocument, Refusal<'not-found', undefined>>
export type Compose = (context: CoreContext, report: string) => Composed

function text({ report }: Printing, key: string): string {
  return report.elements.find((element) => element.key === key)?.text.trim() ?? ''
}

const sentTo = ({ report }: Printing) =>
  [...new Set(report.sendings.map(({ to }) => to))].join('、')

function firstSentAt({ report }: Printing): string {
  const first = report.sendings[0]
  return first ? `${minute(first.at)}${first.manual ? '（人工）' : ''}` : ''
}

function numberLine({ report, incidentNo }: Printing): string {
  return `${report.documentNo ?? '（草稿，未签发）'}　事件编号 ${incidentNo}`
}

/** Every element of the kind, in the profile's order, an empty one as 待核. */
function elementPairs({ report }: Printing): (readonly [string, string])[] {
  const pairs = report.elements.map(({ label, text: words, required }) => {
    const empty = required ? '待核' : ''
    return [label, words.trim() === '' ? empty : words.trim()] as const
  })
  return pairs.filter(([, words]) => words !== '')
}

function writtenReport(printing: Printing): Block[] {
  const { report, clocks } = printing
  const { earlier } = report
  const before = earlier ? `${earlier.documentNo ?? '—'}（${earlier.name}）` : ''
  return [
    { kind: 'heading', level: 1, text: report.title },
    facts([
      ['报送单位', sentTo(printing)],
      ['报送时间', firstSentAt(printing)],
      ...(before === '' ? [] : [['前报文号', before] as const]),
      ...elementPairs(printing),
      ['签发', signedWords(report)],
    ]),
    ...sendingTable(report),
    ...limitTable(report, clocks),
    signatures(report),
  ]
}

/** 值班快报: one event per issue, as running text. */
function dutyBrief(printing: Printing): Block[] {
  const { report } = printing
  const said = (keys: readonly string[]) =>
    keys
      .flatMap((key) => report.elements.filter((element) => element.key === key))
      .filter(({ text: words }) => words.trim() !== '')
      .map(({ label, text: words }) => `${label}：${words.trim().replace(/[。；]$/, '')}。`)
      .join('')
  const paragraphs = [
    ['occurred_at', 'location', 'event_type', 'info_source'],
    ['news', 'cause', 'course', 'text'],
    ['casualties', 'impact', 'direct_loss'],
    ['measures_taken', 'leaders_on_scene', 'result'],
    ['trend', 'next_steps'],
  ].map(said)
  return [
    { kind: 'heading', level: 1, text: report.title },
    ...paragraphs
      .filter((words) => words !== '')
      .map((words): Block => ({ kind: 'paragraph', words, indent: true })),
    facts([
      ['报送', sentTo(printing)],
      ['签发', signedWords(report)],
      ['编报', report.draftedBy],
    ]),
    signatures(report),
  ]
}

/** 电话快报提示卡: to be read aloud, and filled in while the other side repeats it. */
function phoneCard(printing: Printing): Block[] {
  const { report } = printing
  const call = report.sendings[0]
  const place = [text(printing, 'occurred_at'), text(printing, 'location')]
  return [
    { kind: 'heading', level: 1, text: report.title },
    facts([
      ['单位名称、地址、性质', text(printing, 'unit_profile')],
      ['时间、地点', place.filter((words) => words !== '').join('，')],
      ['伤亡（含下落不明、涉险）', text(printing, 'casualties')],
      ['已采取措施', text(printing, 'measures_taken')],
      ['联系人及电话', text(printing, 'contact')],
      ['报告人', call?.by ?? ''],
      ['对方单位', call?.to ?? ''],
      ['对方姓名', call?.receiver ?? ''],
      ['时间', call ? `${minute(call.at)}${call.manual ? '（人工）' : ''}` : ''],
      ['复述', call ? (call.readBack ? '复述无误' : '未复述') : ''],
      ['签发', signedWords(report)],
    ]),
    { kind: 'heading', level: 2, text: '念给对方' },
    { kind: 'paragraph', words: report.texts.short, indent: true },
    ...sendingTable(report),
    ...limitTable(report, printing.clocks),
    signatures(report),
  ]
}

function specialReport(printing: Printing): Block[] {
  const { report } = printing
  return [
    facts([
      ['密级', text(printing, 'secrecy') || '—'],
      ['急缓', text(printing, 'urgency')],
      ['呈送', text(printing, 'presented_to')],
      ['印数', text(printing, 'copies')],
    ]),
    { kind: 'heading', level: 1, text: report.title },
    ...text(printing, 'text')
      .split('\n')
      .map((words): Block => ({ kind: 'paragraph', words, indent: true })),
    fact('签发', signedWords(report)),
    ...sendingTable(report),
    signatures(report),
  ]
}

function printingOf(context: CoreContext, id: string): Printing | undefined {
  const row = reportRow(context.db, id)
  if (!row) return undefined
  return {
    report: reportDetail(context, row),
    clocks: reportClocks(context, row.incident),
    incidentNo: incidentRow(context.db, row.incident)?.incidentNo ?? '',
    county: context.county.county.name,
  }
}

function composer(
  title: (printing: Printing) => string,
  subtitle: (printing: Printing) => string,
  blocks: (printing: Printing) => Block[],
): Compose {
  return (context, id) => {
    const printing = printingOf(context, id)
    if (!printing) return refuse('not-found', undefined)
    const { report } = printing
    const name = [title(printing), report.documentNo ?? '草稿', report.title].join(' ')
    return accept({
      title: title(printing),
      subtitle: subtitle(printing),
      fileName: name.replaceAll(/[\\/:*?"<>|\n]/g, '').slice(0, 80),
      paper: 'A4',
      status: report.status,
      madeAt: report.stateSince,
      foot: proof(report),
      blocks: blocks(printing),
    })
  }
}

const issue = ({ report }: Printing) =>
  `第 ${report.documentNo?.match(/(\d+)号$/)?.[1] ?? '—'} 期　${beijingDate(report.signedAt ?? report.draftedAt)}`

export const composeBrief = composer(({ county }) => `${county}值班快报`, issue, dutyBrief)
export const composeFirst = composer(() => '突发事件信息（首报）', numberLine, writtenReport)
export const composeFollowUp = composer(
  ({ report }) => `突发事件续报（第 ${report.seq} 报）`,
  numberLine,
  writtenReport,
)
export const composeFinal = composer(() => '突发事件终报（处置总结）', numberLine, writtenReport)
export const composePhoneCard = composer(() => '电话快报提示卡', numberLine, phoneCard)
export const composeSpecial = composer(
  ({ county }) => `${county}应急信息专报`,
  numberLine,
  specialReport,
)
