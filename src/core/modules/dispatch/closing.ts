/**
 * What becomes of orders when their incident closes. A merged incident's teams go on under the
 * main one with the orders they have; elsewhere a move is a new order, to be read back.
 */
import { newId } from '../../kernel/id.ts'
import { stateWord } from '../../kernel/state-machine.ts'
import type { CoreContext } from '../../module.ts'
import type { FactDraft } from '../../oplog/types.ts'
import { mergedIds, type Release, type UnitsKeeper } from '../incidents/index.ts'
import { statusDraft, unitList, type Unit } from '../teams/index.ts'
import { clearedBySteps } from './alarm-drafts.ts'
import { dispatchOrdered, dispatchStepped } from './facts.ts'
import { seenIncident } from './incident-seen.ts'
import { orderCounter, orderFor } from './order.ts'
import { orderDay } from './order-text.ts'
import { rowsOfIncident } from './queries.ts'
import type { AssignmentRow } from './tables.ts'
import { unitStateDrafts } from './unit-state.ts'
import { dispatchMachine, type AssignmentState } from './words.ts'

/** On the way home: nothing is left to say about them. */
const leaving = new Set<AssignmentState>(['released', 'returning', 'returned', 'standby'])
const home = new Set(['returning', 'returned', 'standby', 'unavailable'])

export function ordersKeeper(context: CoreContext): UnitsKeeper {
  const units = () => unitList(context.db, context.county)
  const rows = (incident: string) =>
    [incident, ...mergedIds(context.db, incident)]
      .flatMap((id) => rowsOfIncident(context.db, id))
      .filter(({ state }) => !leaving.has(state))
  return {
    out(incident) {
      const open = rows(incident)
      return units().flatMap((unit) => {
        const row = open.find((one) => one.unit === unit.id)
        const there = unit.incident === incident && !home.has(unit.state.key)
        if (!row && !there) return []
        return [
          {
            unit: unit.id,
            callSign: unit.callSign,
            name: unit.name,
            state: row ? stateWord(dispatchMachine, row.state) : unit.state.word,
            emergency: unit.over?.row === true,
          },
        ]
      })
    },
    release(release) {
      const known = new Map(units().map((unit) => [unit.id, unit]))
      const open = rows(release.incident)
      const numbers = orderCounter(context, orderDay(release.at))
      return release.fates.flatMap((fate) => {
        const unit = known.get(fate.unit)
        if (!unit) return []
        const own = open.filter((row) => row.unit === unit.id)
        return released(context, release, { unit, own, fate, numbers })
      })
    },
  }
}

interface Leaving {
  readonly unit: Unit
  readonly own: readonly AssignmentRow[]
  readonly fate: Release['fates'][number]
  readonly numbers: () => number
}

function released(context: CoreContext, release: Release, one: Leaving): FactDraft[] {
  const { unit, own, fate } = one
  const { at, by, line } = release
  const to = fate.fate === 'move' ? seenIncident(context, fate.incident ?? '') : undefined
  const told = (text: string, incident: string) =>
    line({
      heardAt: at,
      kind: 'status',
      source: { kind: 'unit', id: unit.id, text: unit.callSign },
      unit: unit.id,
      callSign: unit.callSign,
      text: `${unit.callSign} ${text}`,
      incident,
      recorder: by.name,
    })
  const shown = (status: string, incident: string | null) =>
    statusDraft(context, unit.id, { status, at, how: 'seat', incident, by: by.person })
  if (to && release.main === to.id) {
    return [shown(unit.state.key, to.id), told(`转到 ${to.number}，任务不变`, to.id)]
  }
  if (to) {
    const moved = own.map((row) => movedOrder(context, release, row, { ...one, to }))
    return [
      ...own.flatMap((row) => ended(context, release, row, 'standby', `转到 ${to.number}`)),
      ...moved,
      shown(moved.length > 0 ? 'mustering' : unit.state.key, to.id),
      told(`转到 ${to.number}`, to.id),
    ]
  }
  if (fate.fate === 'stay') {
    // The order ends where the team stands: it neither goes home nor waits for another word.
    return [
      ...own.flatMap((row) => ended(context, release, row, 'standby', '留在原地待命')),
      shown('standby', null),
      told('留在原地待命', release.incident),
    ]
  }
  const going = own.filter(({ state }) => state !== 'ordered' && state !== 'acknowledged')
  return [
    ...own.flatMap((row) =>
      ended(context, release, row, going.includes(row) ? 'released' : 'standby', '事件办结'),
    ),
    ...own.flatMap((row) =>
      unitStateDrafts(
        context,
        unit,
        {
          id: row.id,
          incident: row.incident,
          unit: unit.id,
          state: going.includes(row) ? 'released' : 'standby',
        },
        { at, by: by.name },
      ),
    ),
    ...(own.length === 0 ? [shown('returning', null)] : []),
    told(going.length > 0 || own.length === 0 ? '返回归队' : '撤销命令', release.incident),
  ]
}

function ended(
  context: CoreContext,
  { at, by }: Release,
  row: AssignmentRow,
  to: 'standby' | 'released',
  reason: string,
): FactDraft[] {
  const body = { from: row.state, to, at, how: 'f2f', passed: [], reason, by: by.name }
  return [
    { kind: dispatchStepped.kind, entity: row.id, body, base: row.stateSeen },
    ...clearedBySteps(context, row),
  ]
}

/** The same task at the other incident's place, as an order of its own. */
function movedOrder(
  context: CoreContext,
  { at, by }: Release,
  row: AssignmentRow,
  { unit, numbers, to }: Leaving & { readonly to: { readonly id: string; readonly place: string } },
): FactDraft {
  const { task, channel, carry, contact } = row.order
  const input = { task, place: to.place, channel, carry, contact }
  const decision = { person: by.person, name: by.name, how: 'own' as const }
  const order = orderFor(context, { input, at, decision }, unit.callSign, numbers())
  return {
    kind: dispatchOrdered.kind,
    entity: newId(context.world.clock, context.world.random),
    body: {
      ...order,
      incident: to.id,
      unit: unit.id,
      callSign: unit.callSign,
      unitName: unit.name,
      at,
      how: 'radio370',
      by: by.name,
    },
  }
}
