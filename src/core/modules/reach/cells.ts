/** The state of each means at each place: newest proof, newest failure, age, gateway. */
import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { meansKeys, type Means } from '../../gateway/means.ts'
import type { CoreContext } from '../../module.ts'
import { ruleMs } from '../rules/index.ts'
import type { Address } from './addresses.ts'
import { isMeansDown, type MeansGateway } from './gateways-by-means.ts'
import { contactTable, type ContactRow } from './tables.ts'
import type { CellState } from './words.ts'

export interface Cell {
  readonly means: Means
  readonly state: CellState
  readonly proven: ContactRow | null
  readonly failed: ContactRow | null
}

interface Newest {
  readonly proven: ContactRow | null
  readonly failed: ContactRow | null
}

/** `subject means` → what is newest of it. */
export type NewestContacts = ReadonlyMap<string, Newest>

const nothing: Newest = { proven: null, failed: null }
/** A proof older than this tells nothing about today. */
const oldestMs = 62 * 24 * 3_600_000

export function newestContacts(
  { db, status, world }: Pick<CoreContext, 'db' | 'status' | 'world'>,
  subject?: string,
): NewestContacts {
  const since = world.clock.nowMs() - oldestMs
  const newest = db.tables
    .select({
      // SQLite gives the other columns of the row that holds the maximum.
      at: sql<number>`max(${contactTable.at})`,
      id: contactTable.id,
    })
    .from(contactTable)
    .where(
      and(
        isNull(contactTable.struck),
        eq(contactTable.status, status),
        gt(contactTable.at, since),
        subject === undefined ? undefined : eq(contactTable.subject, subject),
      ),
    )
    .groupBy(contactTable.subject, contactTable.means, contactTable.result)
    .all()
  const made = new Map<string, Newest>()
  for (const { id } of newest) {
    const row = db.tables.select().from(contactTable).where(eq(contactTable.id, id)).get()
    if (!row) continue
    const key = `${row.subject} ${row.means}`
    made.set(key, { ...(made.get(key) ?? nothing), [row.result]: row })
  }
  return made
}

export interface CellSituation {
  readonly newest: NewestContacts
  readonly gateways: readonly MeansGateway[]
  readonly freshMs: number
  readonly now: number
}

export function cellSituation(
  context: CoreContext,
  gateways: readonly MeansGateway[],
  subject?: string,
): CellSituation {
  return {
    newest: newestContacts(context, subject),
    gateways,
    freshMs: ruleMs(context, 'reach.fresh'),
    now: context.world.clock.nowMs(),
  }
}

function stateOf(
  { gateways, freshMs, now }: CellSituation,
  means: Means,
  { proven, failed }: Newest,
  own: readonly Address[],
): CellState {
  if (own.length === 0 && !proven && !failed) return 'none'
  const onlyVehicle = own.length > 0 && own.every(({ vehicle }) => vehicle)
  if (isMeansDown(gateways, means, onlyVehicle)) return 'down'
  if (failed && (!proven || failed.at > proven.at)) return 'failed'
  if (!proven) return 'untried'
  return now - proven.at > freshMs ? 'stale' : 'good'
}

/** All means in the order of the ladder. */
export function cellsOf(
  situation: CellSituation,
  subject: string,
  addresses: readonly Address[],
): Cell[] {
  return meansKeys.map((means) => {
    const newest = situation.newest.get(`${subject} ${means}`) ?? nothing
    const own = addresses.filter((one) => one.means === means)
    return { means, state: stateOf(situation, means, newest, own), ...newest }
  })
}
