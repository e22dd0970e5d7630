import { and, desc, eq, gt, inArray, like, lt, or, type SQL } from 'drizzle-orm'
import type { Database } from '../../kernel/database.ts'
import type { CoreContext } from '../../module.ts'
import type { Traffic } from './contract.ts'
import { groupEnd, radioEnd, type End } from './names.ts'
import type { OrderProgress } from './orders.ts'
import { radioStateTable, trafficTable, type TrafficRow } from './tables.ts'
import { answerWayWord, emergencyOverWord, outcomeWord } from './words.ts'

export interface TrafficQuery {
  readonly before?: string | null | undefined
  readonly limit: number
  readonly kind?: TrafficRow['kind'] | null | undefined
  readonly gateway?: string | null | undefined
  readonly unit?: string | null | undefined
  readonly number?: string | null | undefined
  readonly group?: string | null | undefined
  readonly incident?: string | null | undefined
  readonly failedOnly: boolean
  readonly unanswered?: boolean
  readonly text: string
}

const failed = ['refused', 'timed-out', 'unknown'] as const

export function trafficRow(db: Database, id: string): TrafficRow | undefined {
  return db.tables.select().from(trafficTable).where(eq(trafficTable.id, id)).get()
}

/** What the net said last about a radio; `undefined` where it said nothing, that is: it may transmit. */
export function radioEnabled(db: Database, radio: string): boolean | undefined {
  return db.tables.select().from(radioStateTable).where(eq(radioStateTable.radio, radio)).get()
    ?.enabled
}

/** The newest text that went out under this name of the net's. */
export function rowOfRef(
  db: Database,
  gateway: string,
  ref: string,
  to: string,
): TrafficRow | undefined {
  return db.tables
    .select()
    .from(trafficTable)
    .where(
      and(
        eq(trafficTable.ref, ref),
        eq(trafficTable.gateway, gateway),
        eq(trafficTable.target, to),
        eq(trafficTable.kind, 'text-out'),
      ),
    )
    .orderBy(desc(trafficTable.at))
    .get()
}

/** What waits in the list of missed ones, newest first. */
export function missedTraffic(db: Database, since: number): (TrafficRow & { radio: string })[] {
  return db.tables
    .select()
    .from(trafficTable)
    .where(
      and(
        eq(trafficTable.unanswered, true),
        eq(trafficTable.direction, 'in'),
        gt(trafficTable.at, since),
      ),
    )
    .orderBy(desc(trafficTable.at))
    .limit(500)
    .all()
    .flatMap((row) => (row.radio === null ? [] : [{ ...row, radio: row.radio }]))
}

/** How often it called or wrote since then. */
export function trafficCountSince(db: Database, radio: string, since: number): number {
  const row = db
    .prepare<{ times: number }>(
      `select count(*) times from radio_traffic
       where radio = ? and direction = 'in' and at > ? and kind in ('call', 'text-in', 'emergency')`,
    )
    .get(radio, since)
  return row?.times ?? 0
}

export interface CallThen {
  readonly id: string
  readonly at: number
  /** `小松01`, or the number that was heard. */
  readonly who: string
  readonly text: string
  readonly ongoing: boolean
}

const mostCallsThen = 20
/** No call lasts longer: where one begins to be looked for. */
const longestCallMs = 4 * 3_600_000

/** Calls that were going on at a past moment or had ended within `sinceMs` before it, newest first. */
export function callsAt(db: Database, at: number, sinceMs: number): CallThen[] {
  const rows = db
    .prepare<{ id: string; at: number; ends: number; who: string; text: string }>(
      `select id, at, at + coalesce(duration_ms, 0) ends, coalesce(call_sign, radio, target, '') who, body text
       from radio_traffic where kind = 'call' and at between ? and ? and ends >= ?
       order by at desc, id limit ${mostCallsThen}`,
    )
    .all(at - longestCallMs, at, at - sinceMs)
  return rows.map(({ ends, ...row }) => ({ ...row, ongoing: ends >= at }))
}

const mostLines = 5

/** The last that was said or written with a radio or its team, newest first. */
export function trafficAbout(
  context: CoreContext,
  { radio, unit }: { readonly radio: string; readonly unit: string | null },
): { id: string; at: number; who: string; text: string }[] {
  const t = trafficTable
  return context.db.tables
    .select()
    .from(t)
    .where(
      and(
        or(eq(t.radio, radio), eq(t.target, radio), unit === null ? undefined : eq(t.unit, unit)),
        inArray(t.kind, ['call', 'text-in', 'text-out', 'emergency']),
      ),
    )
    .orderBy(desc(t.at))
    .limit(mostLines)
    .all()
    .map((row) => ({
      id: row.id,
      at: row.at,
      who: row.direction === 'out' ? (row.by ?? '本台') : (row.callSign ?? row.radio ?? ''),
      text: row.note === '' ? row.body : row.note,
    }))
}

/** Where an order stands, in words. */
export function orderState(
  { db }: Pick<CoreContext, 'db'>,
  entity: string,
): { readonly outcomeWord: string; readonly cause: string } | undefined {
  const row = trafficRow(db, entity)
  if (!row?.outcome) return undefined
  return { outcomeWord: outcomeWord(row.outcome, row.kind, row.causeWord), cause: row.causeWord }
}

const cursorOf = ({ at, id }: TrafficRow): string => `${at}:${id}`

function after(cursor: string | null | undefined): SQL | undefined {
  const parts = /^(\d{1,15}):(.+)$/.exec(cursor ?? '')
  if (!parts) return undefined
  const at = Number(parts[1])
  return or(
    lt(trafficTable.at, at),
    and(eq(trafficTable.at, at), lt(trafficTable.id, parts[2] ?? '')),
  )
}

function matching(query: TrafficQuery): SQL | undefined {
  const { kind, gateway, unit, number, group, incident, failedOnly, unanswered } = query
  // The wildcards of `like` have no escape in drizzle; as plain text nobody looks for them.
  const words = query.text.replaceAll(/[%_]/g, '').trim()
  const t = trafficTable
  return and(
    after(query.before),
    kind ? eq(t.kind, kind) : undefined,
    gateway ? eq(t.gateway, gateway) : undefined,
    unit ? eq(t.unit, unit) : undefined,
    number ? or(eq(t.radio, number), eq(t.target, number)) : undefined,
    group ? and(eq(t.target, group), eq(t.targetIsGroup, true)) : undefined,
    incident ? eq(t.incident, incident) : undefined,
    unanswered ? eq(t.unanswered, true) : undefined,
    failedOnly ? inArray(t.outcome, [...failed]) : undefined,
    words === ''
      ? undefined
      : or(
          like(t.body, `%${words}%`),
          like(t.note, `%${words}%`),
          like(t.callSign, `%${words}%`),
          like(t.radio, `%${words}%`),
          like(t.target, `%${words}%`),
        ),
  )
}

function shownEnd({ number, callSign, unknown, unit }: End) {
  return { number, callSign, unknown, unit }
}

function targetOf(context: CoreContext, row: TrafficRow): Traffic['target'] {
  const { target, targetIsGroup } = row
  if (target === null) return null
  const then = row.radio === target ? { unit: row.unit, callSign: row.callSign } : undefined
  const end = targetIsGroup ? groupEnd(context, target) : radioEnd(context, target, then)
  return { ...shownEnd(end), group: targetIsGroup }
}

function shown(context: CoreContext, row: TrafficRow, progress: OrderProgress): Traffic {
  const { id, kind, at, direction, gateway, gatewayName, body, outcome, incident, status, by } = row
  return {
    id,
    cursor: cursorOf(row),
    kind,
    at,
    direction,
    gateway,
    gatewayName,
    radio: row.radio === null ? null : shownEnd(radioEnd(context, row.radio, row)),
    target: targetOf(context, row),
    body,
    seconds: row.durationMs === null ? null : Math.round(row.durationMs / 1000),
    outcome,
    outcomeWord: outcome === null ? '' : outcomeWord(outcome, kind, row.causeWord),
    cause: row.causeWord,
    retries: Math.max(row.retries, progress.retries),
    held: progress.waiting ?? null,
    by,
    incident,
    command: row.command,
    late: row.late,
    unanswered: row.unanswered,
    answer:
      row.answerWay === null
        ? null
        : {
            word: answerWayWord(row.answerWay),
            by: row.answeredBy ?? '',
            at: row.answeredAt ?? row.at,
          },
    note: row.note,
    status,
  }
}

/** One page, newest first; `progressOf` tells of orders still under way. */
export function trafficPage(
  context: CoreContext,
  query: TrafficQuery,
  progressOf: (entity: string) => OrderProgress,
): { rows: Traffic[]; next: string | null } {
  const rows = context.db.tables
    .select()
    .from(trafficTable)
    .where(matching(query))
    .orderBy(desc(trafficTable.at), desc(trafficTable.id))
    .limit(query.limit + 1)
    .all()
  const page = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? page.at(-1) : undefined
  return {
    rows: page.map((row) => shown(context, row, progressOf(row.id))),
    next: last ? cursorOf(last) : null,
  }
}

/** Groups written to or called lately, newest first. */
export function groupsHeard(db: Database): string[] {
  const rows = db
    .prepare<{ target: string }>(
      `select target, max(at) newest from (
         select target, at, target_is_group from radio_traffic order by at desc limit 2000)
       where target_is_group = 1 and target is not null group by target order by newest desc limit 50`,
    )
    .all()
  return rows.map(({ target }) => target)
}

/** Groups of the last traffic with the gateway they were heard on, newest first. */
export function groupsByGateway(db: Database): { gateway: string; number: string }[] {
  return db
    .prepare<{ gateway: string; number: string }>(
      `select gateway, target number, max(at) newest from (
         select gateway, target, at, target_is_group from radio_traffic order by at desc limit 2000)
       where target_is_group = 1 and target is not null
       group by gateway, target order by newest desc limit 50`,
    )
    .all()
    .map(({ gateway, number }) => ({ gateway, number }))
}

const mostCallers = 3

/** Who called in a group last, each once, newest first. */
export function lastCallersOf(
  db: Database,
  gateway: string,
  group: string,
): { number: string; callSign: string; at: number }[] {
  return db
    .prepare<{ number: string; callSign: string; at: number }>(
      `select radio number, coalesce(call_sign, radio) callSign, max(at) at from (
         select radio, call_sign, at from radio_traffic
         where target = ? and target_is_group = 1 and gateway = ? and direction = 'in'
           and radio is not null
         order by at desc limit 60)
       group by radio order by at desc limit ?`,
    )
    .all(group, gateway, mostCallers)
}

/** Its newest message about an emergency says that it is over. */
export function emergencyTakenBack(db: Database, radio: string): boolean {
  const row = db.tables
    .select()
    .from(trafficTable)
    .where(and(eq(trafficTable.radio, radio), eq(trafficTable.kind, 'emergency')))
    .orderBy(desc(trafficTable.at), desc(trafficTable.id))
    .get()
  return row?.body.startsWith(emergencyOverWord) ?? false
}
