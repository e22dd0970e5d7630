/** What is due, unsent, sent today and waiting for a receipt, over all incidents. */
import { incidentRow, openIncidentIds, shownNumber } from '../incidents/index.ts'
import { ruleMs } from '../rules/index.ts'
import { tightestClock } from './clocks.ts'
import type { ReportBoard } from './contract.ts'
import { clocksOfIncidents } from './limits.ts'
import { reportShown, rowsSentToday, rowsWaiting, unsentRows, type Reading } from './queries.ts'
import { beijingDay, startOfBeijingDay } from '../../kernel/beijing-time.ts'

type Named = ReportBoard['due'][number]['incident']

function namesOf({ db, county }: Reading): (incident: string) => Named {
  const known = new Map<string, Named>()
  return (incident) => {
    const before = known.get(incident)
    if (before) return before
    const row = incidentRow(db, incident)
    const number = row ? shownNumber(county, row.site, row.number) : ''
    const named = { id: incident, number, title: row?.title ?? '' }
    known.set(incident, named)
    return named
  }
}

export function reportBoard(context: Reading): ReportBoard {
  const asOf = context.world.clock.nowMs()
  const nameOf = namesOf(context)
  const today = startOfBeijingDay(beijingDay(asOf))
  const receiptMs = ruleMs(context, 'report.receipt')
  const clocks = clocksOfIncidents(context, openIncidentIds(context.db))
  return {
    due: [...clocks]
      .flatMap(([incident, list]) =>
        list
          .filter(({ state }) => state !== 'met' && state !== 'not-started')
          .map((clock) => ({ incident: nameOf(incident), clock })),
      )
      .toSorted((one, other) => (one.clock.dueAt ?? 0) - (other.clock.dueAt ?? 0)),
    unsent: unsentRows(context.db).map((row) => ({
      incident: nameOf(row.incident),
      report: reportShown(context, row),
    })),
    sent: rowsSentToday(context.db, asOf)
      .flatMap((row) => {
        const report = reportShown(context, row)
        return report.sendings
          .filter(({ at }) => at >= today)
          .map((sending) => ({ incident: nameOf(row.incident), report, sending }))
      })
      .toSorted((one, other) => other.sending.at - one.sending.at),
    waiting: rowsWaiting(context.db)
      .flatMap((row) => {
        const report = reportShown(context, row)
        return report.sendings
          .filter(({ receipt }) => receipt === null)
          .map((sending) => ({
            incident: nameOf(row.incident),
            report,
            sending,
            overdue: asOf - sending.at >= receiptMs,
          }))
      })
      .toSorted((one, other) => one.sending.at - other.sending.at),
    asOf,
  }
}

/** For the cards: the tightest limit of each open incident that has one. */
export function tightestClocks(context: Reading) {
  return [...clocksOfIncidents(context, openIncidentIds(context.db))].flatMap(
    ([incident, clocks]) => {
      const clock = tightestClock(clocks)
      return clock ? [{ incident, clock }] : []
    },
  )
}
