/** What the record of an incident knows, as far as a report can say it. */
import type { CoreContext } from '../../module.ts'
import type { IncidentField, IncidentGrade, IncidentStatus } from '../incidents/contract.ts'
import { assignmentsOf } from '../dispatch/index.ts'
import {
  gradesOf,
  incidentRow,
  type IncidentRow,
  shownNumber,
  shownValue,
} from '../incidents/index.ts'
import { listEntries } from '../logbook/index.ts'

export interface Casualties {
  readonly at: number
  readonly dead: number
  readonly missing: number
  readonly serious: number
  readonly injured: number
  readonly trapped: number
  readonly atRisk: number
  readonly evacuated: number
  readonly source: string
  readonly verified: boolean
}

export interface SentUnit {
  readonly callSign: string
  readonly stateWord: string
  readonly people: number | null
  readonly vehicles: number | null
  readonly orderedAt: number
  /** What happened to it, oldest first. */
  readonly history: readonly { readonly word: string; readonly at: number }[]
}

export interface ReportRecord {
  readonly id: string
  readonly number: string
  readonly incidentNo: string
  readonly title: string
  readonly receivedAt: number
  readonly occurredAt: number | null
  readonly category: string | null
  readonly categoryName: string
  readonly grade: IncidentGrade
  readonly incidentStatus: IncidentStatus
  readonly closed: boolean
  readonly sensitive: boolean
  /** Fields in words; absent is not known. */
  readonly fields: Readonly<Partial<Record<IncidentField, string>>>
  readonly history: readonly {
    readonly status: IncidentStatus
    readonly at: number
    readonly reason: string
  }[]
  /** Oldest first, as the next three. */
  readonly casualties: readonly Casualties[]
  readonly grades: readonly { readonly grade: IncidentGrade; readonly at: number }[]
  readonly units: readonly SentUnit[]
  readonly lines: readonly { readonly at: number; readonly kind: string; readonly text: string }[]
}

type Reading = Pick<CoreContext, 'db' | 'county' | 'world'>

/** More lines than this would not be read by anybody. */
const mostLines = 200

function fieldsInWords(
  context: Reading,
  row: NonNullable<ReturnType<typeof incidentRow>>,
): ReportRecord['fields'] {
  const said = Object.entries(row.fields).map(([field, stored]) => [
    field,
    shownValue(context, field as IncidentField, stored.value),
  ])
  return Object.fromEntries(said.filter(([, text]) => text !== '')) as ReportRecord['fields']
}

function typedLines({ db }: Reading, incident: string): ReportRecord['lines'] {
  const page = listEntries(db, {
    incident,
    typedOnly: true,
    includeStruck: false,
    before: null,
    limit: mostLines,
  })
  return page.entries
    .map(({ heardAt, kind, text }) => ({ at: heardAt, kind, text }))
    .toSorted((one, other) => one.at - other.at)
}

/** Without the log and the units: what limits need. */
export function limitRecord(context: Reading, row: IncidentRow): ReportRecord {
  const occurred = row.fields.occurredAt?.value
  return {
    id: row.id,
    number: shownNumber(context.county, row.site, row.number),
    incidentNo: row.incidentNo,
    title: row.title,
    receivedAt: row.receivedAt,
    occurredAt:
      typeof occurred === 'object' && occurred !== null && 'at' in occurred ? occurred.at : null,
    category: row.category,
    categoryName: shownValue(context, 'category', row.category),
    grade: row.grade as IncidentGrade,
    incidentStatus: row.incidentStatus,
    closed: row.group === 'closed',
    sensitive: false,
    fields: {},
    history: row.history,
    casualties: row.records.casualties,
    grades: gradesOf(row),
    units: [],
    lines: [],
  }
}

export function reportRecord(context: Reading, incident: string): ReportRecord | undefined {
  const row = incidentRow(context.db, incident)
  if (!row) return undefined
  return {
    ...limitRecord(context, row),
    fields: fieldsInWords(context, row),
    units: assignmentsOf(context, incident).map(
      ({ callSign, stateWord, people, vehicles, orderedAt, history }) => ({
        callSign,
        stateWord,
        people,
        vehicles,
        orderedAt,
        history: history.filter(({ skipped }) => !skipped).map(({ word, at }) => ({ word, at })),
      }),
    ),
    lines: typedLines(context, incident),
  }
}
