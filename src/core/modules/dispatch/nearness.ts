/** How far a team is from an incident, and how that is known: by road where there are roads. */
import type { CountyProfile } from '../../county/profile.ts'
import { distanceM, type GeoPoint } from '../../kernel/geo.ts'
import type { CoreContext } from '../../module.ts'
import type { RoadTime } from '../../roads/reach.ts'
import type { Unit } from '../teams/index.ts'
import type { SeenIncident } from './incident-seen.ts'

export interface Fix extends GeoPoint {
  readonly at: number
}

export interface Nearness {
  /** Metres in a straight line; null where it is not known. */
  readonly metres: number | null
  readonly fixAgeMs: number | null
  /** By road, where there is a network and a way. */
  readonly road: RoadTime | null
  /**
   * Only to put teams in order: the time by road as metres at 30 km/h, else metres in a straight
   * line, else between township seats.
   */
  readonly roughM: number
  readonly words: string
}

interface Told {
  readonly county: CountyProfile
  readonly incident: Pick<SeenIncident, 'township' | 'point'>
  readonly now: number
  readonly staleMs: number
  /** Time and way by road to the incident, by unit. */
  readonly roads: ReadonlyMap<string, RoadTime>
}

const minuteMs = 60_000
/** 30 km/h, so that times by road and straight lines can stand in one order. */
const slowMetresPerS = 30 / 3.6

/** `4.2 公里`, `650 米` */
export function kilometres(metres: number): string {
  return metres < 1000
    ? `${Math.round(metres / 10) * 10} 米`
    : `${(metres / 1000).toFixed(metres < 100_000 ? 1 : 0)} 公里`
}

export function fixAge(ms: number): string {
  return ms < minuteMs ? '位置刚更新' : `位置 ${Math.floor(ms / minuteMs)} 分钟前`
}

function seatOf({ townships }: CountyProfile, code: string | null): GeoPoint | undefined {
  return townships.find((one) => one.code === code)?.seat ?? undefined
}

function bySeats({ county, incident }: Told, unit: Unit): Nearness {
  const unknown = { metres: null, fixAgeMs: null, road: null }
  const { township } = unit.base
  if (incident.township === null && incident.point === null) {
    return { ...unknown, roughM: Number.MAX_VALUE, words: '事件地点不明，距离未知' }
  }
  if (township === null)
    return { ...unknown, roughM: Number.MAX_VALUE, words: '驻地不明，距离未知' }
  const there = unit.base.townshipName ?? '本县'
  if (township === incident.township) {
    return { ...unknown, roughM: 0, words: `驻${there}，同乡镇，距离未知` }
  }
  const [from, to] = [seatOf(county, township), incident.point ?? seatOf(county, incident.township)]
  const roughM = from && to ? distanceM(from, to) : Number.MAX_VALUE
  return { ...unknown, roughM, words: `驻${there}，按乡镇就近，距离未知` }
}

/** From a fresh fix, else from the base, else by townships. */
export function nearnessOf(told: Told, unit: Unit, fix: Fix | undefined): Nearness {
  const { incident, now } = told
  const ageMs = fix ? Math.max(0, now - fix.at) : null
  const fresh = freshFix(told, fix)
  const old = fix && !fresh ? `${fixAge(ageMs ?? 0)}，` : ''
  const from = fresh ?? unit.base.point
  if (!incident.point || !from) {
    const rough = bySeats(told, unit)
    return { ...rough, words: `${old}${rough.words}` }
  }
  const metres = distanceM(from, incident.point)
  const road = told.roads.get(unit.id) ?? null
  const way = road ? byRoad(road) : `直线 ${kilometres(metres)}`
  return {
    metres,
    road,
    fixAgeMs: fresh ? ageMs : null,
    roughM: road ? road.seconds * slowMetresPerS : metres,
    words: fresh ? `${way}，${fixAge(ageMs ?? 0)}` : `${old}按驻地${way}`,
  }
}

function byRoad({ metres, seconds }: RoadTime): string {
  return `道路 ${kilometres(metres)}约 ${Math.max(1, Math.round(seconds / 60))} 分`
}

function freshFix({ now, staleMs }: Pick<Told, 'now' | 'staleMs'>, fix: Fix | undefined) {
  return fix && Math.max(0, now - fix.at) <= staleMs ? fix : undefined
}

/** Times by road to an incident from where the units stand now; empty without roads or a point. */
export async function roadsTo(
  context: CoreContext,
  { incident, now, staleMs }: Pick<Told, 'incident' | 'now' | 'staleMs'>,
  units: readonly Unit[],
  fixOf: (unit: string) => Fix | undefined,
): Promise<ReadonlyMap<string, RoadTime>> {
  const found = new Map<string, RoadTime>()
  if (!incident.point) return found
  const from = units.flatMap(({ id, base }) => {
    const point = freshFix({ now, staleMs }, fixOf(id)) ?? base.point
    return point ? [{ id, point: { lat: point.lat, lon: point.lon } }] : []
  })
  const { lat, lon } = incident.point
  const times = await context.roads.times(
    { lat, lon },
    from.map(({ point }) => point),
  )
  if (times === 'no-roads') return found
  for (const [i, time] of times.entries()) {
    const id = from[i]?.id
    if (time && id !== undefined) found.set(id, time)
  }
  return found
}
