import { eq } from 'drizzle-orm'
import type { Database } from '../../kernel/database.ts'
import type { Projection } from '../../oplog/registry.ts'
import type { Fact } from '../../oplog/types.ts'
import {
  callArrived,
  callClosed,
  callEnded,
  callerFacts,
  callTaken,
  type CallArrived,
  type CallClosed,
  type CallTaken,
} from './facts.ts'
import { phoneCallTable } from './tables.ts'

function fold(db: Database, entity: string, facts: readonly Fact[]): void {
  const first = (kind: string) => facts.find((fact) => fact.kind === kind)?.body
  const arrived = facts.find(({ kind }) => kind === callArrived.kind)
  if (!arrived) return
  const { gateway: _gateway, number, name, withheld, ...body } = arrived.body as CallArrived
  // Two seats that took it at once both did; the first one is shown.
  const taken = first(callTaken.kind) as CallTaken | undefined
  const closed = first(callClosed.kind) as CallClosed | undefined
  const ended = first(callEnded.kind) as { readonly at: number } | undefined
  db.tables.delete(phoneCallTable).where(eq(phoneCallTable.id, entity)).run()
  db.tables
    .insert(phoneCallTable)
    .values({
      ...body,
      id: entity,
      number: number ?? null,
      name: name ?? null,
      withheld: withheld ?? null,
      endedAt: ended?.at ?? null,
      takenAt: taken?.at ?? null,
      takenBy: taken?.by ?? null,
      takenSeat: taken?.seatName ?? null,
      closedAt: closed?.at ?? null,
      closedHow: closed?.how ?? null,
      closedBy: closed?.by ?? null,
      status: arrived.status,
    })
    .run()
}

export const callerProjection: Projection = {
  name: 'callers',
  version: 1,
  tables: [phoneCallTable],
  kinds: callerFacts,
  fold,
}
