/** Folds the facts of one assignment into its row. */
import { eq } from 'drizzle-orm'
import type { Database } from '../../kernel/database.ts'
import { resolveCell } from '../../oplog/cell.ts'
import type { Projection } from '../../oplog/registry.ts'
import type { Fact, OpRef } from '../../oplog/types.ts'
import { callLogged, type CallLogged } from '../radio/index.ts'
import {
  assignmentFacts,
  dispatchEtaSet,
  dispatchOrdered,
  dispatchStepped,
  stepTakenBack,
  type DispatchEtaSet,
  type DispatchOrdered,
  type DispatchStepped,
  type Order,
  type StepTakenBack,
} from './facts.ts'
import {
  assignmentTable,
  orderTable,
  spokenTable,
  type AssignmentChange,
  type AssignmentRow,
} from './tables.ts'
import { assignmentDanger, isOver, type AssignmentState } from './words.ts'

const stepsOf = (facts: readonly Fact[]) =>
  facts.filter((fact): fact is Fact<DispatchStepped> => fact.kind === dispatchStepped.kind)

function stateOf(ordered: Fact<DispatchOrdered>, steps: readonly Fact<DispatchStepped>[]) {
  const first = { ref: ordered.ref, hlc: ordered.hlc, base: [] as const }
  const cell = resolveCell<{ readonly state: AssignmentState; readonly at: number }>(
    [
      { ...first, value: { state: 'ordered', at: ordered.body.at } },
      ...steps.map(({ ref, hlc, base, body }) => ({
        ref,
        hlc,
        base,
        value: { state: body.to, at: body.at },
      })),
    ],
    {
      danger: ({ state }) => assignmentDanger(state),
      same: (one, other) => one.state === other.state,
    },
  )
  if (!cell) throw new Error('a cell with one write has a value')
  return cell
}

const keyOf = ({ origin, seq }: OpRef) => `${origin} ${seq}`

/** Steps that were noted wrongly, with the reason. */
function takenBack(facts: readonly Fact[]): ReadonlyMap<string, string> {
  return new Map(
    facts.flatMap((fact) => {
      if (fact.kind !== stepTakenBack.kind) return []
      const { step, reason } = fact.body as StepTakenBack
      return [[keyOf(step), reason] as const]
    }),
  )
}

function changesOf(
  { ref, body }: Fact<DispatchStepped>,
  back: ReadonlyMap<string, string>,
): AssignmentChange[] {
  const { to, at, by, how, passed, reason = '' } = body
  const shared = { at, by, how, takenBack: back.get(keyOf(ref)) ?? null }
  return [
    ...passed.map((state) => ({ ...shared, state, skipped: true, reason: '' })),
    { ...shared, state: to, skipped: false, reason },
  ]
}

/** When a state was first reported by somebody; one that was passed over has no time. */
function firstTime(history: readonly AssignmentChange[], state: AssignmentState): number | null {
  const told = history.find(
    (change) => change.state === state && !change.skipped && change.takenBack === null,
  )
  return told?.at ?? null
}

/** The newest value anybody gave. */
function lastOf<Value>(values: readonly (Value | undefined)[]): Value | null {
  return values.findLast((value) => value !== undefined) ?? null
}

interface Standing {
  readonly order: Order
  readonly since: number
  readonly readBack: string | null
  readonly etaAt: number | null
}

function stepped(standing: Standing, fact: Fact): Standing {
  if (fact.kind === dispatchEtaSet.kind) {
    return { ...standing, etaAt: (fact.body as DispatchEtaSet).etaAt }
  }
  if (fact.kind !== dispatchStepped.kind) return standing
  const { order, at, readBack, etaAt } = fact.body as DispatchStepped
  const before = order ? { order, since: at, readBack: null, etaAt: null } : standing
  return { ...before, readBack: readBack ?? before.readBack, etaAt: etaAt ?? before.etaAt }
}

/** The order that stands, and what the team said to this one. */
function standingOf({ body }: Fact<DispatchOrdered>, facts: readonly Fact[]): Standing {
  const {
    incident: _incident,
    unit: _unit,
    callSign: _callSign,
    unitName: _unitName,
    at,
    how: _how,
    by: _by,
    ...order
  } = body
  return facts.reduce(stepped, { order, since: at, readBack: null, etaAt: null })
}

/** The row these facts make; `undefined` until the order itself arrived. */
export function foldAssignment(entity: string, facts: readonly Fact[]): AssignmentRow | undefined {
  const ordered = facts.find((fact) => fact.kind === dispatchOrdered.kind) as
    | Fact<DispatchOrdered>
    | undefined
  if (!ordered) return undefined
  const back = takenBack(facts)
  const valid = facts.filter(({ ref }) => !back.has(keyOf(ref)))
  const steps = stepsOf(valid)
  const cell = stateOf(ordered, steps)
  const { body } = ordered
  const { order, since, readBack, etaAt } = standingOf(ordered, valid)
  const told = { state: 'ordered', at: body.at, by: body.by, how: body.how } as const
  const history = [
    { ...told, skipped: false, reason: '', takenBack: null },
    ...stepsOf(facts).flatMap((step) => changesOf(step, back)),
  ]
  return {
    id: entity,
    incident: body.incident,
    unit: body.unit,
    callSign: body.callSign,
    unitName: body.unitName,
    order,
    state: cell.value.state,
    stateSince: cell.value.at,
    stateSeen: cell.siblings.map(({ ref }) => ref),
    conflict: cell.conflict,
    over: isOver(cell.value.state),
    orderedAt: body.at,
    firstNumber: body.number,
    standingSince: since,
    acknowledgedAt: firstTime(history, 'acknowledged'),
    readBack,
    departedAt: firstTime(history, 'dispatched'),
    etaAt: etaAt ?? order.dueAt ?? null,
    arrivedAt: firstTime(history, 'arrived'),
    workingAt: firstTime(history, 'working'),
    releasedAt: firstTime(history, 'released'),
    backAt: firstTime(history, 'returned'),
    people: lastOf(steps.map((step) => step.body.people)),
    vehicles: lastOf(steps.map((step) => step.body.vehicles)),
    history,
    status: ordered.status,
  }
}

function fold(db: Database, entity: string, facts: readonly Fact[]): void {
  db.tables.delete(assignmentTable).where(eq(assignmentTable.id, entity)).run()
  db.tables.delete(orderTable).where(eq(orderTable.assignment, entity)).run()
  const row = foldAssignment(entity, facts)
  // A step may arrive before its order does: it waits in the log.
  if (!row) return
  db.tables.insert(assignmentTable).values(row).run()
  const orders = facts.flatMap((fact) => {
    if (fact.kind === dispatchOrdered.kind) return [fact.body as DispatchOrdered]
    const order =
      fact.kind === dispatchStepped.kind ? (fact.body as DispatchStepped).order : undefined
    return order ? [order] : []
  })
  for (const { site, day, number } of orders) {
    db.tables
      .insert(orderTable)
      .values({ assignment: entity, site, day, number })
      .onConflictDoNothing()
      .run()
  }
}

export const assignmentProjection: Projection = {
  name: 'dispatch',
  version: 1,
  tables: [assignmentTable, orderTable],
  kinds: assignmentFacts,
  fold,
}

/** Whoever talks in a call was heard, also those the call's own log line does not name. */
function applySpoken(db: Database, { body }: Fact): void {
  for (const { unit, at } of (body as CallLogged).talkers) {
    if (unit === undefined) continue
    db.prepare(
      `insert into dispatch_spoken (unit, at) values (?, ?)
       on conflict (unit) do update set at = max(at, excluded.at)`,
    ).run(unit, at)
  }
}

export const spokenProjection: Projection = {
  name: 'dispatch.contact',
  version: 1,
  tables: [spokenTable],
  kinds: [callLogged],
  apply: applySpoken,
}
