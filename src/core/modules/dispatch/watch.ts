/**
 * Raises what should have happened by now and did not, and clears it when it did. Everything is
 * computed from the log and the clock, so a restart loses nothing and raises nothing twice: one
 * alarm per order, arrival time or silence, also after a person has cleared it.
 */
import { beijingTime } from '../../kernel/beijing-time.ts'
import type { CancelTimer } from '../../kernel/world.ts'
import type { CoreContext } from '../../module.ts'
import type { FactDraft } from '../../oplog/types.ts'
import { recordBySystem } from '../../seat-log.ts'
import {
  clearDrafts,
  everRaised,
  raiseDrafts,
  standingOfKind,
  type Raise,
} from '../alarms/index.ts'
import { logLines } from '../logbook/index.ts'
import { arrivalSubject, readBackSubject, silenceSubject } from './alarm-subjects.ts'
import { contactLevel } from './clocks.ts'
import { seenIncident } from './incident-seen.ts'
import { contactClockOf, lateAtOf, openRows } from './queries.ts'
import type { AssignmentRow } from './tables.ts'

const tickMs = 10_000
/** Many facts at once are looked at once. */
const settleMs = 200
const minuteMs = 60_000

const watchedKinds = [
  'dispatch-unacknowledged',
  'dispatch-late',
  'contact-overdue',
  'contact-missed-twice',
] as const
type WatchedKind = (typeof watchedKinds)[number]

type Wanted = Omit<Raise, 'kind'> & { readonly kind: WatchedKind }

const clearedBecause: Readonly<Record<WatchedKind, string>> = {
  'dispatch-unacknowledged': '已复诵或已结束',
  'dispatch-late': '已到达或已报新的时间',
  'contact-overdue': '已联络上或已升级',
  'contact-missed-twice': '已联络上',
}

const minutes = (ms: number) => Math.floor(ms / minuteMs)
const clockText = (at: number) => beijingTime(at).slice(0, 5)

function lateAlarm(context: CoreContext, row: AssignmentRow, now: number): Wanted[] {
  const lateAt = lateAtOf(context, row)
  if (lateAt === null || now < lateAt) return []
  const about = { incident: row.incident, unit: row.unit }
  const { orderNo } = row.order
  if (row.state === 'ordered') {
    return [
      {
        ...about,
        kind: 'dispatch-unacknowledged',
        subject: readBackSubject(row),
        priority: 'high',
        title: `${row.callSign} 命令未复诵`,
        detail: `${orderNo} ${clockText(row.stateSince)} 下达，${minutes(now - row.stateSince)} 分钟未复诵，请再呼或换方式联系`,
      },
    ]
  }
  return [
    {
      ...about,
      kind: 'dispatch-late',
      subject: arrivalSubject(row),
      priority: 'normal',
      title: `${row.callSign} 超时未到`,
      detail: `${orderNo} 预计 ${clockText(row.etaAt ?? lateAt)} 到达，请电台询问`,
    },
  ]
}

/** One alarm per silent team, whatever the number of its orders. */
function silentAlarm(context: CoreContext, rows: readonly AssignmentRow[], now: number): Wanted[] {
  const clocks = rows.flatMap((row) => {
    const clock = contactClockOf(context, row)
    return clock ? [{ row, clock }] : []
  })
  const [worst] = clocks.toSorted((a, b) => a.clock.twiceAt - b.clock.twiceAt)
  if (!worst) return []
  const { row, clock } = worst
  const level = contactLevel(clock, now)
  if (level !== 'missed' && level !== 'missed-twice') return []
  const silentFor = minutes(now - clock.since)
  const about = {
    incident: row.incident,
    unit: row.unit,
    subject: silenceSubject(row.unit, clock),
    priority: 'high' as const,
  }
  if (level === 'missed') {
    return [
      {
        ...about,
        kind: 'contact-overdue',
        title: `${row.callSign} 联络超时`,
        detail: `已 ${silentFor} 分钟未通联（限 ${minutes(clock.limitMs)} 分钟），请呼叫`,
      },
    ]
  }
  return [
    {
      ...about,
      kind: 'contact-missed-twice',
      title: `${row.callSign} 两次未联络，建议按紧急处理`,
      detail: `已 ${silentFor} 分钟未通联，再次呼叫无果请按紧急求救处理（由值班员决定）`,
    },
  ]
}

function wantedAlarms(context: CoreContext, now: number): Wanted[] {
  const open = openRows(context.db)
  const byUnit = Map.groupBy(open, ({ unit }) => unit)
  return [
    ...open.flatMap((row) => lateAlarm(context, row, now)),
    ...[...byUnit.values()].flatMap((rows) => silentAlarm(context, rows, now)),
  ]
}

function alarmLine(context: CoreContext, { title, detail, incident, unit }: Wanted) {
  const number = incident === undefined ? '' : (seenIncident(context, incident)?.number ?? '')
  return {
    kind: 'alarm' as const,
    source: { kind: 'text' as const, text: '系统' },
    text: [number, `${title}：${detail}`].filter((part) => part !== '').join(' '),
    ...(incident === undefined ? {} : { incident }),
    ...(unit === undefined ? {} : { unit }),
  }
}

function clearings(context: CoreContext, wanted: readonly Wanted[]): FactDraft[] {
  return watchedKinds.flatMap((kind) => {
    const still = new Set(wanted.filter((one) => one.kind === kind).map(({ subject }) => subject))
    const gone = standingOfKind(context.db, kind)
      .filter(({ state, subject }) => state.startsWith('active') && !still.has(subject))
      .map(({ subject }) => subject)
    return [...new Set(gone)].flatMap((subject) =>
      clearDrafts(context, kind, subject, clearedBecause[kind]),
    )
  })
}

/** Once, for what is so now. */
export function checkDispatch(context: CoreContext): void {
  const wanted = wantedAlarms(context, context.world.clock.nowMs())
  const fresh = wanted.filter(({ kind, subject }) => !everRaised(context.db, kind, subject))
  const cleared = clearings(context, wanted)
  if (fresh.length === 0 && cleared.length === 0) return
  const result = recordBySystem(context, 'dispatch', () => {
    const line = logLines(context)
    return [
      ...cleared,
      ...fresh.flatMap((one) => [...raiseDrafts(context, one), line(alarmLine(context, one))]),
    ]
  })
  // Tried again at the next tick; the disk's own alarm says why.
  if (!result.ok) context.logger.warn('dispatch.alarm-not-recorded', { code: result.code })
}

const watchedTopics = new Set(['dispatch', 'dispatch.contact', 'logbook', 'rules', 'alarms'])

export function watchDispatch(context: CoreContext): () => void {
  const { timers } = context.world
  let cancelTick: CancelTimer | undefined
  let cancelSettle: CancelTimer | undefined
  const tick = () => {
    cancelTick = timers.after(tickMs, tick)
    checkDispatch(context)
  }
  const soon = () => {
    cancelSettle ??= timers.after(settleMs, () => {
      cancelSettle = undefined
      checkDispatch(context)
    })
  }
  const stop = context.log.onChanged((changed) => {
    if ([...changed.keys()].some((topic) => watchedTopics.has(topic))) soon()
  })
  tick()
  return () => {
    stop()
    cancelTick?.()
    cancelSettle?.()
  }
}
