/** How far a team is from an incident, and how that is known. Straight lines only: no roads here. */
import type { CountyProfile } from '../../county/profile.ts'
import { distanceM, type GeoPoint } from '../../kernel/geo.ts'
import type { Unit } from '../teams/index.ts'
import type { SeenIncident } from './incident-seen.ts'

export interface Fix extends GeoPoint {
  readonly at: number
}

export interface Nearness {
  /** Metres in a straight line; null where it is not known. */
  readonly metres: number | null
  readonly fixAgeMs: number | null
  /** Metres between township seats, only to put teams in order. */
  readonly roughM: number
  readonly words: string
}

interface Told {
  readonly county: CountyProfile
  readonly incident: Pick<SeenIncident, 'township' | 'point'>
  readonly now: number
  readonly staleMs: number
}

const minuteMs = 60_000

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
  const unknown = { metres: null, fixAgeMs: null }
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
  const { incident, now, staleMs } = told
  const ageMs = fix ? Math.max(0, now - fix.at) : null
  const fresh = fix && ageMs !== null && ageMs <= staleMs ? fix : undefined
  if (incident.point && fresh) {
    const metres = distanceM(fresh, incident.point)
    return {
      metres,
      fixAgeMs: ageMs,
      roughM: metres,
      words: `直线 ${kilometres(metres)}，${fixAge(ageMs ?? 0)}`,
    }
  }
  const old = fix && !fresh ? `${fixAge(ageMs ?? 0)}，` : ''
  if (incident.point && unit.base.point) {
    const metres = distanceM(unit.base.point, incident.point)
    const words = `${old}按驻地直线 ${kilometres(metres)}`
    return { metres, fixAgeMs: null, roughM: metres, words }
  }
  const rough = bySeats(told, unit)
  return { ...rough, words: `${old}${rough.words}` }
}
