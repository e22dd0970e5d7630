/** The repair list: a station that did not answer, or badly, until somebody has mended it. */
import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import { newId } from '../../kernel/id.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat, Session } from '../../module.ts'
import type { FactDraft, Recorded } from '../../oplog/types.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import { actionClosed, logLines, type EntryId, type NewLine } from '../logbook/index.ts'
import { repairFixed, repairNoted, repairOpened, type Station } from './facts.ts'
import { commLine } from './lines.ts'
import { netList } from './nets.ts'
import { repairTable, type RepairRow } from './tables.ts'

export function openRepairs({ db }: Pick<CoreContext, 'db'>): RepairRow[] {
  return db.tables
    .select()
    .from(repairTable)
    .where(isNull(repairTable.fixedAt))
    .orderBy(repairTable.openedAt)
    .all()
}

/** Newest first. */
export function fixedRepairs({ db }: Pick<CoreContext, 'db'>, limit: number): RepairRow[] {
  return db.tables
    .select()
    .from(repairTable)
    .where(isNotNull(repairTable.fixedAt))
    .orderBy(desc(repairTable.fixedAt))
    .limit(limit)
    .all()
}

export function openRepairOf(
  { db }: Pick<CoreContext, 'db'>,
  station: string,
): RepairRow | undefined {
  return db.tables
    .select()
    .from(repairTable)
    .where(and(eq(repairTable.stationKey, station), isNull(repairTable.fixedAt)))
    .get()
}

export interface Fault {
  readonly station: Station
  readonly fault: string
  readonly who: string
  readonly roll: string | null
}

/** Inside an append. A station that is on the list already gets a note, not a second ticket. */
export function faultDrafts(
  context: CoreContext,
  { name, person }: Pick<Session, 'name' | 'person'>,
  { station, fault, who, roll }: Fault,
  write: (line: NewLine) => FactDraft,
): FactDraft[] {
  const at = context.world.clock.nowMs()
  const known = openRepairOf(context, station.key)
  if (known) {
    return [{ kind: repairNoted.kind, entity: known.id, body: { note: fault, who, by: name, at } }]
  }
  const line: EntryId = newId(context.world.clock, context.world.random)
  const entity = newId(context.world.clock, context.world.random)
  const body = { station, fault, who, roll, line, by: name, at }
  const whom = who === '' ? '' : `，责任人 ${who}`
  return [
    { kind: repairOpened.kind, entity, body },
    write(
      commLine({ name, person }, `报修 ${station.callSign}（${station.name}）：${fault}${whom}`, {
        id: line,
        needsAction: true,
        ...(station.unit === null ? {} : { unit: station.unit, callSign: station.callSign }),
        // About its equipment, no sign of life.
        kind: 'action',
      }),
    ),
  ]
}

export function openRepair(
  context: CoreContext,
  seat: Seat,
  input: {
    readonly net: string
    readonly station: string
    readonly fault: string
    readonly who: string
  },
): Result<Recorded, Refusal<'not-found'>> {
  const session = requireRight(seat, 'log.write')
  const net = netList(context).find(({ id }) => id === input.net)
  const station = net?.stations.find(({ key }) => key === input.station)
  if (!station) return refuse('not-found')
  const fault = { station, fault: input.fault.trim(), who: input.who.trim(), roll: null }
  return accept(
    recordFor(context, seat, () => faultDrafts(context, session, fault, logLines(context))),
  )
}

export function noteRepair(
  context: CoreContext,
  seat: Seat,
  input: {
    readonly repair: string
    readonly note: string
    readonly who: string
    readonly fixed: boolean
  },
): Result<Recorded, Refusal<'not-found'> | Refusal<'already-fixed'>> {
  const { name, person } = requireRight(seat, 'log.write')
  const row = context.db.tables
    .select()
    .from(repairTable)
    .where(eq(repairTable.id, input.repair))
    .get()
  if (!row) return refuse('not-found')
  if (row.fixedAt !== null) return refuse('already-fixed')
  const at = context.world.clock.nowMs()
  const note = input.note.trim()
  const who = input.who.trim()
  const body = { note, who, by: name, at }
  const kind = input.fixed ? repairFixed.kind : repairNoted.kind
  const what = input.fixed ? '修复' : '报修进展'
  const whom = who === '' ? '' : `（${who}）`
  return accept(
    recordFor(context, seat, () => [
      { kind, entity: row.id, body },
      ...(input.fixed
        ? [
            {
              kind: actionClosed.kind,
              entity: row.line,
              body: { note: `已修复：${note}`, by: name },
            },
          ]
        : []),
      logLines(context)(
        commLine({ name, person }, `${what} ${row.station.callSign}：${note}${whom}`, {
          kind: 'action',
        }),
      ),
    ]),
  )
}
