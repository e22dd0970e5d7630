/**
 * The first text of a brief, from the record alone. A person reads and changes it before it is
 * signed. What the console does not know it says, so that nobody takes silence for 无.
 */
import { beijingMinute } from '../../kernel/beijing-time.ts'
import type { CoreContext } from '../../module.ts'
import { openAssignments } from '../dispatch/index.ts'
import { shiftPage } from '../duty-log/index.ts'
import {
  figuresText,
  incidentRows,
  incidentsReceived,
  openIncidentIds,
  shownNumber,
  type IncidentRow,
} from '../incidents/index.ts'
import { incidentWord } from '../incidents/contract.ts'
import { openInstructions } from '../instructions/index.ts'
import { nextShift, shiftsBetween, type DutyShift } from '../rosters/index.ts'
import { rainOfDay } from '../stations/index.ts'
import { unitList } from '../teams/index.ts'
import { briefSectionKeys, type BriefKind, type BriefSection } from './words.ts'

export interface BriefSpan {
  readonly kind: BriefKind
  readonly from: number
  readonly to: number
}

export interface BriefText {
  readonly section: BriefSection
  readonly text: string
}

const dayMs = 24 * 3_600_000
const listed = (lines: readonly string[]) =>
  lines.map((line, place) => `${place + 1}. ${line}`).join('\n')

/** One incident in a line: when, what, harm, how it stands. */
function incidentLine({ county }: CoreContext, row: IncidentRow): string {
  const harm = row.standing ? `${figuresText(row.standing)}；` : ''
  const grade = row.grade === 'ungraded' ? '未定级' : incidentWord(row.grade)
  const number = shownNumber(county, row.site, row.number)
  return `${beijingMinute(row.receivedAt)} 接报 ${row.title}（${number}，${grade}）：${harm}${incidentWord(row.incidentStatus)}。`
}

function eventsText(context: CoreContext, { from, to }: BriefSpan): string {
  const isOurs = ({ status, mergedInto }: IncidentRow) =>
    status === context.status && mergedInto === null
  const received = incidentsReceived(context.db, from, to).filter(isOurs)
  const real = received.filter(({ incidentStatus }) => incidentStatus !== 'false_alarm')
  const falseAlarms = received.length - real.length
  const open = incidentRows(context.db, openIncidentIds(context.db))
    .filter((row) => isOurs(row) && row.receivedAt < from)
    .toSorted((one, other) => one.receivedAt - other.receivedAt)
  const opening = real.length === 0 ? '未接报突发事件。' : `接报突发事件 ${real.length} 起。`
  return [
    falseAlarms === 0 ? opening : `${opening}另有误报 ${falseAlarms} 起。`,
    ...(real.length === 0 ? [] : [listed(real.map((row) => incidentLine(context, row)))]),
    ...(open.length === 0
      ? []
      : [
          `此前接报、仍在处置 ${open.length} 起。`,
          listed(open.map((row) => incidentLine(context, row))),
        ]),
  ].join('\n')
}

/** What officers typed at the head of their pages, the newest; they measure what we cannot. */
function typedWeather(context: CoreContext, { from, to }: BriefSpan): string {
  const pages = [
    ...(context.world.clock.nowMs() - to < dayMs / 2 ? [null] : []),
    ...shiftsBetween(context, from, to)
      .map(({ id }) => id)
      .toReversed(),
  ]
  for (const page of pages) {
    const { weather = '', fireDanger = '' } = shiftPage(context, page)?.conditions ?? {}
    const said = [weather, fireDanger === '' ? '' : `森林火险 ${fireDanger}`].filter(Boolean)
    if (said.length > 0) return `天气（值班日志）：${said.join('；')}。`
  }
  return '天气、火险等级：（请按气象部门材料填写）。'
}

/** Stations keep their readings for a short time: of a day long past nothing is said. */
function rainText(context: CoreContext, { to }: BriefSpan): string {
  const now = context.world.clock.nowMs()
  if (now - to > dayMs / 2) return '雨量：（早于本机监测站留存的读数，请按水利部门材料填写）。'
  const rain = rainOfDay(context)
  if (rain.length === 0) return '雨量：本机没有监测站上报雨量，请按水利部门材料填写。'
  const wet = rain.filter(({ mm }) => mm > 0)
  const most = wet.slice(0, 5).map(({ name, mm }) => `${name} ${mm} 毫米`)
  const words =
    wet.length === 0
      ? `${rain.length} 个监测站均无雨`
      : `${rain.length} 个监测站中 ${wet.length} 个有雨，最大 ${most.join('、')}`
  return `雨量：截至 ${beijingMinute(now)} 的 24 小时，${words}。`
}

const shiftNames = ({ posts }: DutyShift, keys: readonly string[]) =>
  posts
    .filter(({ post, people }) => keys.includes(post) && people.length > 0)
    .map(({ word, people }) => `${word}${people.map(({ name }) => name).join('、')}`)
    .join('，')

function dutyText(context: CoreContext, { kind, from, to }: BriefSpan): string {
  const shifts = shiftsBetween(context, from, to)
  if (shifts.length === 0) return '这段时间没有已印发的值班表，请按实际值班人员填写。'
  if (kind === 'daily') {
    return listed(
      shifts.map((shift) => {
        const names = shiftNames(shift, ['leader', 'chief', 'officer', 'comms'])
        return `${beijingMinute(shift.from)} 至 ${beijingMinute(shift.to)} ${shift.word}：${names === '' ? '无人' : names}。`
      }),
    )
  }
  const people = new Set(
    shifts.flatMap(({ posts }) => posts.flatMap((post) => post.people.map(({ id }) => id))),
  )
  const holidays = shifts.filter(({ holiday }) => holiday !== null).length
  return `共 ${shifts.length} 个班次，${people.size} 人参加值班；其中节假日 ${holidays} 个班次。`
}

function teamsText(context: CoreContext): string {
  const units = unitList(context.db, context.county)
  if (units.length === 0) return '尚未登记救援队伍。'
  const on = (board: string) => units.filter((unit) => unit.board === board).length
  const sent = openAssignments(context).map(
    ({ name, incidentTitle, stateWord }) => `${name}：${incidentTitle}，${stateWord}`,
  )
  const opening = `截至 ${beijingMinute(context.world.clock.nowMs())}，登记队伍 ${units.length} 支，待命 ${on('free')} 支，在外 ${on('moving')} 支，不可用 ${on('out')} 支。`
  return sent.length === 0 ? opening : `${opening}\n${listed(sent)}`
}

function instructionsText(context: CoreContext): string {
  const open = openInstructions(context)
  if (open.length === 0) return '没有未办结的领导批示。'
  return listed(
    open.map(({ number, from, text, assignees, statusWord, overdue, due }) => {
      const limit = due === null ? '' : `，${beijingMinute(due)} 前反馈`
      const late = overdue === null ? '' : '，已超期'
      return `${number} ${from}：${text}（承办：${assignees.join('、')}；${statusWord}${limit}${late}）`
    }),
  )
}

function attentionText(context: CoreContext, { to }: BriefSpan): string {
  const next = nextShift(context, Math.max(to, context.world.clock.nowMs()))
  const names = next ? shiftNames(next, ['leader', 'chief', 'officer']) : ''
  const open = openIncidentIds(context.db).length
  return listed([
    next
      ? `下一班 ${beijingMinute(next.from)} ${next.word}：${names === '' ? '无人' : names}。`
      : '下一班尚未印发值班表，请尽快落实。',
    ...(open === 0 ? [] : [`继续跟踪未办结事件 ${open} 起。`]),
    ...(next?.holiday ? [`${next.holiday}期间加强值班。`] : []),
    '（其他需要提示的事项请补充，没有的删去本条。）',
  ])
}

export function composedTexts(context: CoreContext, span: BriefSpan): BriefText[] {
  const texts: Readonly<Record<BriefSection, string>> = {
    events: eventsText(context, span),
    warnings:
      '本系统尚未接入预警信息；请按气象、水利、自然资源等部门发布的预警填写，没有的写“无”。',
    weather: `${rainText(context, span)}\n${typedWeather(context, span)}`,
    duty: dutyText(context, span),
    teams: teamsText(context),
    instructions: instructionsText(context),
    attention: attentionText(context, span),
  }
  return briefSectionKeys.map((section) => ({ section, text: texts[section] }))
}
