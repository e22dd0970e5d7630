/** Reads of orders. Limits are those that hold now. */
import { mergedIds } from '../incidents/index.ts'
import { and, asc, eq } from 'drizzle-orm'
import type { Database } from '../../kernel/database.ts'
import { stepOf, stateWord, wayTo, whyNot } from '../../kernel/state-machine.ts'
import type { CoreContext } from '../../module.ts'
import { decidedBy } from '../people/index.ts'
import { latestPosition } from '../positions/index.ts'
import { ruleMs } from '../rules/index.ts'
import { unitList } from '../teams/index.ts'
import { contactLevel, type ContactClock } from './clocks.ts'
import { lastContactAt } from './contact.ts'
import type { Assignment, DispatchBoxes } from './contract.ts'
import { incidentsToAttend, seenIncident, type SeenIncident } from './incident-seen.ts'
import { assignmentTable, type AssignmentRow } from './tables.ts'
import {
  assignmentStateKeys,
  dispatchMachine,
  fieldMachine,
  isOnContactClock,
  onScene,
  onTheWay,
  unitStatusOf,
  type AssignmentState,
  type DispatchStep,
} from './words.ts'

type Reading = Pick<CoreContext, 'db' | 'county' | 'world'>

export function assignmentRow(db: Database, id: string): AssignmentRow | undefined {
  return db.tables.select().from(assignmentTable).where(eq(assignmentTable.id, id)).get()
}

const dispatchOrder = [
  asc(assignmentTable.orderedAt),
  asc(assignmentTable.firstNumber),
  asc(assignmentTable.id),
]

/** In the order in which the teams were sent. */
export function openRows(db: Database, unit?: string): AssignmentRow[] {
  const open = eq(assignmentTable.over, false)
  return db.tables
    .select()
    .from(assignmentTable)
    .where(unit === undefined ? open : and(open, eq(assignmentTable.unit, unit)))
    .orderBy(...dispatchOrder)
    .all()
}

export function rowsOfIncident(db: Database, incident: string): AssignmentRow[] {
  return db.tables
    .select()
    .from(assignmentTable)
    .where(eq(assignmentTable.incident, incident))
    .orderBy(...dispatchOrder)
    .all()
}

/** When its present state has lasted too long; null where it has no limit. */
export function lateAtOf(reading: Reading, row: AssignmentRow): number | null {
  if (row.state === 'ordered') return row.stateSince + ruleMs(reading, 'dispatch.ack')
  if (!onTheWay.has(row.state) || row.etaAt === null) return null
  return row.etaAt + ruleMs(reading, 'dispatch.late')
}

/** The clock of a team on this order; null while nobody must be heard of. */
export function contactClockOf(reading: Reading, row: AssignmentRow): ContactClock | null {
  if (!isOnContactClock(row.state)) return null
  const since = Math.max(lastContactAt(reading, row.unit) ?? 0, row.standingSince)
  const limitMs = ruleMs(reading, 'contact.interval')
  const second = limitMs + ruleMs(reading, 'contact.second')
  const silent = ruleMs(reading, 'dispatch.silent')
  return {
    since,
    limitMs,
    remindAt: since + Math.min(ruleMs(reading, 'contact.remind'), limitMs),
    missedAt: since + limitMs,
    twiceAt: since + Math.max(limitMs, onScene.has(row.state) ? Math.min(second, silent) : second),
  }
}

/** The way one word of the officer takes: a step of the table, or one that passes others over. */
export function wayOf(
  from: AssignmentState,
  to: AssignmentState,
): { readonly step: DispatchStep; readonly passed: readonly AssignmentState[] } | undefined {
  const direct = stepOf(dispatchMachine, from, to)
  if (direct) return { step: direct, passed: [] }
  const way = wayTo(fieldMachine, from, to)
  const step = way?.at(-1)
  return way && step && from !== to
    ? { step, passed: way.slice(0, -1).map((one) => one.to) }
    : undefined
}

const wordOf = (state: AssignmentState) => stateWord(dispatchMachine, state)

function nextOf(from: AssignmentState): Assignment['next'] {
  return assignmentStateKeys
    .filter((to) => to !== from)
    .map((to) => {
      const way = wayOf(from, to)
      return {
        to,
        action: way?.step.action ?? wordOf(to),
        actor: way?.step.actor ?? '',
        reason: way?.step.reason ?? false,
        passes: way?.passed.map(wordOf) ?? [],
        refused: way ? '' : whyNot(dispatchMachine, from, to),
      }
    })
}

function shown(
  reading: Reading,
  row: AssignmentRow,
  incident: SeenIncident | undefined,
): Assignment {
  const { order, history } = row
  return {
    id: row.id,
    orderNo: order.orderNo,
    incident: row.incident,
    incidentNumber: incident?.number ?? '',
    incidentTitle: incident?.title ?? '',
    unit: row.unit,
    callSign: row.callSign,
    name: row.unitName,
    task: order.task,
    place: order.place,
    channel: order.channel,
    route: order.route ?? null,
    carry: order.carry ?? null,
    contact: order.contact ?? null,
    text: order.text,
    state: row.state,
    stateWord: wordOf(row.state),
    unitStatus: unitStatusOf[row.state],
    stateSince: row.stateSince,
    conflict: row.conflict,
    orderedAt: row.orderedAt,
    orderedBy: decidedBy(order.orderedBy),
    dueAt: order.dueAt ?? null,
    acknowledgedAt: row.acknowledgedAt,
    readBack: row.readBack,
    departedAt: row.departedAt,
    etaAt: row.etaAt,
    arrivedAt: row.arrivedAt,
    workingAt: row.workingAt,
    releasedAt: row.releasedAt,
    backAt: row.backAt,
    people: row.people,
    vehicles: row.vehicles,
    lastContactAt: lastContactAt(reading, row.unit) ?? null,
    contactClock: contactClockOf(reading, row),
    lateAt: lateAtOf(reading, row),
    over: row.over,
    history: history.map((change) => ({ ...change, word: wordOf(change.state) })),
    next: nextOf(row.state),
  }
}

function shownRows(reading: Reading, rows: readonly AssignmentRow[]): Assignment[] {
  const incidents = new Map<string, SeenIncident | undefined>()
  return rows.map((row) => {
    if (!incidents.has(row.incident)) {
      incidents.set(row.incident, seenIncident(reading, row.incident))
    }
    return shown(reading, row, incidents.get(row.incident))
  })
}

/** Orders of one incident and of those merged into it, in dispatch order, finished ones too. */
export function assignmentsOf(reading: Reading, incident: string): Assignment[] {
  const rows = [incident, ...mergedIds(reading.db, incident)].flatMap((id) =>
    rowsOfIncident(reading.db, id),
  )
  return shownRows(reading, rows).toSorted((one, other) => one.orderedAt - other.orderedAt)
}

export function openAssignments(reading: Reading): Assignment[] {
  return shownRows(reading, openRows(reading.db))
}

/** Incidents that wait or are being worked on, and nobody is sent or stands there. */
function unassigned({ db, county }: CoreContext, open: readonly Assignment[]): string[] {
  const attended = new Set<string | null>([
    ...open.map(({ incident }) => incident),
    ...unitList(db, county).map(({ incident }) => incident),
  ])
  return incidentsToAttend(db).filter((id) => !attended.has(id))
}

/** Ids that each alert box counts. */
function boxesOf(context: CoreContext, open: readonly Assignment[], now: number): DispatchBoxes {
  const which = (test: (one: Assignment) => boolean) => open.filter(test).map(({ id }) => id)
  const units = Map.groupBy(open, ({ unit }) => unit)
  const overdue = (one: Assignment) => contactLevel(one.contactClock, now).startsWith('missed')
  const isLate = ({ lateAt }: Assignment) => lateAt !== null && now >= lateAt
  return {
    notReadBack: which(({ state }) => state === 'ordered'),
    late: which((one) => one.state !== 'ordered' && isLate(one)),
    contactOverdue: which(overdue),
    noPosition: [...units.keys()].filter((unit) => !latestPosition(context, `unit:${unit}`)),
    unassigned: unassigned(context, open),
    doubleBooked: [...units].filter(([, orders]) => orders.length > 1).map(([unit]) => unit),
  }
}

export function dispatchBoard(context: CoreContext) {
  const asOf = context.world.clock.nowMs()
  const assignments = openAssignments(context)
  return {
    assignments,
    boxes: boxesOf(context, assignments, asOf),
    staleFixMs: ruleMs(context, 'dispatch.staleFix'),
    asOf,
  }
}
