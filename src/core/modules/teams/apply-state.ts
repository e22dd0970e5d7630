import { and, eq } from 'drizzle-orm'
import type { Database } from '../../kernel/database.ts'
import type { Projection } from '../../oplog/registry.ts'
import { resolveCell } from '../../oplog/cell.ts'
import type { Fact, OpRef } from '../../oplog/types.ts'
import { hlcText } from './apply-team.ts'
import { statusDanger } from './danger.ts'
import { teamStatusSet, type TeamStatusSet } from './facts.ts'
import { stateAnswerTable, stateWriteTable, teamStateTable, type StateWriteRow } from './tables.ts'

function isWrite({ origin, seq }: OpRef) {
  return and(eq(stateWriteTable.origin, origin), eq(stateWriteTable.seq, seq))
}

/** An answer counts only when it comes later in the order of all ops (`cell.ts`). */
function answeredAlready(db: Database, { ref, hlc }: Fact): boolean {
  const own = hlcText(hlc)
  return db.tables
    .select()
    .from(stateAnswerTable)
    .where(and(eq(stateAnswerTable.origin, ref.origin), eq(stateAnswerTable.seq, ref.seq)))
    .all()
    .some(({ byHlc, byOrigin, bySeq }) =>
      comesLater([byHlc, byOrigin, bySeq], [own, ref.origin, ref.seq]),
    )
}

type Order = readonly [string, string, number]

function comesLater(a: Order, b: Order): boolean {
  if (a[0] !== b[0]) return a[0] > b[0]
  if (a[1] !== b[1]) return a[1] > b[1]
  return a[2] > b[2]
}

function answer(db: Database, base: OpRef, by: Fact): void {
  const byHlc = hlcText(by.hlc)
  const row = { ...base, byHlc, byOrigin: by.ref.origin, bySeq: by.ref.seq }
  db.tables.insert(stateAnswerTable).values(row).onConflictDoNothing().run()
  const write = db.tables.select().from(stateWriteTable).where(isWrite(base)).get()
  if (!write) return
  const later = comesLater([byHlc, by.ref.origin, by.ref.seq], [write.hlc, write.origin, write.seq])
  if (later) db.tables.update(stateWriteTable).set({ answered: true }).where(isWrite(base)).run()
}

/** The unanswered writes of a team: usually one; more than one is a conflict if they differ. */
export function openWrites(db: Database, team: string): StateWriteRow[] {
  return db.tables
    .select()
    .from(stateWriteTable)
    .where(and(eq(stateWriteTable.team, team), eq(stateWriteTable.answered, false)))
    .all()
}

function standing(db: Database, team: string): void {
  const writes = openWrites(db, team)
  const resolved = resolveCell(
    writes.map((row) => ({
      ref: { origin: row.origin, seq: row.seq },
      hlc: BigInt(`0x${row.hlc}`),
      base: [],
      value: row,
    })),
    { danger: (row) => statusDanger(row.status), same: (a, b) => a.status === b.status },
  )
  db.tables.delete(teamStateTable).where(eq(teamStateTable.team, team)).run()
  if (!resolved) return
  const { status, at, incident } = resolved.value
  db.tables
    .insert(teamStateTable)
    .values({ team, status, at, incident, conflict: resolved.conflict })
    .run()
}

function apply(db: Database, fact: Fact): void {
  const { status, at, incident } = fact.body as TeamStatusSet
  const row = {
    ...fact.ref,
    team: fact.entity,
    hlc: hlcText(fact.hlc),
    status,
    at,
    incident,
    answered: answeredAlready(db, fact),
  }
  db.tables.insert(stateWriteTable).values(row).onConflictDoNothing().run()
  for (const base of fact.base) answer(db, base, fact)
  standing(db, fact.entity)
}

export const teamStateProjection: Projection = {
  name: 'teams.state',
  version: 1,
  tables: [teamStateTable, stateWriteTable, stateAnswerTable],
  kinds: [teamStatusSet],
  apply,
}
