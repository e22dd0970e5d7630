/** The clocks of incidents from what is stored: reads for `clocksOf`. */
import { and, inArray, ne } from 'drizzle-orm'
import type { CoreContext } from '../../module.ts'
import { entryWord } from '../logbook/contract.ts'
import { ruleList, ruleMs, ruleValue } from '../rules/index.ts'
import type { Answer } from './clock-start.ts'
import { clocksOf, type Setting } from './clocks.ts'
import type { ReportClock } from './contract.ts'
import { incidentRows } from '../incidents/index.ts'
import { limitRecord } from './record.ts'
import { filingTable, reportTable } from './tables.ts'
import { isSpoken } from './words.ts'

type Reading = Pick<CoreContext, 'db' | 'county' | 'world'>

/** A limit somebody in the county has set is the county's; before that it is only our assumption. */
function settings(context: Reading): (key: string) => Setting {
  const rules = new Map(ruleList(context).map((rule) => [rule.key, rule]))
  // Asked for each limit of each incident: read once.
  const known = new Map<string, Setting>()
  return (key) => {
    const before = known.get(key)
    if (before) return before
    const rule = rules.get(key)
    const basis = rule?.changed ? 'county' : (rule?.basis ?? 'assumed')
    const setting: Setting = { ms: ruleMs(context, key), basis }
    known.set(key, setting)
    return setting
  }
}

/** A voided report has told nobody what is true: it stops no clock. */
function answersOf({ db }: Reading, incidents: readonly string[]): Map<string, Answer[]> {
  const reports = db.tables
    .select({
      incident: reportTable.incident,
      kind: reportTable.kind,
      sendings: reportTable.sendings,
    })
    .from(reportTable)
    .where(and(inArray(reportTable.incident, [...incidents]), ne(reportTable.state, 'void')))
    .all()
  const filings = db.tables
    .select()
    .from(filingTable)
    .where(inArray(filingTable.incident, [...incidents]))
    .all()
  const answers = [
    ...reports.flatMap(({ incident, kind, sendings }) =>
      sendings.map(({ at, level, means, to, receiver }) => ({
        incident,
        answer: {
          at,
          level,
          spoken: isSpoken(means),
          kind,
          rule: null,
          words: `${to} ${receiver}（${entryWord(means)}）`,
        },
      })),
    ),
    ...filings.map(({ incident, rule, at, to, receiver }) => ({
      incident,
      answer: {
        at,
        level: 'city' as const,
        spoken: false,
        kind: 'follow_up' as const,
        rule,
        words: `${to}${receiver === '' ? '' : ` ${receiver}`}（另行报送）`,
      },
    })),
  ]
  const grouped = Map.groupBy(answers, ({ incident }) => incident)
  return new Map(
    [...grouped].map(([incident, list]) => [
      incident,
      list.map(({ answer }) => answer).toSorted((one, other) => one.at - other.at),
    ]),
  )
}

/** Every limit of these incidents, tightest first; an unknown incident has none. */
export function clocksOfIncidents(
  context: Reading,
  incidents: readonly string[],
): Map<string, ReportClock[]> {
  const answers = answersOf(context, incidents)
  const setting = settings(context)
  const amberPercent = ruleValue(context, 'report.amber')
  const now = context.world.clock.nowMs()
  const { rows: deadlines, sources } = context.county.reportDeadlines
  const rows = new Map(incidentRows(context.db, incidents).map((row) => [row.id, row]))
  return new Map(
    incidents.map((incident) => {
      const row = rows.get(incident)
      const record = row && limitRecord(context, row)
      const own = answers.get(incident) ?? []
      const clocks = record
        ? clocksOf({ record, answers: own, deadlines, sources, setting, amberPercent, now })
        : []
      return [incident, clocks]
    }),
  )
}

/** Every limit that holds for an incident, tightest first. */
export function reportClocks(context: Reading, incident: string): ReportClock[] {
  return clocksOfIncidents(context, [incident]).get(incident) ?? []
}
