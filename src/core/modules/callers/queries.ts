import { and, desc, eq, gte, isNull, or } from 'drizzle-orm'
import type { CoreContext } from '../../module.ts'
import { incidentOfPhoneCall, incidentRow, shownNumber } from '../incidents/index.ts'
import type { PhoneCall } from './contract.ts'
import { lookUp, whoIs } from './directory.ts'
import { ringDesk, shownCaller } from './rings.ts'
import { phoneCallTable, type PhoneCallRow } from './tables.ts'

const dayMs = 24 * 3_600_000
/** A call that was taken stays in reach this long, for who has to come back to it. */
const takenShownMs = 30 * 60_000
const mostShown = 20

export function phoneCallRow(context: CoreContext, id: string): PhoneCallRow | undefined {
  return context.db.tables.select().from(phoneCallTable).where(eq(phoneCallTable.id, id)).get()
}

type Shown = Pick<PhoneCallRow, 'id' | 'number' | 'withheld' | 'at'> & {
  readonly gatewayName: string
  readonly takenBy: string | null
}

function callShown(context: CoreContext, row: Shown, state: PhoneCall['state']): PhoneCall {
  const incident = incidentOfPhoneCall(context.db, row.id)
  const found = incident === undefined ? undefined : incidentRow(context.db, incident)
  return {
    id: row.id,
    shown: shownCaller(context, row),
    number: row.number,
    who: row.number === null ? null : whoIs(lookUp(context, row.number)),
    line: row.gatewayName,
    at: row.at,
    state,
    takenBy: row.takenBy,
    incident: found
      ? { id: found.id, number: shownNumber(context.county, found.site, found.number) }
      : null,
  }
}

/** Newest first: what rings, what nobody took, and what was taken and is not registered yet. */
export function callStack(context: CoreContext): PhoneCall[] {
  const desk = ringDesk(context)
  const now = context.world.clock.nowMs()
  const { at, takenAt, closedAt } = phoneCallTable
  const rows = context.db.tables
    .select()
    .from(phoneCallTable)
    .where(
      and(
        gte(at, now - dayMs),
        isNull(closedAt),
        or(isNull(takenAt), gte(takenAt, now - takenShownMs)),
      ),
    )
    .orderBy(desc(at))
    .limit(mostShown)
    .all()
  const young = desk
    .unrecorded()
    .map((call) =>
      callShown(
        context,
        { id: call.id, number: null, withheld: null, at: call.at, gatewayName: '', takenBy: null },
        'ringing',
      ),
    )
  const known = rows.map((row) => {
    const state = row.takenAt !== null ? 'taken' : desk.isRinging(row.id) ? 'ringing' : 'missed'
    return callShown(context, row, state)
  })
  return [...young, ...known]
    .filter(({ state, incident }) => state !== 'taken' || incident === null)
    .toSorted((one, other) => other.at - one.at)
}
