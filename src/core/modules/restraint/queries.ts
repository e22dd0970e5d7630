import { and, desc, eq } from 'drizzle-orm'
import type { Database } from '../../kernel/database.ts'
import type { CoreContext, Session } from '../../module.ts'
import { orderState } from '../radio/index.ts'
import type { RestraintRequest } from './contract.ts'
import { requestTable, type RequestRow } from './tables.ts'
import { restraintWord, stateWord } from './words.ts'

export function requestRow(db: Database, id: string): RequestRow | undefined {
  return db.tables.select().from(requestTable).where(eq(requestTable.id, id)).get()
}

export function waitingRequests(db: Database): RequestRow[] {
  return db.tables.select().from(requestTable).where(eq(requestTable.state, 'asked')).all()
}

export function waitingFor(db: Database, radio: string): RequestRow | undefined {
  return db.tables
    .select()
    .from(requestTable)
    .where(and(eq(requestTable.state, 'asked'), eq(requestTable.radio, radio)))
    .get()
}

function shown(context: CoreContext, row: RequestRow, session: Session): RestraintRequest {
  const {
    by,
    unit: _unit,
    incident: _incident,
    how: _how,
    orderId,
    gateway: _gateway,
    ...rest
  } = row
  const order = orderId === null ? undefined : orderState(context, orderId)
  const mine = by === session.person
  return {
    ...rest,
    word: restraintWord(row.command),
    stateWord: stateWord(row.state),
    outcomeWord: order?.outcomeWord ?? '',
    cause: order?.cause ?? '',
    mine,
    canConfirm: row.state === 'asked' && !mine && session.rights.has('radio.restrain'),
  }
}

/** Waiting first, then the newest. */
export function requestList(
  context: CoreContext,
  session: Session,
  limit: number,
): RestraintRequest[] {
  const rows = context.db.tables
    .select()
    .from(requestTable)
    .orderBy(desc(requestTable.at))
    .limit(limit)
    .all()
  return rows
    .toSorted((a, b) => Number(b.state === 'asked') - Number(a.state === 'asked') || b.at - a.at)
    .map((row) => shown(context, row, session))
}
