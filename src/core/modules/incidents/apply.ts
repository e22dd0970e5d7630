/** Folds the facts of one incident into its row. */
import { eq } from 'drizzle-orm'
import type { Database } from '../../kernel/database.ts'
import { hlcWallMs } from '../../kernel/hlc.ts'
import { resolveCell, type CellResolution, type CellWrite } from '../../oplog/cell.ts'
import type { Projection } from '../../oplog/registry.ts'
import type { Fact } from '../../oplog/types.ts'
import { foldRecords } from './apply-records.ts'
import { fieldSet, gradeDecided, incidentFacts, incidentOpened, statusSet } from './facts.ts'
import type { FieldSet, FieldValue, GradeDecided, IncidentOpened, StatusSet } from './facts.ts'
import { incidentTable, type StatusChange, type StoredField, type StoredFields } from './tables.ts'
import {
  gradeRank,
  groupOf,
  incidentFields,
  type IncidentField,
  type IncidentStatus,
} from './words.ts'

interface Written {
  readonly value: FieldValue
  readonly by: string
  readonly at: number
}

type FieldWrite = CellWrite<Written> & { readonly field: IncidentField }

/** Places and times are compared by what they say. */
function sameValue(one: Written, other: Written): boolean {
  return JSON.stringify(one.value) === JSON.stringify(other.value)
}

/** Of two grades given at once the graver stands until a person decides. */
function gradeDanger({ value }: Written): number {
  return typeof value === 'string' ? gradeRank(value) : 0
}

function intakeWrites({ ref, hlc, body }: Fact<IncidentOpened>): FieldWrite[] {
  const told: readonly (readonly [IncidentField, FieldValue | undefined])[] = [
    ['title', body.title],
    ['category', body.category],
    ['place', body.place],
    ['source', body.source],
    ['contact', body.contact],
  ]
  return told.flatMap(([field, value]) =>
    value === undefined
      ? []
      : [{ field, ref, hlc, base: [], value: { value, by: body.openedBy, at: hlcWallMs(hlc) } }],
  )
}

function fieldWrites(facts: readonly Fact[]): FieldWrite[] {
  return facts.flatMap((fact): FieldWrite[] => {
    const { ref, hlc, base } = fact
    if (fact.kind === gradeDecided.kind) {
      const { grade, basis, by } = fact.body as GradeDecided
      const write = (value: string) => ({
        ref,
        hlc,
        base,
        value: { value, by, at: hlcWallMs(hlc) },
      })
      return [
        { field: 'grade', ...write(grade) },
        { field: 'gradeBasis', ...write(basis) },
      ]
    }
    if (fact.kind !== fieldSet.kind) return []
    const { field, value, by } = fact.body as FieldSet
    return [{ field, ref, hlc, base, value: { value, by, at: hlcWallMs(hlc) } }]
  })
}

function storedField(cell: CellResolution<Written>): StoredField {
  return {
    value: cell.value.value,
    seen: cell.siblings.map(({ ref }) => ref),
    others: cell.siblings
      .map(({ value }) => value)
      .filter((value) => !sameValue(value, cell.value)),
  }
}

/** Overlooking work that goes on is worse than keeping a finished incident on the list. */
const dangerOf: Partial<Record<IncidentStatus, number>> = {
  responding: 4,
  received: 3,
  verifying: 3,
  assessed: 3,
  controlled: 2,
  response_ended: 1,
  aftermath: 1,
}

function statusCell(opened: Fact<IncidentOpened>, facts: readonly Fact[]) {
  const first: CellWrite<StatusChange> = {
    ref: opened.ref,
    hlc: opened.hlc,
    base: [],
    value: {
      status: 'received',
      at: opened.body.receivedAt,
      by: opened.body.openedBy,
      reason: '',
    },
  }
  const writes = facts.flatMap((fact) => {
    if (fact.kind !== statusSet.kind) return []
    const { to: status, at, by, reason, decision, transfer, main, waived } = fact.body as StatusSet
    const value: StatusChange = {
      status,
      at,
      by,
      reason,
      ...(decision === undefined ? {} : { decision }),
      ...(transfer === undefined ? {} : { transfer }),
      ...(main === undefined ? {} : { main }),
      ...(waived === undefined ? {} : { waived }),
    }
    return [{ ref: fact.ref, hlc: fact.hlc, base: fact.base, value }]
  })
  const cell = resolveCell([first, ...writes], {
    danger: ({ status }) => dangerOf[status] ?? 0,
    same: (one, other) => one.status === other.status,
  })
  if (!cell) throw new Error('a cell with one write has a value')
  return { cell, history: [first, ...writes].map(({ value }) => value) }
}

/** Whether a report could say this: an empty text says nothing. */
export function isGiven(value: FieldValue | undefined): boolean {
  return value !== undefined && value !== null && value !== ''
}

function textOf(fields: StoredFields, field: IncidentField): string | null {
  const value = fields[field]?.value
  return typeof value === 'string' && value !== '' ? value : null
}

function fold(db: Database, entity: string, facts: readonly Fact[]): void {
  const opened = facts.find((fact) => fact.kind === incidentOpened.kind) as
    | Fact<IncidentOpened>
    | undefined
  // A change may arrive before the incident does: it waits in the log.
  if (!opened) return
  const { body } = opened
  const writes = Map.groupBy([...intakeWrites(opened), ...fieldWrites(facts)], ({ field }) => field)
  const fields: StoredFields = {}
  let conflict = false
  for (const [field] of incidentFields) {
    const cell = resolveCell(writes.get(field) ?? [], {
      same: sameValue,
      ...(field === 'grade' ? { danger: gradeDanger } : {}),
    })
    if (!cell) continue
    fields[field] = storedField(cell)
    conflict ||= cell.conflict
  }
  const { cell: status, history } = statusCell(opened, facts)
  const group = groupOf(status.value.status)
  const { records, conflict: recordConflict } = foldRecords(facts)
  const place = fields.place?.value
  const point =
    typeof place === 'object' && place !== null && 'precision' in place ? place : body.place
  const row = {
    id: entity,
    site: body.site,
    year: body.year,
    number: body.number,
    incidentNo: body.incidentNo,
    receivedAt: body.receivedAt,
    openedBy: body.openedBy,
    title: textOf(fields, 'title') ?? body.title,
    category: textOf(fields, 'category'),
    grade: textOf(fields, 'grade') ?? 'ungraded',
    place: point,
    lat: point.lat ?? null,
    lon: point.lon ?? null,
    incidentStatus: status.value.status,
    statusSince: status.value.at,
    statusSeen: status.siblings.map(({ ref }) => ref),
    group,
    closedAt: group === 'closed' ? status.value.at : null,
    missing: incidentFields.filter(
      ([field, , , element]) => element && !isGiven(fields[field]?.value),
    ).length,
    conflict: conflict || status.conflict || recordConflict,
    mergedInto: status.value.main ?? null,
    standing: records.casualties.at(-1) ?? null,
    records,
    fields,
    history,
    status: opened.status,
  }
  db.tables.delete(incidentTable).where(eq(incidentTable.id, entity)).run()
  db.tables.insert(incidentTable).values(row).run()
}

export const incidentProjection: Projection = {
  name: 'incidents',
  version: 3,
  tables: [incidentTable],
  kinds: incidentFacts,
  fold,
}
