/** Who could help at a place: nearest first, with the reasons. A proposal only: nobody is sent by it. */
import type { CoreContext } from '../../module.ts'
import { latestPosition } from '../positions/index.ts'
import { ruleMs } from '../rules/index.ts'
import { unitList } from '../teams/index.ts'
import type { SeenIncident } from './incident-seen.ts'
import { nearnessOf, roadsTo } from './nearness.ts'
import { openRows } from './queries.ts'

export interface NearUnit {
  readonly unit: string
  readonly callSign: string
  /** Metres in a straight line; null where it is not known. */
  readonly distanceM: number | null
  /** In words, best first. */
  readonly reasons: readonly string[]
}

/** States in which nobody can be sent to help. */
const cannotHelp = new Set(['emergency', 'unavailable', 'resting', 'request_support'])

export async function nearestUnits(
  context: CoreContext,
  place: Pick<SeenIncident, 'township' | 'point'>,
  besides: ReadonlySet<string>,
  most: number,
): Promise<NearUnit[]> {
  const when = {
    incident: place,
    now: context.world.clock.nowMs(),
    staleMs: ruleMs(context, 'dispatch.staleFix'),
  }
  const units = unitList(context.db, context.county).filter(
    ({ id, state, over }) => !besides.has(id) && !cannotHelp.has(state.key) && !over?.row,
  )
  const fixOf = (unit: string) => latestPosition(context, `unit:${unit}`)
  const roads = await roadsTo(context, when, units, fixOf)
  const told = { ...when, county: context.county, roads }
  const open = openRows(context.db)
  return units
    .map((unit) => ({
      unit,
      near: nearnessOf(told, unit, fixOf(unit.id)),
      tasks: open.filter((row) => row.unit === unit.id).length,
    }))
    .toSorted((a, b) => a.near.roughM - b.near.roughM)
    .slice(0, most)
    .map(({ unit, near, tasks }) => ({
      unit: unit.id,
      callSign: unit.callSign,
      distanceM: near.metres,
      reasons: [near.words, unit.state.word, ...(tasks > 0 ? [`${tasks} 任务`] : [])],
    }))
}
