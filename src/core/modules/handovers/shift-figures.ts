/** 本班: what the shift did, in numbers, from the record. */
import { beijingMinute } from '../../kernel/beijing-time.ts'
import type { CoreContext } from '../../module.ts'
import { alarmHistory, openAlarms } from '../alarms/index.ts'
import { incidentsReceived } from '../incidents/index.ts'
import { entriesInOrder } from '../logbook/index.ts'
import { sendingsBetween } from '../reports/index.ts'
import type { Team } from './frozen.ts'
import { closedRows } from './stores.ts'

const dayMs = 86_400_000
/** More alarms than this in one shift are not counted but said to be many. */
const mostAlarms = 500

export interface Figure {
  readonly label: string
  readonly value: string
}

/** A shift is counted from when the last one was closed: what came late belongs to who stayed. */
function spanOf(context: CoreContext, out: Team): { readonly from: number; readonly to: number } {
  const to = context.world.clock.nowMs()
  const before = closedRows(context, 1)[0]?.closedAt
  const from = before ?? out.from ?? to - dayMs
  return { from: Math.min(Math.max(from, to - 8 * dayMs), to), to }
}

function received(context: CoreContext, from: number, to: number): string {
  const rows = incidentsReceived(context.db, from, to)
  const count = (status: string) => rows.filter(({ incidentStatus }) => incidentStatus === status)
  const parts = [
    [count('false_alarm').length, '误报'],
    [count('merged').length, '并案'],
  ] as const
  const besides = parts
    .filter(([number]) => number > 0)
    .map(([number, word]) => `${word} ${number}`)
  return `${rows.length} 起${besides.length === 0 ? '' : `（${besides.join('，')}）`}`
}

/** First and last number, and how many were struck. */
function logFigures(context: CoreContext, from: number, to: number): Figure[] {
  let lines = 0
  let struck = 0
  const filter = { text: '', typedOnly: false, includeStruck: true, from, to }
  for (const page of entriesInOrder(context.db, filter)) {
    lines += page.length
    struck += page.filter(({ struckAt }) => struckAt !== null).length
  }
  return [
    { label: '日志', value: `${lines} 条` },
    { label: '划改', value: `${struck} 条` },
  ]
}

export function shiftFigures(context: CoreContext, out: Team): Figure[] {
  const { from, to } = spanOf(context, out)
  const sent = sendingsBetween(context.db, from, to)
  const alarms = alarmHistory(context.db, { from, limit: mostAlarms, handled: false, text: '' })
  const open = openAlarms(context.db).length
  return [
    ...(out.word === '' ? [] : [{ label: '班次', value: out.word }]),
    {
      label: '起止',
      value:
        out.from === undefined || out.to === undefined
          ? `${beijingMinute(from)} 起`
          : `${beijingMinute(out.from)} — ${beijingMinute(out.to)}`,
    },
    { label: '接报', value: received(context, from, to) },
    ...logFigures(context, from, to),
    { label: '报送', value: `${sent.length} 份` },
    {
      label: '告警',
      value: `${alarms.length === mostAlarms ? `${mostAlarms} 次以上` : `${alarms.length} 次`}，未处置 ${open}`,
    },
  ]
}
