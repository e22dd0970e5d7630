/** 带班领导, 预警, 雨水情, 借出, 清点, 告警, 计时和待办. */
import { beijingMinute } from '../../../kernel/beijing-time.ts'
import type { CoreContext } from '../../../module.ts'
import { openAlarms, shelvedAlarms } from '../../alarms/index.ts'
import { contactLevel } from '../../dispatch/contract.ts'
import { openAssignments } from '../../dispatch/index.ts'
import { warningColours } from '../../incidents/contract.ts'
import { incidentRows, openIncidentIds, overdueTasks, shownNumber } from '../../incidents/index.ts'
import { shiftPage } from '../../duty-log/index.ts'
import { openActionEntries } from '../../logbook/index.ts'
import { dutyPeople } from '../../onduty/index.ts'
import { publishedShift } from '../../rosters/index.ts'
import { stationList } from '../../stations/index.ts'
import type { Team } from '../frozen.ts'
import { countOf, openLoans } from '../stores.ts'
import { teamsNow } from '../teams.ts'
import { line, note, type SheetLine } from './model.ts'

const colourWord = (key: string) => warningColours.find(([one]) => one === key)?.[1] ?? key

/** The leader who goes and the one who comes, with the telephone and the sign-on. */
export function leaderLines(context: CoreContext): SheetLine[] {
  const { out, in: coming } = teamsNow(context)
  const of = (team: Team, word: string) => {
    const shift = team.shift === undefined ? undefined : publishedShift(context, team.shift)
    if (!shift) return []
    return dutyPeople(context, shift, context.world.clock.nowMs())
      .filter(({ post, signedOffAt }) => post === 'leader' && signedOffAt === null)
      .map(({ person, name, phone, signedOnAt }) => {
        const parts = [
          `${word} ${name}`,
          phone,
          `${beijingMinute(shift.from)} — ${beijingMinute(shift.to)}`,
          signedOnAt === null ? '未签到' : '已签到',
        ]
        return note(`${word} ${person}`, parts.filter((part) => part !== '').join(' '))
      })
  }
  return [...of(out, '本班'), ...of(coming, '下班')]
}

/**
 * The colours set on open incidents. No module receives warnings yet: the sheet says so rather than
 * that there were none.
 */
export function warningLines(context: CoreContext): SheetLine[] {
  const open = incidentRows(context.db, openIncidentIds(context.db))
  const coloured = open.flatMap((row) => {
    const colour = row.records.warnings.at(-1)?.colour ?? null
    if (colour === null) return []
    return [
      line({
        id: `warning ${row.id}`,
        words: `${shownNumber(context.county, row.site, row.number)} ${row.title}：${colourWord(colour)}预警`,
        mark: colour,
        tone: 'warn',
        incident: row.id,
      }),
    ]
  })
  return [
    ...coloured,
    note(
      'none',
      coloured.length === 0
        ? '无。本台不收预警和叫应，有在效的请写在附言里'
        : '本台不收预警和叫应，另有在效的请写在附言里',
      { tone: 'quiet' },
    ),
  ]
}

/** What persons wrote on the page of the shift, then what the stations say. */
export function weatherLines(context: CoreContext): SheetLine[] {
  const page = shiftPage(context, null)
  const { weather = '', rain = '', fireDanger = '' } = page?.conditions ?? {}
  const lost = stationList(context).filter(({ state }) => state === 'lost' || state === 'silent')
  const names = lost.slice(0, 6).map(({ name, station }) => name || station)
  const said = [
    ['天气', weather],
    ['雨水情', rain],
    ['火险', fireDanger],
  ] as const
  return [
    ...said
      .filter(([, words]) => words !== '')
      .map(([what, words]) => note(what, `${what}：${words}`)),
    note('measured', page?.rainMeasured || '没有雨量站读数', { tone: 'quiet' }),
    ...(lost.length === 0
      ? []
      : [
          note('lost', `没有按时来报的测站 ${lost.length} 处：${names.join('、')}`, {
            tone: 'warn',
          }),
        ]),
  ]
}

export function lentLines(context: CoreContext): SheetLine[] {
  const now = context.world.clock.nowMs()
  return openLoans(context).map(({ id, what, borrower, since, due }) =>
    line({
      id: `loan ${id}`,
      words: `${what}，借给 ${borrower}（${beijingMinute(since)}）${due === null ? '' : `，应还 ${beijingMinute(due)}`}`,
      mark: 'out',
      tone: due !== null && due < now ? 'bad' : 'plain',
      dueAt: due,
    }),
  )
}

export function inventoryLines(context: CoreContext): SheetLine[] {
  const counted = countOf(context)
  if (!counted) return [note('none', '没有清点过，请清点后填', { tone: 'warn' })]
  const { entries, by, at } = counted
  const words = entries
    .map(
      ({ name, count, note: remark }) => `${name} ${count}${remark === '' ? '' : `（${remark}）`}`,
    )
    .join('、')
  return [
    line({
      id: 'counted',
      words,
      mark: entries.map(({ name, count }) => `${name} ${count}`).join(' '),
    }),
    note('when', `清点 ${by} ${beijingMinute(at)}`, { tone: 'quiet' }),
  ]
}

export function alarmLines(context: CoreContext): SheetLine[] {
  return [
    ...openAlarms(context.db).map(({ id, title, detail, priority, handler, state, raisedAt }) =>
      line({
        id: `alarm ${id}`,
        words: `${title}${detail === '' ? '' : `：${detail}`}（${beijingMinute(raisedAt)}${handler === null ? '，没有人处理' : `，${handler} 处理`}）`,
        mark: state.startsWith('active') ? 'active' : 'cleared',
        tone: priority === 'normal' ? 'warn' : 'bad',
      }),
    ),
    ...shelvedAlarms(context.db).map(({ id, title, shelf }) =>
      line({
        id: `alarm ${id}`,
        words: `${title}，搁置到 ${beijingMinute(shelf?.until ?? 0)}，${shelf?.by ?? ''}：${shelf?.reason ?? ''}`,
        mark: `shelved ${shelf?.until ?? 0}`,
        dueAt: shelf?.until ?? null,
      }),
    ),
  ]
}

/** Contact clocks of teams, tasks that are late, lines of the log that wait for somebody. */
export function clockLines(context: CoreContext): SheetLine[] {
  const now = context.world.clock.nowMs()
  const clocks = openAssignments(context).filter(({ contactClock }) => contactClock !== null)
  return [
    ...clocks.map(({ id, callSign, contactClock, lastContactAt, incident }) => {
      const missed = contactLevel(contactClock, now).startsWith('missed')
      const last =
        lastContactAt === null ? '还没有联络' : `最后联络 ${beijingMinute(lastContactAt)}`
      return line({
        id: `contact ${id}`,
        words: `${callSign} ${missed ? '联络超时' : '联络计时'}，${last}`,
        mark: missed ? 'missed' : 'running',
        tone: missed ? 'bad' : 'plain',
        incident,
        goTo: { screen: 'dispatch', part: '' },
      })
    }),
    ...overdueTasks(context.db, now).map(({ id, text, receiver, due, incident }) =>
      line({
        id: `task ${id}`,
        words: `任务超时：${text}（${receiver}${due === null ? '' : `，应 ${beijingMinute(due)}`}）`,
        mark: 'overdue',
        tone: 'bad',
        incident,
        goTo: { screen: 'duty', part: 'open-items' },
      }),
    ),
    ...openActionEntries(context.db, null).map(({ id, number, text, heardAt, incident }) =>
      line({
        id: `action ${id}`,
        words: `待办 ${number}：${text}（${beijingMinute(heardAt)}）`,
        mark: 'open',
        incident,
        goTo: { screen: 'duty', part: 'open-items' },
      }),
    ),
  ]
}
