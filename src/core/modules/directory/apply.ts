import { and, eq } from 'drizzle-orm'
import type { Database } from '../../kernel/database.ts'
import type { Projection } from '../../oplog/registry.ts'
import type { Fact } from '../../oplog/types.ts'
import { pointFacts, pointSet, radioNamed, type PointSet, type RadioNamed } from './facts.ts'
import { pointTable, type PointRow } from './tables.ts'

/** A fact about a point, as the newer kind says it. */
function readPointFact(fact: Fact): PointSet | undefined {
  if (fact.kind === pointSet.kind) return fact.body as PointSet
  if (fact.kind !== radioNamed.kind) return undefined
  const { what, number, callSign, holder, by, at } = fact.body as RadioNamed
  return { kind: what, number, set: { callSign, holder }, how: 'named', by, at }
}

const emptyRow = ({ kind, number, by, at }: PointSet): PointRow => ({
  kind,
  number,
  callSign: '',
  holder: '',
  aliases: [],
  userNumber: null,
  unit: null,
  place: null,
  person: null,
  note: '',
  model: '',
  serial: '',
  disabledReason: null,
  changedAt: at,
  changedBy: by,
})

function withChanges(row: PointRow, { set, by, at }: PointSet): PointRow {
  const { disabled, ...fields } = set
  const touched = Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Partial<PointRow>
  const disabledReason = disabled === undefined ? row.disabledReason : disabled
  return { ...row, ...touched, disabledReason, changedAt: at, changedBy: by }
}

function fold(db: Database, _entity: string, facts: readonly Fact[]): void {
  const changes = facts.map(readPointFact).filter((change) => change !== undefined)
  const [first] = changes
  if (!first) return
  const row = changes.reduce(withChanges, emptyRow(first))
  const same = and(eq(pointTable.kind, row.kind), eq(pointTable.number, row.number))
  db.tables.delete(pointTable).where(same).run()
  db.tables.insert(pointTable).values(row).run()
}

export const pointProjection: Projection = {
  name: 'directory.points',
  version: 1,
  tables: [pointTable],
  kinds: pointFacts,
  fold,
}
