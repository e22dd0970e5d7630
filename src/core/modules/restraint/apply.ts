import { eq } from 'drizzle-orm'
import type { Database } from '../../kernel/database.ts'
import type { Projection } from '../../oplog/registry.ts'
import type { Fact } from '../../oplog/types.ts'
import {
  restraintAsked,
  restraintConfirmed,
  restraintExpired,
  restraintFacts,
  restraintRefused,
  restraintWithdrawn,
  type Asked,
  type Confirmed,
  type Refused,
  type Withdrawn,
} from './facts.ts'
import { requestTable, type RequestRow } from './tables.ts'

type End = Pick<RequestRow, 'state' | 'decidedBy' | 'decidedAt' | 'how' | 'refusal' | 'orderId'>

const open: End = {
  state: 'asked',
  decidedBy: null,
  decidedAt: null,
  how: null,
  refusal: '',
  orderId: null,
}

function endOf(fact: Fact): End | undefined {
  switch (fact.kind) {
    case restraintConfirmed.kind: {
      const { byName, at, how, order } = fact.body as Confirmed
      return { ...open, state: 'confirmed', decidedBy: byName, decidedAt: at, how, orderId: order }
    }
    case restraintRefused.kind: {
      const { byName, at, reason } = fact.body as Refused
      return { ...open, state: 'refused', decidedBy: byName, decidedAt: at, refusal: reason }
    }
    case restraintWithdrawn.kind: {
      const { byName, at } = fact.body as Withdrawn
      return { ...open, state: 'withdrawn', decidedBy: byName, decidedAt: at }
    }
    case restraintExpired.kind:
      return { ...open, state: 'expired', decidedAt: (fact.body as { at: number }).at }
    default:
      return undefined
  }
}

/** What went out went out, whatever else arrives; else the first end counts. */
export function foldRequest(facts: readonly Fact[]): RequestRow | undefined {
  const asked = facts.find(({ kind }) => kind === restraintAsked.kind)
  if (!asked) return undefined
  const ends = facts.map(endOf).filter((end) => end !== undefined)
  const end = ends.find(({ state }) => state === 'confirmed') ?? ends[0] ?? open
  const { unit, incident, ...body } = asked.body as Asked
  return { ...body, ...end, id: asked.entity, unit: unit ?? null, incident: incident ?? null }
}

export const requestProjection: Projection = {
  name: 'restraint.requests',
  version: 1,
  tables: [requestTable],
  kinds: restraintFacts,
  fold(db: Database, entity: string, facts: readonly Fact[]) {
    const row = foldRequest(facts)
    db.tables.delete(requestTable).where(eq(requestTable.id, entity)).run()
    if (row) db.tables.insert(requestTable).values(row).run()
  },
}
