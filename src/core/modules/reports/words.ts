/** Report kinds, states and means of sending, with the words on screen. */
import type { ReportLevel } from '../../county/report-profile.ts'
import { entryChannels, type EntryChannel } from '../logbook/contract.ts'

/** `report_kind` of the domain model, as far as one incident has them. */
export const reportKinds = [
  ['phone_flash', '电话快报'],
  ['first', '首报'],
  ['follow_up', '续报'],
  ['final', '终报'],
  ['special', '专报'],
] as const
export type ReportKind = (typeof reportKinds)[number][0]
export const reportKindKeys = reportKinds.map(([key]) => key) as [ReportKind, ...ReportKind[]]

export const reportStates = [
  ['draft', '草稿'],
  ['reviewing', '审核中'],
  ['returned', '退回'],
  ['signed', '已签发'],
  ['sent', '已报送'],
  ['acknowledged', '已签收'],
  ['superseded', '被续报替代'],
  ['void', '作废'],
] as const
export type ReportState = (typeof reportStates)[number][0]
export const reportStateKeys = reportStates.map(([key]) => key) as [ReportState, ...ReportState[]]

/** Before these nothing is signed and the text may still change. */
export const openStates: readonly ReportState[] = ['draft', 'reviewing', 'returned']

export const levelWords: Readonly<Record<ReportLevel, string>> = {
  county: '县',
  city: '市',
  province: '省',
  nation: '国家',
  superior: '上级',
}

/** What a telephone limit accepts: spoken, or short enough to be as quick. */
const spoken: ReadonlySet<EntryChannel> = new Set([
  'landline',
  'mobile',
  'radio370',
  'poc',
  'hf',
  'sat',
  'beidou',
  'f2f',
])

/** 先电话、后书面: a written limit is kept only by what the other side can keep on paper. */
export function isSpoken(means: string): boolean {
  return spoken.has(means as EntryChannel)
}

export const meansKeys = entryChannels.map(([key]) => key) as [EntryChannel, ...EntryChannel[]]

const numerals = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九']

/** 1 … 99 as they are written behind 续报. */
export function chineseNumber(value: number): string {
  if (value < 10) return numerals[value] ?? String(value)
  if (value > 99) return String(value)
  const tens = Math.floor(value / 10)
  return `${tens === 1 ? '' : numerals[tens]}十${value % 10 === 0 ? '' : numerals[value % 10]}`
}

/** 首报, 续报二, 专报. */
export function reportName(kind: ReportKind, seq: number): string {
  const word = reportKinds.find(([key]) => key === kind)?.[1] ?? kind
  return kind === 'follow_up' ? `${word}${chineseNumber(seq)}` : word
}

/** The level of an office by its name, to offer; a person may choose another. */
export function guessedLevel(name: string): ReportLevel {
  if (/^(国家|国务院|应急管理部)|部$/.test(name)) return 'nation'
  if (/^(江西|省)/.test(name)) return 'province'
  if (/^(赣州|市)/.test(name)) return 'city'
  return 'county'
}

/** `R-493/10, M-21/7` as `《…条例》第10条、《…办法》第7条`; nothing written is our own assumption. */
export function sourceWords(source: string, names: Readonly<Record<string, string>>): string {
  const said = source.split(',').flatMap((part) => {
    const [key = '', article] = part.trim().split('/')
    const name = names[key]
    if (name === undefined) return []
    return [`《${name}》${article === undefined ? '' : `第${article}条`}`]
  })
  return said.length === 0 ? '没有文件规定，暂按此数' : said.join('、')
}
