/** 带班领导, 预警, 雨水情, 借出, 清点, 告警, 计时和待办. */
import type { CoreContext } from '../../../module.ts'
import { openAlarms, shelvedAlarms } from '../../alarms/index.ts'
import { contactLevel } from '../../dispatch/contract.ts'
import { openAssignments } from '../../dispatch/index.ts'
import { warningColours } from '../../incidents/contract.ts'
import { incidentRows, openIncidentIds, overdueTasks, shownNumber } from '../../incidents/index.ts'
import { openActionEntries } from '../../logbook/index.ts'
import { dutyNow } from '../../onduty/index.ts'
import { stationList } from '../../stations/index.ts'
import { countOf, openLoans } from '../stores.ts'
import { minuteText } from '../times.ts'
import { line, note, type SheetLine } from './model.ts'

const colourWord = (key: string) => warningColours.find(([one]) => one === key)?.[1] ?? key

export function leaderLines(context: CoreContext): SheetLine[] {
  const { people, coming, shift, next, relieving } = dutyNow(context)
  const after = relieving ?? next
  const of = (list: typeof people, word: string, until: number | undefined) =>
    list
      .filter(({ post }) => post === 'leader')
      .map(({ person, name, phone, signedOnAt }) =>
        note(
          `${word} ${person}`,
          [
            `${word} ${name}`,
            phone,
            until === undefined ? '' : `至 ${minuteText(until)}`,
            word === '本班' ? (signedOnAt === null ? '未签到' : '已签到') : '',
          ]
            .filter((part) => part !== '')
            .join(' '),
        ),
      )
  return [...of(people, '本班', shift?.to), ...of(coming, '下班', after?.to)]
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

export function weatherLines(context: CoreContext): SheetLine[] {
  const stations = stationList(context)
  const lost = stations.filter(({ state }) => state === 'lost' || state === 'silent')
  const rain = stations.flatMap(({ name, station, latest }) =>
    latest
      .filter(({ name: what, value }) => /雨|降水/.test(what) && value !== null && value > 0)
      .map(({ name: what, value, unit, at }) => ({
        value: value ?? 0,
        words: `${name || station} ${what} ${value}${unit}（${minuteText(at)}）`,
      })),
  )
  const most = rain.toSorted((one, other) => other.value - one.value).slice(0, 5)
  return [
    ...most.map(({ words }, place) => note(`rain ${place}`, words)),
    ...(lost.length === 0
      ? []
      : [
          note(
            'lost',
            `没有按时来报的测站 ${lost.length} 处：${lost
              .slice(0, 6)
              .map(({ name, station }) => name || station)
              .join('、')}`,
            { tone: 'warn' },
          ),
        ]),
  ]
}

export function lentLines(context: CoreContext): SheetLine[] {
  const now = context.world.clock.nowMs()
  return openLoans(context).map(({ id, what, borrower, since, due }) =>
    line({
      id: `loan ${id}`,
      words: `${what}，借给 ${borrower}（${minuteText(since)}）${due === null ? '' : `，应还 ${minuteText(due)}`}`,
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
  return [
    ...entries.map(({ name, count, note: remark }) =>
      line({
        id: `counted ${name}`,
        words: `${name} ${count}${remark === '' ? '' : `（${remark}）`}`,
        mark: String(count),
      }),
    ),
    note('when', `清点 ${by} ${minuteText(at)}`, { tone: 'quiet' }),
  ]
}

export function alarmLines(context: CoreContext): SheetLine[] {
  return [
    ...openAlarms(context.db).map(({ id, title, detail, priority, handler, state, raisedAt }) =>
      line({
        id: `alarm ${id}`,
        words: `${title}${detail === '' ? '' : `：${detail}`}（${minuteText(raisedAt)}${handler === null ? '，没有人处理' : `，${handler} 处理`}）`,
        mark: state.startsWith('active') ? 'active' : 'cleared',
        tone: priority === 'normal' ? 'warn' : 'bad',
      }),
    ),
    ...shelvedAlarms(context.db).map(({ id, title, shelf }) =>
      line({
        id: `alarm ${id}`,
        words: `${title}，搁置到 ${minuteText(shelf?.until ?? 0)}，${shelf?.by ?? ''}：${shelf?.reason ?? ''}`,
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
      const last = lastContactAt === null ? '还没有联络' : `最后联络 ${minuteText(lastContactAt)}`
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
        words: `任务超时：${text}（${receiver}${due === null ? '' : `，应 ${minuteText(due)}`}）`,
        mark: 'overdue',
        tone: 'bad',
        incident,
        goTo: { screen: 'duty', part: 'open-items' },
      }),
    ),
    ...openActionEntries(context.db, null).map(({ id, number, text, heardAt, incident }) =>
      line({
        id: `action ${id}`,
        words: `待办 ${number}：${text}（${minuteText(heardAt)}）`,
        mark: 'open',
        incident,
        goTo: { screen: 'duty', part: 'open-items' },
      }),
    ),
  ]
}
