import { eq } from 'drizzle-orm'
import type { Database } from '../../kernel/database.ts'
import type { Projection } from '../../oplog/registry.ts'
import type { Fact } from '../../oplog/types.ts'
import {
  contactDoubted,
  contactVerified,
  detailsSet,
  standingFacts,
  type ContactDoubted,
  type ContactVerified,
  type DetailsSet,
} from './facts.ts'
import { detailsTable, standingTable, type DetailsRow, type StandingRow } from './tables.ts'

function foldDetails(db: Database, entity: string, facts: readonly Fact[]): void {
  const bare: DetailsRow = { person: entity, ways: [], nets: [], deputies: [], note: '' }
  const row = facts.reduce<DetailsRow>((before, { body }) => {
    const { set } = body as DetailsSet
    return {
      person: entity,
      ways: set.ways ?? before.ways,
      nets: set.nets ?? before.nets,
      deputies: set.deputies ?? before.deputies,
      note: set.note ?? before.note,
    }
  }, bare)
  db.tables.delete(detailsTable).where(eq(detailsTable.person, entity)).run()
  db.tables.insert(detailsTable).values(row).run()
}

function withStanding(row: StandingRow, fact: Fact): StandingRow {
  if (fact.kind === contactVerified.kind) {
    const { onAt, by, how } = fact.body as ContactVerified
    // A list of last year that comes in today does not make a newer verification older.
    const newer = row.verifiedAt === null || onAt >= row.verifiedAt
    const verified = newer ? { verifiedAt: onAt, verifiedBy: by, verifiedHow: how } : {}
    const settles = row.doubtAt !== null && onAt >= row.doubtAt
    return { ...row, ...verified, ...(settles ? noDoubt : {}) }
  }
  if (fact.kind !== contactDoubted.kind) return row
  const { reason, at, by } = fact.body as ContactDoubted
  return { ...row, doubt: reason, doubtAt: at, doubtBy: by }
}

const noDoubt = { doubt: null, doubtAt: null, doubtBy: null } as const

function foldStanding(db: Database, entity: string, facts: readonly Fact[]): void {
  const bare = {
    subject: entity,
    verifiedAt: null,
    verifiedBy: null,
    verifiedHow: null,
    ...noDoubt,
  }
  const row = facts.reduce<StandingRow>(withStanding, bare)
  db.tables.delete(standingTable).where(eq(standingTable.subject, entity)).run()
  db.tables.insert(standingTable).values(row).run()
}

export const contactProjections: readonly Projection[] = [
  {
    name: 'contacts',
    version: 1,
    tables: [detailsTable],
    kinds: [detailsSet],
    fold: foldDetails,
  },
  {
    name: 'contacts.standing',
    version: 1,
    tables: [standingTable],
    kinds: standingFacts,
    fold: foldStanding,
  },
]
