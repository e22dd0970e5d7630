/** The statements of the states' projection: states are most of a county's facts, and folded often. */
import { and, eq, sql } from 'drizzle-orm'
import { perDatabase } from '../../kernel/database.ts'
import { stateAnswerTable, stateWriteTable, teamStateTable } from './tables.ts'

const given = {
  origin: sql.placeholder('origin'),
  seq: sql.placeholder('seq'),
  team: sql.placeholder('team'),
  status: sql.placeholder('status'),
  at: sql.placeholder('at'),
  incident: sql.placeholder('incident'),
}
const isWrite = and(eq(stateWriteTable.origin, given.origin), eq(stateWriteTable.seq, given.seq))

export const stateStatements = perDatabase((tables) => ({
  putWrite: tables
    .insert(stateWriteTable)
    .values({
      ...given,
      hlc: sql.placeholder('hlc'),
      answered: sql.placeholder('answered'),
    })
    .onConflictDoNothing()
    .prepare(),
  write: tables.select().from(stateWriteTable).where(isWrite).prepare(),
  markAnswered: tables.update(stateWriteTable).set({ answered: true }).where(isWrite).prepare(),
  openWrites: tables
    .select()
    .from(stateWriteTable)
    .where(and(eq(stateWriteTable.team, given.team), eq(stateWriteTable.answered, false)))
    .prepare(),
  putAnswer: tables
    .insert(stateAnswerTable)
    .values({
      origin: given.origin,
      seq: given.seq,
      byHlc: sql.placeholder('byHlc'),
      byOrigin: sql.placeholder('byOrigin'),
      bySeq: sql.placeholder('bySeq'),
    })
    .onConflictDoNothing()
    .prepare(),
  answers: tables
    .select()
    .from(stateAnswerTable)
    .where(and(eq(stateAnswerTable.origin, given.origin), eq(stateAnswerTable.seq, given.seq)))
    .prepare(),
  dropState: tables.delete(teamStateTable).where(eq(teamStateTable.team, given.team)).prepare(),
  putState: tables
    .insert(teamStateTable)
    .values({
      team: given.team,
      status: given.status,
      at: given.at,
      incident: given.incident,
      conflict: sql.placeholder('conflict'),
    })
    .prepare(),
}))
