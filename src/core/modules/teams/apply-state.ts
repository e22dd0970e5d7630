import type { Database } from '../../kernel/database.ts'
import type { Projection } from '../../oplog/registry.ts'
import { resolveCell } from '../../oplog/cell.ts'
import type { Fact, OpRef } from '../../oplog/types.ts'
import { hlcText } from './apply-team.ts'
import { statusDanger } from './danger.ts'
import { teamStatusSet, type TeamStatusSet } from './facts.ts'
import { stateStatements } from './state-statements.ts'
import { stateAnswerTable, stateWriteTable, teamStateTable, type StateWriteRow } from './tables.ts'

/** An answer counts only when it comes later in the order of all ops (`cell.ts`). */
function answeredAlready(db: Database, { ref, hlc }: Fact): boolean {
  const own = hlcText(hlc)
  return stateStatements(db)
    .answers.all({ ...ref })
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
  const statements = stateStatements(db)
  statements.putAnswer.run({ ...base, byHlc, byOrigin: by.ref.origin, bySeq: by.ref.seq })
  const write = statements.write.get({ ...base })
  if (!write) return
  const later = comesLater([byHlc, by.ref.origin, by.ref.seq], [write.hlc, write.origin, write.seq])
  if (later) statements.markAnswered.run({ ...base })
}

/** The unanswered writes of a team: usually one; more than one is a conflict if they differ. */
export function openWrites(db: Database, team: string): StateWriteRow[] {
  return stateStatements(db).openWrites.all({ team })
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
  const statements = stateStatements(db)
  statements.dropState.run({ team })
  if (!resolved) return
  const { status, at, incident } = resolved.value
  statements.putState.run({ team, status, at, incident, conflict: resolved.conflict })
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
  stateStatements(db).putWrite.run(row)
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
