/**
 * Limits that run out become alarms, and a recorded sending ends them. What was raised is read
 * from the log, so a restart neither forgets nor repeats; one alarm per limit and due time, so what
 * a person has settled is not raised again for the same moment.
 */
import type { CoreContext } from '../../module.ts'
import { keepAlarms, type Raise } from '../alarms/index.ts'
import { addClosingGuard, incidentRow, openIncidentIds, shownNumber } from '../incidents/index.ts'
import { ruleMs } from '../rules/index.ts'
import { beijingTime } from '../../kernel/beijing-time.ts'
import type { ReportClock } from './contract.ts'
import { clocksOfIncidents } from './limits.ts'
import { reportRows, rowsWaiting } from './queries.ts'
import { reportName } from './words.ts'

const everyMs = 10_000
const topics = ['reports', 'report-filings', 'incidents', 'rules']
const kinds = ['report-due', 'report-overdue', 'report-unacknowledged'] as const

function hourAndMinute(ms: number): string {
  return beijingTime(ms).slice(0, 5)
}

function ofClock(incident: string, called: string, clock: ReportClock): Raise[] {
  const { state, immediate, dueAt, rule, label, tag, to } = clock
  if (dueAt === null || immediate || (state !== 'due' && state !== 'overdue')) return []
  const overdue = state === 'overdue'
  return [
    {
      kind: overdue ? 'report-overdue' : 'report-due',
      subject: `${incident}/${rule}/${dueAt}`,
      priority: overdue ? 'high' : 'normal',
      title: `${called} ${label}${overdue ? '已超时' : '临期'}`,
      detail: `报${to}，应报 ${hourAndMinute(dueAt)}（${tag}），登记报送后解除`,
      incident,
    },
  ]
}

function calledOf({ db, county }: CoreContext, incident: string): string {
  const row = incidentRow(db, incident)
  return row ? `${shownNumber(county, row.site, row.number)} ${row.title}` : ''
}

/** Everything of ours that should stand now. */
function wantedAlarms(context: CoreContext): Raise[] {
  const ids = openIncidentIds(context.db)
  const ofClocks = [...clocksOfIncidents(context, ids)].flatMap(([incident, clocks]) =>
    clocks.flatMap((clock) => ofClock(incident, calledOf(context, incident), clock)),
  )
  const limitMs = ruleMs(context, 'report.receipt')
  const now = context.world.clock.nowMs()
  const open = new Set(ids)
  const ofReceipts = rowsWaiting(context.db)
    .filter(({ incident }) => open.has(incident))
    .flatMap((row) =>
      row.sendings
        .filter(({ receipt, at }) => receipt === null && now - at >= limitMs)
        .map(({ id, to, at }): Raise => ({
          kind: 'report-unacknowledged',
          subject: `${row.id}/${id}`,
          priority: 'normal',
          title: `${calledOf(context, row.incident)} ${reportName(row.kind, row.seq)}未签收`,
          detail: `${hourAndMinute(at)} 报${to}，至今未登记签收，请打电话核实`,
          incident: row.incident,
        })),
    )
  return [...ofClocks, ...ofReceipts]
}

/** What was reported in writing is ended by a final report, before the incident is archived. */
export function guardClosing(context: CoreContext): void {
  addClosingGuard(context, {
    need: 'final-report',
    missing(incident) {
      const sent = reportRows(context.db, incident).filter(
        ({ sendings, state }) => sendings.length > 0 && state !== 'void',
      )
      const written = sent.some(({ kind }) => kind === 'first' || kind === 'follow_up')
      const ended = sent.some(({ kind }) => kind === 'final')
      return written && !ended
        ? '报过首报或续报，终报还没有报送：请报送终报，或写明免报原因。'
        : null
    },
  })
}

export function watchLimits(context: CoreContext): () => void {
  const look = () =>
    void keepAlarms(context, {
      source: 'reports',
      kinds,
      wanted: wantedAlarms(context),
      because: '已报送、已签收或不再适用',
      inLog: false,
    })
  let cancelEvery: (() => void) | undefined
  let cancelSoon: (() => void) | undefined
  const every = () => {
    look()
    cancelEvery = context.world.timers.after(everyMs, every)
  }
  cancelEvery = context.world.timers.after(0, every)
  const soon = () => {
    cancelSoon = undefined
    look()
  }
  const stop = context.log.onChanged((changed) => {
    if (topics.some((topic) => changed.has(topic)))
      cancelSoon ??= context.world.timers.after(200, soon)
  })
  return () => {
    stop()
    cancelEvery?.()
    cancelSoon?.()
  }
}
