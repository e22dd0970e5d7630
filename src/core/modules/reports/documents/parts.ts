/** What the printed reports have in common: who it went to, by which limit, under whose signature. */
import { beijingDateTime } from '../../../kernel/beijing-time.ts'
import type { Block } from '../../../documents/model.ts'
import type { ReportClock, ReportDetail } from '../contract.ts'
import { levelWords } from '../words.ts'

export function minute(ms: number): string {
  return beijingDateTime(ms).slice(0, 16)
}

export function fact(label: string, value: string): Block {
  return { kind: 'facts', rows: [[[label, value]]] }
}

export function facts(pairs: readonly (readonly [string, string])[]): Block {
  return { kind: 'facts', rows: pairs.map(([label, value]) => [[label, value]]) }
}

const handWritten = (ms: number, manual: boolean) => `${minute(ms)}${manual ? '（人工）' : ''}`

/** Who has it, and who signed for it there; empty rows for the hand where nothing is recorded. */
export function sendingTable({ sendings }: ReportDetail): Block[] {
  const rows = sendings.map(({ to, level, meansWord, receiver, at, manual, readBack, receipt }) => [
    `${to}（${levelWords[level]}）`,
    meansWord,
    `${receiver}${readBack ? '，复述无误' : ''}`,
    handWritten(at, manual),
    receipt ? receipt.by : '',
    receipt ? handWritten(receipt.at, receipt.manual) : '',
  ])
  const empty = ['', '', '', '', '', '']
  return [
    { kind: 'heading', level: 2, text: '报送和签收' },
    {
      kind: 'table',
      columns: [
        { title: '报送单位', width: 24 },
        { title: '方式', width: 11 },
        { title: '接收人', width: 17 },
        { title: '报送时间', width: 18 },
        { title: '签收人', width: 12 },
        { title: '签收时间', width: 18 },
      ],
      rows: rows.length === 0 ? [empty, empty] : rows,
      ...(rows.length === 0 ? { rowHeightMm: 9 } : {}),
    },
  ]
}

function resultOf({ state, metAt, late }: ReportClock): string {
  if (state === 'met' && metAt !== null) return `${minute(metAt)} 已报${late ? '，超时' : ''}`
  return state === 'overdue' ? '未报，已超时' : '未报'
}

const spokenKinds = new Set(['phone_flash'])
const repeatingKinds = new Set(['follow_up', 'final'])

/** Limits that this report keeps, or could still keep. */
function concerns({ kind, sendings }: ReportDetail, clock: ReportClock): boolean {
  if (clock.state === 'not-started') return false
  if (clock.metAt !== null) return sendings.some(({ at }) => at === clock.metAt)
  if (clock.means === 'system' || clock.repeats !== repeatingKinds.has(kind)) return false
  return clock.means === 'any' || (clock.means === 'phone') === spokenKinds.has(kind)
}

/** Law, older rule, county setting and assumption are told apart on paper too. */
export function limitTable(report: ReportDetail, clocks: readonly ReportClock[]): Block[] {
  const own = clocks.filter((clock) => concerns(report, clock))
  if (own.length === 0) return []
  return [
    { kind: 'heading', level: 2, text: '报送时限和依据' },
    {
      kind: 'table',
      columns: [
        { title: '时限', width: 22 },
        { title: '应报时间', width: 18 },
        { title: '依据', width: 36 },
        { title: '报送情况', width: 24 },
      ],
      rows: own.map((clock) => [
        clock.label,
        clock.immediate || clock.dueAt === null ? '立即' : minute(clock.dueAt),
        `${clock.tag}：${clock.sourceText}`,
        resultOf(clock),
      ]),
    },
  ]
}

export function signatures({ draftedBy, reviewer, signedBy }: ReportDetail): Block {
  return {
    kind: 'signatures',
    labels: [
      ['编报', draftedBy],
      ['审核', reviewer],
      ['签发', signedBy ?? ''],
    ],
  }
}

/** The signature's own words: who, when, and that nobody reviewed it. */
export function signedWords({ signedBy, signedAt, urgent, reviewer }: ReportDetail): string {
  if (signedBy === null || signedAt === null) return '未签发'
  return `${signedBy} ${minute(signedAt)}${urgent ? `（紧急直签${reviewer === '' ? '，未经审核' : ''}）` : ''}`
}

/** Proves that the print is what was signed. */
export function proof({ hash, documentNo }: ReportDetail): string {
  return hash === null ? '草稿，未签发，不作为正式报送' : `${documentNo ?? ''} 签发文本 ${hash}`
}
