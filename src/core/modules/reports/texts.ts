/** A report as plain text, for 微信, a text message or reading aloud. */
import { beijingMinute } from '../../kernel/beijing-time.ts'
import type { ReportTexts } from './contract.ts'
import type { ReportKind } from './words.ts'

export interface SpokenReport {
  readonly kind: ReportKind
  readonly name: string
  readonly documentNo: string | null
  readonly title: string
  readonly elements: readonly {
    readonly key: string
    readonly label: string
    readonly text: string
  }[]
  readonly earlier: { readonly name: string; readonly documentNo: string | null } | null
  readonly signedBy: string | null
  readonly signedAt: number | null
  readonly status: 'actual' | 'exercise' | 'test'
  readonly county: string
}

/** An exercise says so before anything else (UI rule 60). */
function statusMark({ status }: SpokenReport): string {
  return status === 'actual' ? '' : status === 'exercise' ? '【演练】' : '【测试】'
}

export function earlierWords({ earlier }: Pick<SpokenReport, 'earlier'>): string {
  return earlier === null ? '' : `前报：${earlier.documentNo ?? ''}（${earlier.name}）`
}

function complete(report: SpokenReport): string {
  const { name, documentNo, title, elements, county, signedBy, signedAt } = report
  const said = elements.filter(({ text }) => text.trim() !== '')
  return [
    `${statusMark(report)}【${county}${name}】${title}`,
    documentNo ?? '（未签发）',
    earlierWords(report),
    ...said.map(({ label, text }) => `${label}：${text.trim()}`),
    signedBy === null || signedAt === null ? '' : `签发：${signedBy} ${beijingMinute(signedAt)}`,
  ]
    .filter((line) => line !== '')
    .join('\n')
}

/** What a leader reads on a telephone first; in this order. */
const shortKeys = ['occurred_at', 'location', 'casualties', 'news', 'measures_taken', 'text']

function short(report: SpokenReport): string {
  const text = (key: string) =>
    report.elements
      .find((element) => element.key === key)
      ?.text.trim()
      .replaceAll('\n', ' ') ?? ''
  const said = shortKeys.map(text).filter((words) => words !== '')
  const body = said.map((words) => (/[。！？；]$/.test(words) ? words : `${words}。`)).join('')
  return `${statusMark(report)}【${report.county}${report.name}】${report.title}。${body}`
}

/** Text messages of Chinese are counted in UTF-16 units: 70 alone, 67 in each of several parts. */
export function messageParts(text: string): number {
  return text.length <= 70 ? 1 : Math.ceil(text.length / 67)
}

export function reportTexts(report: SpokenReport): ReportTexts {
  const whole = complete(report)
  const brief = short(report)
  return {
    complete: whole,
    short: brief,
    completeParts: messageParts(whole),
    shortParts: messageParts(brief),
  }
}
