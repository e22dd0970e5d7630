/**
 * What the board shows of a team while its orders move on. The state belongs to the order; a team
 * on two of them shows the one that must not be overlooked, so the end of one order never touches
 * what another has set (TicketsCAD#116).
 */
import type { CoreContext } from '../../module.ts'
import type { FactDraft } from '../../oplog/types.ts'
import { mainIncident } from '../incidents/index.ts'
import { statusDanger, statusDraft, type Unit } from '../teams/index.ts'
import { openRows } from './queries.ts'
import { isOver, unitStatusOf, type AssignmentState } from './words.ts'

export interface Standing {
  readonly id: string
  readonly incident: string
  readonly unit: string
  readonly state: AssignmentState
}

/** What lies over a state, and which steps end it: being in danger ends only by a person's word. */
const keptOver: Readonly<Record<string, (to: AssignmentState) => boolean>> = {
  emergency: () => true,
  // Support is asked for at work and is over when the team leaves, or goes somewhere else.
  request_support: (to) => to === 'arrived' || to === 'working' || to === 'resting',
}

function dangerOf({ state }: Standing): number {
  return statusDanger(unitStatusOf[state])
}

/** The order that the board shows: the most pressing one that is open, else the one that ended. */
function governing(after: Standing, others: readonly Standing[]): Standing {
  const open = [...others, ...(isOver(after.state) ? [] : [after])]
  const [first = after, ...rest] = open
  return rest.reduce((best, one) => (dangerOf(one) > dangerOf(best) ? one : best), first)
}

/** The fact for the board, or none where it already shows what it must. */
export function unitStateDrafts(
  context: CoreContext,
  team: Unit | undefined,
  after: Standing,
  { at, by }: { readonly at: number; readonly by: string },
): FactDraft[] {
  if (!team) return []
  const others = openRows(context.db, after.unit).filter(({ id }) => id !== after.id)
  const shown = governing(after, others)
  const status = unitStatusOf[shown.state]
  const incident = isOver(shown.state) ? null : mainIncident(context.db, shown.incident)
  const now = team.state.key
  if (keptOver[now]?.(after.state)) return []
  // Another order's state stands on the board: it is not this step's to change.
  if (shown.id !== after.id && team.incident === incident) return []
  if (now === status && team.incident === incident) return []
  return [statusDraft(context, team.id, { status, at, how: 'seat', incident, by })]
}
