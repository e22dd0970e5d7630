import { implement, ORPCError } from '@orpc/server'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { recordFor, requireRight, requireSession } from '../../seat-log.ts'
import { alarmProjection } from './apply.ts'
import { logLines } from '../logbook/index.ts'
import { alarmsContract } from './contract.ts'
import { alarmAcknowledged, alarmCleared, alarmFacts, alarmTaken } from './facts.ts'
import { alarmHistory, alarmRow, openAlarms } from './queries.ts'
import type { AlarmRow } from './tables.ts'

export { clearDrafts, raiseDrafts, type Raise } from './commands.ts'
export { alarmFacts } from './facts.ts'
export { alarmProjection } from './apply.ts'
export { standingAlarm } from './queries.ts'

const minuteMs = 60_000

function rowOrRefuse(context: CoreContext, id: string): AlarmRow {
  const row = alarmRow(context.db, id)
  if (!row) throw new ORPCError('NOT_FOUND')
  return row
}

/** The generated line that says what a person did about an alarm. */
function alarmLine(context: CoreContext, row: AlarmRow, text: string) {
  return logLines(context)({
    kind: 'alarm',
    source: { kind: 'text', text: '系统' },
    text,
    ...(row.incident ? { incident: row.incident } : {}),
    ...(row.unit ? { unit: row.unit } : {}),
  })
}

function alarmsRouter(context: CoreContext) {
  const os = implement(alarmsContract).$context<SeatContext>()
  // Silence is of this console and this run: after a restart every alarm sounds again.
  let silenced: { readonly until: number; readonly by: string } | undefined
  const silence = () =>
    silenced && silenced.until > context.world.clock.nowMs() ? silenced : undefined
  return {
    open: os.open.handler(() => ({
      alarms: openAlarms(context.db),
      silencedUntil: silence()?.until ?? null,
      silencedBy: silence()?.by ?? null,
    })),
    history: os.history.handler(({ input }) => alarmHistory(context.db, input.limit)),
    acknowledge: os.acknowledge.handler(({ input, errors, context: { seat } }) => {
      const { person, name } = requireRight(seat, 'alarm.handle')
      const row = rowOrRefuse(context, input.alarm)
      const { state } = row
      if (state !== 'active-unacknowledged' && state !== 'cleared-unacknowledged') {
        throw errors.NOTHING_TO_ACKNOWLEDGE()
      }
      const body = { by: person, name }
      return recordFor(context, seat, () => [
        { kind: alarmAcknowledged.kind, entity: input.alarm, body },
        alarmLine(context, row, `${name} 确认告警：${row.title}`),
      ])
    }),
    take: os.take.handler(({ input, context: { seat } }) => {
      const { person, name } = requireRight(seat, 'alarm.handle')
      const row = rowOrRefuse(context, input.alarm)
      const body = { by: person, name }
      return recordFor(context, seat, () => [
        { kind: alarmTaken.kind, entity: input.alarm, body },
        alarmLine(context, row, `${name} 处理告警：${row.title}`),
      ])
    }),
    clear: os.clear.handler(({ input, errors, context: { seat } }) => {
      const { person, name } = requireRight(seat, 'alarm.handle')
      const row = rowOrRefuse(context, input.alarm)
      const { state, priority } = row
      if (state === 'normal' || state === 'cleared-unacknowledged') throw errors.ALREADY_CLEAR()
      const contact = input.contact?.trim()
      if (priority === 'emergency' && !contact) throw errors.CONTACT_NEEDED()
      const at = context.world.clock.nowMs()
      const body = { by: person, name, reason: input.reason, at, ...(contact ? { contact } : {}) }
      const heard = contact ? `；联系情况：${contact}` : ''
      return recordFor(context, seat, () => [
        { kind: alarmCleared.kind, entity: input.alarm, body },
        alarmLine(context, row, `${name} 解除告警：${row.title}；原因：${input.reason}${heard}`),
      ])
    }),
    silence: os.silence.handler(({ input, context: { seat } }) => {
      const { name } = requireSession(seat)
      const until = context.world.clock.nowMs() + input.minutes * minuteMs
      silenced = { until, by: name }
      context.changed('alarms', [])
      return { until }
    }),
  }
}

/** More would not fit into a question. */
const mostNamed = 5

function unhandled({ db }: CoreContext): string[] {
  const open = openAlarms(db)
  const named = open.slice(0, mostNamed).map(({ title }) => `告警未处置：${title}`)
  return open.length > mostNamed
    ? [...named, `另有 ${open.length - mostNamed} 条告警未处置`]
    : named
}

export const alarmsModule: Module = {
  name: 'alarms',
  facts: alarmFacts,
  projections: [alarmProjection],
  concerns: (context) => unhandled(context),
  router: alarmsRouter,
}
