/** The first text of a report, taken from the record. A person reads and changes it before it is signed. */
import { beijingDateTime, beijingMinute } from '../../kernel/beijing-time.ts'
import { incidentWord } from '../incidents/contract.ts'
import { casualtyChange, casualtyWords, harmWords } from './casualty-words.ts'
import type { Casualties, ReportRecord } from './record.ts'
import type { ReportText } from './signed-text.ts'
import type { ReportKind } from './words.ts'

/** What the report before this one said last. */
export interface Earlier {
  readonly name: string
  readonly documentNo: string | null
  /** Until when it knew: its signature. */
  readonly at: number
}

interface Filling {
  readonly record: ReportRecord
  readonly kind: ReportKind
  readonly earlier: Earlier | undefined
  /** Who answers questions at this desk: name and telephone. */
  readonly contact: string
}

/** Lines of these kinds tell what happened; the others are traffic. */
const telling = new Set(['report', 'arrival', 'action', 'decision', 'order', 'call'])
const mostSentences = 15

function countAt(casualties: readonly Casualties[], at: number): Casualties | undefined {
  return casualties.findLast((count) => count.at <= at)
}

function casualtyText({ record, kind, earlier }: Filling): string {
  const now = record.casualties.at(-1)
  if (!now) return record.fields.casualties ?? ''
  const as = `截至 ${beijingMinute(now.at)}，${casualtyWords(now)}（${now.source}，${now.verified ? '已核实' : '待核实'}）。`
  if (kind !== 'follow_up' || !earlier) return as
  const before = countAt(record.casualties, earlier.at)
  const change = before ? casualtyChange(before, now) : ''
  return `${as}与前报相比，${change === '' ? '无变化' : change}。`
}

function unitWords({ callSign, people, vehicles }: ReportRecord['units'][number]): string {
  const strength = [
    people === null ? '' : `${people} 人`,
    vehicles === null ? '' : `${vehicles} 车`,
  ]
    .filter((words) => words !== '')
    .join(' ')
  return strength === '' ? callSign : `${callSign}（${strength}）`
}

function sentence(text: string): string {
  const trimmed = text.trim()
  return trimmed === '' || /[。！？；]$/.test(trimmed) ? trimmed : `${trimmed}。`
}

function measuresText({ record, kind, earlier }: Filling): string {
  if (kind === 'follow_up' && earlier) return measuresSince(record, earlier.at)
  const { units } = record
  const sent =
    units.length === 0
      ? ''
      : `已调派 ${units.length} 支队伍：${units.map((unit) => `${unitWords(unit)}${unit.stateWord}`).join('、')}。`
  return `${sentence(record.fields.measures ?? '')}${sent}`
}

function measuresSince({ units }: ReportRecord, since: number): string {
  const added = units.filter(({ orderedAt }) => orderedAt > since)
  const moved = units
    .filter(({ orderedAt }) => orderedAt <= since)
    .flatMap(({ callSign, history }) =>
      history
        .filter(({ at }) => at > since)
        .map(({ word, at }) => ({ at, text: `${beijingMinute(at).slice(6)} ${callSign}${word}` })),
    )
    .toSorted((one, other) => one.at - other.at)
    .map(({ text }) => text)
  return [
    added.length === 0 ? '' : `增派 ${added.map(unitWords).join('、')}。`,
    moved.length === 0 ? '' : `${moved.join('，')}。`,
  ].join('')
}

/** States, grades and telling lines in the order they happened. */
function happened(record: ReportRecord, since: number): string[] {
  const steps = record.history.map(({ status, at }) => ({
    at,
    text: `转为${incidentWord(status)}`,
  }))
  const grades = record.grades.map(({ grade, at }) => ({ at, text: `定级${incidentWord(grade)}` }))
  const lines = record.lines.filter(({ kind }) => telling.has(kind))
  const all = [...steps.slice(1), ...grades, ...lines].filter(({ at }) => at > since)
  return all
    .toSorted((one, other) => one.at - other.at)
    .slice(-mostSentences)
    .map(({ at, text }) => `${beijingMinute(at)} ${sentence(text)}`)
}

function courseText({ record, kind }: Filling): string {
  const said = sentence(record.fields.course ?? '')
  if (said !== '' && kind !== 'final') return said
  return [said, ...happened(record, 0)].filter((text) => text !== '').join('\n')
}

function resultText({ record }: Filling): string {
  const controlled = record.history.findLast(({ status }) => status === 'controlled')
  return controlled ? `${beijingMinute(controlled.at)} 事态得到控制。` : ''
}

const sourceText = ({ record: { fields } }: Filling) =>
  [fields.source, fields.contact].filter((text) => text !== undefined).join(' ')

type Filler = (filling: Filling) => string

const fillers: Readonly<Record<string, Filler>> = {
  received_at: ({ record }) => beijingDateTime(record.receivedAt).slice(0, 16),
  info_source: sourceText,
  occurred_at: ({ record: { fields } }) => fields.occurredAt ?? '',
  location: ({ record: { fields } }) => fields.place ?? '',
  event_type: ({ record }) =>
    record.grade === 'ungraded'
      ? record.categoryName
      : `${record.categoryName}，初判${incidentWord(record.grade)}`,
  unit_profile: ({ record: { fields } }) => fields.unitInvolved ?? '',
  news: ({ record, earlier }) => happened(record, earlier?.at ?? 0).join('\n'),
  cause: ({ record: { fields } }) => sentence(fields.cause ?? ''),
  course: courseText,
  impact: ({ record: { fields } }) => sentence(fields.impact ?? ''),
  casualties: casualtyText,
  direct_loss: ({ record: { fields } }) => fields.loss ?? '',
  trend: ({ record: { fields } }) => sentence(fields.trend ?? ''),
  measures_taken: measuresText,
  leaders_on_scene: ({ record: { fields } }) =>
    [fields.leaders, fields.commander && `现场指挥 ${fields.commander}`]
      .filter((text) => text !== undefined && text !== '')
      .join('；'),
  next_steps: ({ record: { fields } }) => sentence(fields.nextSteps ?? ''),
  result: resultText,
  contact: ({ contact }) => contact,
  urgency: () => '特急',
}

/** How far it is, in the words of a title. */
const progress: Readonly<Record<ReportRecord['incidentStatus'], string>> = {
  received: '正在核实',
  verifying: '正在核实',
  assessed: '已初步判定',
  responding: '正在处置',
  controlled: '已得到控制',
  response_ended: '响应已终止',
  aftermath: '转入善后',
  archived: '已办结',
  false_alarm: '经核为误报',
  transferred: '已移交',
  merged: '已并案',
}

/** 标题＝地点＋事件类型＋伤亡（＋进展） (domain §2.3). */
export function titleOf(record: ReportRecord): string {
  const place = record.fields.place ?? ''
  const type = record.category === null ? '突发情况' : record.categoryName
  const now = record.casualties.at(-1)
  const harm = now ? harmWords(now) : '伤亡待核'
  return `${place}${type}（${harm}，${progress[record.incidentStatus]}）`
}

/** @param keys the elements this kind of report has (`report-elements.json`) */
export function prefill(
  record: ReportRecord,
  kind: ReportKind,
  keys: readonly string[],
  { earlier, contact }: { readonly earlier: Earlier | undefined; readonly contact: string },
): ReportText {
  const filling = { record, kind, earlier, contact }
  const body = Object.fromEntries(keys.map((key) => [key, fillers[key]?.(filling) ?? '']))
  return { title: titleOf(record), body }
}
