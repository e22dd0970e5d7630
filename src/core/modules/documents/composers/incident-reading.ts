/** An incident as documents quote it. */
import type { CoreContext } from '../../../module.ts'
import { incidentRow, incidentShown, shownNumber } from '../../incidents/index.ts'
import type { Incident, IncidentField } from '../../incidents/contract.ts'
import { entriesInOrder, entryOf, type EntryFilter } from '../../logbook/index.ts'
import { asWritten } from '../log-export/as-written.ts'
import type { LogEntry } from '../../logbook/contract.ts'

export interface QuotedIncident {
  readonly shown: Incident
  /** Words of a field; empty while nobody gave one. */
  readonly field: (field: IncidentField) => string
  readonly openedBy: string
  /** `罗源村（26.32123°N 116.34512°E）` */
  readonly place: string
}

export function quotedIncident(context: CoreContext, id: string): QuotedIncident | undefined {
  const row = incidentRow(context.db, id)
  if (!row) return undefined
  const shown = incidentShown(context, row)
  const values = new Map(shown.fields.map((state) => [state.field, state]))
  const { text, lat, lon } = shown.place
  const point =
    lat === undefined || lon === undefined
      ? ''
      : `（北纬 ${lat.toFixed(5)}°，东经 ${lon.toFixed(5)}°）`
  return {
    shown,
    field: (field) => values.get(field)?.shown ?? '',
    openedBy: row.openedBy,
    place: `${text}${point}`,
  }
}

export function incidentNumberOf(context: CoreContext, id: string): string {
  const row = incidentRow(context.db, id)
  return row ? shownNumber(context.county, row.site, row.number) : ''
}

const everything: EntryFilter = { text: '', typedOnly: false, includeStruck: true }

/** All lines of an incident's log, oldest first. */
export function incidentLines(context: CoreContext, incident: string): LogEntry[] {
  return [...entriesInOrder(context.db, { ...everything, incident })]
    .flat()
    .toSorted(asWritten)
    .map((row) => entryOf(context.db, row))
}
