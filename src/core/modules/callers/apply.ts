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
  const first = <Body>(kind: string) =>
    facts.find((fact) => fact.kind === kind)?.body as Body | undefined
  const arrived = facts.find(({ kind }) => kind === callArrived.kind)
  if (!arrived) return
  const { gateway: _gateway, number, name, withheld, ...body } = arrived.body as CallArrived
  // Two seats that took it at once both did; the first one is shown.
  const taken = first<CallTaken>(callTaken.kind)
  const closed = first<CallClosed>(callClosed.kind)
  db.tables.delete(phoneCallTable).where(eq(phoneCallTable.id, entity)).run()
  db.tables
    .insert(phoneCallTable)
    .values({
      ...body,
      id: entity,
      number: number ?? null,
      name: name ?? null,
      withheld: withheld ?? null,
      endedAt: first<{ at: number }>(callEnded.kind)?.at ?? null,
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
