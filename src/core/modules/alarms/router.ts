import { implement, ORPCError } from '@orpc/server'
import type { CoreContext, SeatContext } from '../../module.ts'
import { recordFor, requireRight, requireSession } from '../../seat-log.ts'
import { beijingMinute } from '../../kernel/beijing-time.ts'
import { logLines, type NewLine } from '../logbook/index.ts'
import { ruleMs, ruleValue } from '../rules/index.ts'
import { hostBell } from './bell.ts'
import { alarmsContract } from './contract.ts'
import {
  alarmAcknowledged,
  alarmCleared,
  alarmReleased,
  alarmShelved,
  alarmTaken,
  alarmUnshelved,
} from './facts.ts'
import { groupsOf } from './groups.ts'
import {
  alarmHistory,
  alarmRow,
  alarmSteps,
  openAlarms,
  raisedSince,
  shelvedAlarms,
} from './queries.ts'
import { currentSilence, setSilence } from './silence.ts'
import { isWaitingState, movedBy, refusalOf } from './states.ts'
import type { AlarmRow } from './tables.ts'

const minuteMs = 60_000
const loadWindowMs = 10 * minuteMs
const longestShelfMs = 24 * 60 * minuteMs

function rowOrRefuse(context: CoreContext, id: string): AlarmRow {
  const row = alarmRow(context.db, id)
  if (!row) throw new ORPCError('NOT_FOUND')
  return row
}

/** The generated line that says what a person did about an alarm. */
function alarmLine(row: AlarmRow | undefined, text: string): NewLine {
  return {
    kind: 'alarm',
    source: { kind: 'text', text: '系统' },
    text,
    ...(row?.incident ? { incident: row.incident } : {}),
    ...(row?.unit ? { unit: row.unit } : {}),
  }
}

function openNow(context: CoreContext) {
  const alarms = openAlarms(context.db)
  const silence = currentSilence(context)
  const limits = {
    windowMs: ruleMs(context, 'alarm.groupWindow'),
    size: ruleValue(context, 'alarm.groupSize'),
  }
  return {
    alarms,
    groups: groupsOf(alarms, limits).map((group) => ({
      ...group,
      members: [...group.members],
      handlers: [...group.handlers],
    })),
    shelved: shelvedAlarms(context.db),
    silencedUntil: silence?.until ?? null,
    silencedBy: silence?.by ?? null,
    load: {
      raised: raisedSince(context.db, context.world.clock.nowMs() - loadWindowMs),
      limit: ruleValue(context, 'alarm.load'),
    },
    hostBell: hostBell(context).alone(),
  }
}

export function alarmsRouter(context: CoreContext) {
  const os = implement(alarmsContract).$context<SeatContext>()
  const now = () => context.world.clock.nowMs()
  return {
    open: os.open.handler(() => openNow(context)),
    history: os.history.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return alarmHistory(context.db, input)
    }),
    steps: os.steps.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return alarmSteps(context.db, input.alarm)
    }),
    acknowledge: os.acknowledge.handler(({ input, errors, context: { seat } }) => {
      const { person, name } = requireRight(seat, 'alarm.handle')
      const row = rowOrRefuse(context, input.alarm)
      if (movedBy(row.state, 'acknowledge') === undefined) throw errors.NOTHING_TO_ACKNOWLEDGE()
      const body = { by: person, name }
      return recordFor(context, seat, () => [
        { kind: alarmAcknowledged.kind, entity: row.id, body },
        logLines(context)(alarmLine(row, `${name} 确认告警：${row.title}`)),
      ])
    }),
    acknowledgeGroup: os.acknowledgeGroup.handler(({ input, errors, context: { seat } }) => {
      const { person, name } = requireRight(seat, 'alarm.handle')
      const rows = input.alarms
        .map((id) => rowOrRefuse(context, id))
        .filter(({ state }) => isWaitingState(state))
      if (rows.length === 0) throw errors.NOTHING_TO_ACKNOWLEDGE()
      const body = { by: person, name }
      const titles = rows.map(({ title }) => title).join('、')
      const text = `${name} 一次确认 ${rows.length} 条告警：${titles}`
      const { storedAt } = recordFor(context, seat, () => [
        ...rows.map(({ id }) => ({ kind: alarmAcknowledged.kind, entity: id, body })),
        logLines(context)(alarmLine(undefined, text.slice(0, longestLine))),
      ])
      return { storedAt, acknowledged: rows.length }
    }),
    take: os.take.handler(({ input, errors, context: { seat } }) => {
      const { person, name } = requireRight(seat, 'alarm.handle')
      const row = rowOrRefuse(context, input.alarm)
      const why = refusalOf(row.state, 'take')
      if (why !== undefined) throw errors.NOT_NOW({ message: why, data: { why } })
      if (row.handlerId === person) throw errors.ALREADY_YOURS()
      const body = { by: person, name }
      // Who takes it has seen it.
      const seen = isWaitingState(row.state)
      const text =
        row.handler === null
          ? `${name} 处理告警：${row.title}`
          : `${name} 接替 ${row.handler} 处理告警：${row.title}`
      return recordFor(context, seat, () => [
        ...(seen ? [{ kind: alarmAcknowledged.kind, entity: row.id, body }] : []),
        { kind: alarmTaken.kind, entity: row.id, body },
        logLines(context)(alarmLine(row, text)),
      ])
    }),
    release: os.release.handler(({ input, errors, context: { seat } }) => {
      const { person, name } = requireRight(seat, 'alarm.handle')
      const row = rowOrRefuse(context, input.alarm)
      const why = refusalOf(row.state, 'release')
      if (why !== undefined) throw errors.NOT_NOW({ message: why, data: { why } })
      if (row.handler === null) throw errors.NOT_HANDLED()
      const whose = row.handlerId === person ? '' : `（原由 ${row.handler} 处理）`
      return recordFor(context, seat, () => [
        { kind: alarmReleased.kind, entity: row.id, body: { by: person, name } },
        logLines(context)(alarmLine(row, `${name} 放下告警，等待他人处理${whose}：${row.title}`)),
      ])
    }),
    clear: os.clear.handler(({ input, errors, context: { seat } }) => {
      const { person, name } = requireRight(seat, 'alarm.handle')
      const row = rowOrRefuse(context, input.alarm)
      if (movedBy(row.state, 'clear') === undefined) throw errors.ALREADY_CLEAR()
      const contact = input.contact?.trim()
      if (row.priority === 'emergency' && !contact) throw errors.CONTACT_NEEDED()
      const at = now()
      const body = { by: person, name, reason: input.reason, at, ...(contact ? { contact } : {}) }
      const heard = contact ? `；联系情况：${contact}` : ''
      const text = `${name} 解除告警：${row.title}；原因：${input.reason}${heard}`
      return recordFor(context, seat, () => [
        { kind: alarmCleared.kind, entity: row.id, body },
        logLines(context)(alarmLine(row, text)),
      ])
    }),
    shelve: os.shelve.handler(({ input, errors, context: { seat } }) => {
      const { person, name } = requireRight(seat, 'alarm.handle')
      const row = rowOrRefuse(context, input.alarm)
      if (row.priority === 'emergency') throw errors.NEVER_EMERGENCY()
      const why = refusalOf(row.state, 'shelve')
      if (why !== undefined) throw errors.NOT_NOW({ message: why, data: { why } })
      const { until } = input
      if (until <= now() || until > now() + longestShelfMs) throw errors.BAD_END()
      const reason = input.reason.trim()
      const text = `${name} 搁置告警至 ${beijingMinute(until)}：${row.title}；原因：${reason}`
      return recordFor(context, seat, () => [
        { kind: alarmShelved.kind, entity: row.id, body: { by: person, name, reason, until } },
        logLines(context)(alarmLine(row, text)),
      ])
    }),
    unshelve: os.unshelve.handler(({ input, errors, context: { seat } }) => {
      const { person, name } = requireRight(seat, 'alarm.handle')
      const row = rowOrRefuse(context, input.alarm)
      const why = refusalOf(row.state, 'unshelve')
      if (why !== undefined) throw errors.NOT_NOW({ message: why, data: { why } })
      return recordFor(context, seat, () => [
        { kind: alarmUnshelved.kind, entity: row.id, body: { by: person, name } },
        logLines(context)(alarmLine(row, `${name} 取消搁置告警：${row.title}`)),
      ])
    }),
    silence: os.silence.handler(({ input, context: { seat } }) => {
      const { name } = requireSession(seat)
      const until = now() + input.minutes * minuteMs
      setSilence(context, { since: now(), until, by: name })
      return { until }
    }),
    unsilence: os.unsilence.handler(({ context: { seat } }) => {
      requireSession(seat)
      setSilence(context, undefined)
      return { until: null }
    }),
    reportSound: os.reportSound.handler(({ input, context: { seat } }) => {
      hostBell(context).report(seat.id, input.sound)
      return {}
    }),
  }
}

/** A line of the log holds this much. */
const longestLine = 2000
