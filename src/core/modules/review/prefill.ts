/**
 * First texts of the nine parts, from the record. They say what is recorded and what is not, and
 * judge nothing: lessons and advice are a person's.
 */
import { beijingMinute } from '../../kernel/beijing-time.ts'
import type { Incident } from '../incidents/contract.ts'
import { incidentWord } from '../incidents/contract.ts'
import type { CorrectiveAction } from '../review-record/index.ts'
import { verdictWord, type MeasuredTime, type ReviewSection } from './contract.ts'
import { basisWord, spanWords } from './contract.ts'
import type { Happened } from './timeline.ts'

export interface Prefill {
  readonly incident: Incident
  readonly times: readonly MeasuredTime[]
  readonly happened: readonly Happened[]
  readonly teams: readonly string[]
  readonly orders: readonly string[]
  readonly outcome: readonly string[]
  readonly actions: readonly CorrectiveAction[]
}

/** `接报 → 首次下令：4 分钟（时限 10 分钟，暂定），未超时` */
function timeSentence({ team, label, from, to, tookMs, limit, verdict }: MeasuredTime): string {
  const who = team === null ? '' : `${team} `
  const took = tookMs === null ? verdictWord(verdict) : spanWords(tookMs)
  const bound = limit ? `（时限 ${spanWords(limit.ms)}，${basisWord(limit.basis)}）` : ''
  const judged = verdict === 'within' || verdict === 'over' ? `，${verdictWord(verdict)}` : ''
  const ends = [from, to]
    .flatMap(({ label: word, at }) => (at === null ? [] : [`${word} ${beijingMinute(at)}`]))
    .join('，')
  return `${who}${label}：${took}${bound}${judged}${ends === '' ? '' : `；${ends}`}`
}

function factOf({ fields }: Incident, field: string): string {
  const shown = fields.find((one) => one.field === field)?.shown ?? ''
  return shown === '' ? '未记录' : shown
}

function basics({ incident }: Prefill): string {
  const facts: readonly (readonly [string, string])[] = [
    ['事件', `${incident.title}（${incident.number}，${incident.incidentNo}）`],
    ['接报时间', beijingMinute(incident.receivedAt)],
    ['事发时间', factOf(incident, 'occurredAt')],
    ['地点', factOf(incident, 'place')],
    ['类别、级别', `${incident.categoryName}、${incidentWord(incident.grade)}`],
    ['信息来源', factOf(incident, 'source')],
    ['起因', factOf(incident, 'cause')],
    ['经过', factOf(incident, 'course')],
    ['影响范围', factOf(incident, 'impact')],
  ]
  return facts.map(([label, value]) => `${label}：${value}`).join('\n')
}

function listed(lines: readonly string[], none: string): string {
  return lines.length === 0 ? none : lines.map((line, index) => `${index + 1}. ${line}`).join('\n')
}

function information({ times, happened }: Prefill): string {
  const told = happened
    .filter(({ kind }) => kind === 'call' || kind === 'report')
    .toSorted((one, other) => one.at - other.at)
    .map(({ at, text }) => `${beijingMinute(at)} ${text}`)
  const deadlines = times.filter(({ key }) => key.startsWith('report.')).map(timeSentence)
  return listed([...told, ...deadlines], '记录中没有报送。')
}

function command({ incident, happened }: Prefill): string {
  const decided = happened
    .filter(({ kind }) => kind === 'state' || kind === 'grade')
    .toSorted((one, other) => one.at - other.at)
    .map(({ at, text }) => `${beijingMinute(at)} ${text}`)
  return `现场指挥：${factOf(incident, 'commander')}\n领导到位：${factOf(incident, 'leaders')}\n${listed(decided, '记录中没有决定。')}`
}

function teams({ teams: rows }: Prefill): string {
  return listed(rows, '记录中没有调派队伍。')
}

function lessons({ times }: Prefill): string {
  const over = times.filter(({ verdict }) => verdict === 'over' || verdict === 'unclear')
  const missing = times.filter(({ verdict }) => verdict === 'unrecorded')
  return [
    `超时的环节：\n${listed(over.map(timeSentence), '没有。')}`,
    `没有记录的时间：\n${listed(
      missing.map(({ team, label }) => `${team === null ? '' : `${team} `}${label}`),
      '没有。',
    )}`,
    '经验教训：（由复盘会讨论后填写）',
  ].join('\n')
}

function advice({ actions }: Prefill): string {
  const rows = actions.map(
    ({ problem, measure, owner, due }) => `${problem} → ${measure}（${owner}，${due} 前）`,
  )
  return listed(rows, '（由复盘会讨论后填写；需要整改的，另列入整改表）')
}

/** What the console would write into a part that nobody has written yet. */
export function prefilled(section: ReviewSection, from: Prefill): string {
  switch (section) {
    case 'basics':
      return basics(from)
    case 'information':
      return information(from)
    case 'command':
      return command(from)
    case 'plans':
      return '记录中没有启动的预案和响应级别。（请写启动了哪个预案、按哪些步骤做了、哪些没有做）'
    case 'teams':
      return teams(from)
    case 'measures':
      return `已采取措施：${factOf(from.incident, 'measures')}\n${listed(from.orders, '记录中没有处置命令。')}`
    case 'results':
      return listed(from.outcome, '记录中没有救援结果。')
    case 'lessons':
      return lessons(from)
    case 'advice':
      return advice(from)
  }
}
