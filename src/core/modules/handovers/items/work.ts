/** 在办事件, 批示, 报送, 队伍: what the next shift has to go on with. */
import { minute } from '../../../documents/blocks.ts'
import type { CoreContext } from '../../../module.ts'
import { openAssignments } from '../../dispatch/index.ts'
import { beijingMinute } from '../../../kernel/beijing-time.ts'
import { stateWord } from '../../../kernel/state-machine.ts'
import { incidentList, incidentMachine, incidentRow, shownValue } from '../../incidents/index.ts'
import { openInstructions } from '../../instructions/index.ts'
import { reportBoard } from '../../reports/index.ts'
import { unitList } from '../../teams/index.ts'
import { line, type SheetLine } from './model.ts'

/** Number, title, state and the next step; the teams on it are in their own item. */
export function incidentLines(context: CoreContext): SheetLine[] {
  const { incidents } = incidentList(context)
  return incidents
    .filter(({ group }) => group !== 'closed')
    .map(({ id, number, title, incidentStatus, units, toGrade }) => {
      const row = incidentRow(context.db, id)
      const next = row ? shownValue(context, 'nextSteps', row.fields.nextSteps?.value ?? null) : ''
      const parts = [
        `${number} ${title} ${stateWord(incidentMachine, incidentStatus)}`,
        units > 0 ? `在场 ${units} 队` : '',
        toGrade ? '待定级' : '',
        next === '' ? '下一步未填' : `下一步：${next}`,
      ]
      return line({
        id: `incident ${id}`,
        words: parts.filter((part) => part !== '').join('，'),
        mark: `${incidentStatus} ${next}`,
        tone: toGrade ? 'warn' : 'plain',
        incident: id,
        goTo: { screen: 'incidents', part: '' },
      })
    })
}

export function instructionLines(context: CoreContext): SheetLine[] {
  return openInstructions(context).map(
    ({ id, number, from, text, due, statusWord, status, overdue, assignees }) =>
      line({
        id: `instruction ${id}`,
        words: `${number} ${from}：${text}（${statusWord}，承办 ${assignees.join('、')}）${due === null ? '' : ` ${beijingMinute(due)} 前反馈`}${overdue === 'convey' ? ' 未传达' : ''}`,
        mark: status,
        tone: overdue === null ? 'plain' : 'bad',
        dueAt: status === 'fed_back' ? null : due,
        goTo: { screen: 'duty', part: 'instructions' },
      }),
  )
}

/** What is due or late, drafts not yet out, and what nobody has signed for. */
export function reportLines(context: CoreContext): SheetLine[] {
  const { due, unsent, waiting, asOf } = reportBoard(context)
  const goTo = { screen: 'reports', part: '' }
  return [
    ...due
      .filter(({ clock }) => clock.dueAt !== null && !clock.immediate)
      .map(({ incident, clock }) =>
        line({
          id: `clock ${incident.id} ${clock.rule} ${clock.dueAt}`,
          words: `${incident.number} ${clock.label} 报${clock.to} 应报 ${beijingMinute(clock.dueAt ?? 0)}`,
          mark: 'due',
          tone: (clock.dueAt ?? 0) <= asOf ? 'bad' : clock.state === 'due' ? 'warn' : 'plain',
          dueAt: clock.dueAt,
          incident: incident.id,
          goTo,
        }),
      ),
    ...unsent.map(({ incident, report }) =>
      line({
        id: `report ${report.id}`,
        words: `${incident.number} ${report.title} ${report.stateWord}，未报送`,
        mark: report.state,
        incident: incident.id,
        goTo,
      }),
    ),
    ...waiting.map(({ incident, report, sending, overdue }) =>
      line({
        id: `sending ${sending.id}`,
        words: `${incident.number} ${report.title} 已报${sending.to}（${beijingMinute(sending.at)}），未签收`,
        mark: 'waiting',
        tone: overdue ? 'bad' : 'plain',
        incident: incident.id,
        goTo,
      }),
    ),
  ]
}

/** Teams under an order, then teams that are out of their own accord. */
export function teamLines(context: CoreContext): SheetLine[] {
  const ordered = openAssignments(context)
  const named = new Set(ordered.map(({ unit }) => unit))
  const goTo = { screen: 'dispatch', part: '' }
  return [
    ...ordered.map(
      ({ id, callSign, incidentNumber, incident, stateWord, state, stateSince, task }) =>
        line({
          id: `order ${id}`,
          words: `${callSign} ${stateWord}（${minute(stateSince).slice(11)} 起）${incidentNumber} ${task}`,
          mark: state,
          incident,
          goTo,
        }),
    ),
    ...unitList(context.db, context.county)
      .filter(({ id, board }) => board === 'moving' && !named.has(id))
      .map(({ id, callSign, state }) =>
        line({
          id: `unit ${id}`,
          words: `${callSign} ${state.word}`,
          mark: state.key,
          goTo,
        }),
      ),
  ]
}
