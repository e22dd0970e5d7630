/** What the map shows, made of what the core says; positions of moving things come separately. */
import type { IncidentCard } from '../../../../core/modules/incidents/contract.ts'
import type { CountyShown, PlaceHit } from '../../../../core/modules/places/contract.ts'
import type { Unit } from '../../../../core/modules/teams/contract.ts'
import type { MapThing, ThingPosition } from '../../../map/sprite-store.ts'

const minuteMs = 60_000
/** A fix older than this fades and says its age. */
const unitStaleAfterMs = 20 * minuteMs

export interface PlacedThing {
  readonly thing: MapThing
  /** `队伍`, `事件`, `避难场所`: what it is, for the list. */
  readonly kind: string
  /** Its state in words, for the list and whoever cannot see the colour. */
  readonly state?: string | undefined
  /** Where it stands, if it does not move by itself. */
  readonly at?: ThingPosition | undefined
}

/** The time of what does not move: it never grows old. */
export const fixedAt = Number.MAX_SAFE_INTEGER

export const still = {
  staleAfterMs: Number.POSITIVE_INFINITY,
  wantsToTalk: false,
  emergency: false,
  townshipOnly: false,
}

export function unitThing(unit: Unit): MapThing {
  const { state, over } = unit
  return {
    key: `unit:${unit.id}`,
    shape: unit.shape,
    token: over?.token ?? state.token,
    mark: String(over?.digit ?? state.digit),
    label: unit.callSign,
    staleAfterMs: unitStaleAfterMs,
    wantsToTalk: over !== null && !over.row,
    emergency: over?.row === true,
    townshipOnly: false,
    // Whoever calls is never one of many.
    ...(over ? {} : { cluster: '队伍', weight: unit.board === 'moving' ? 1 : 0 }),
  }
}

/** A radio that belongs to no unit: grey, by its number. */
export function radioThing(key: string, label: string): MapThing {
  return {
    ...still,
    key,
    shape: 'circle',
    token: 'st-out',
    mark: '?',
    label,
    staleAfterMs: unitStaleAfterMs,
    cluster: '未编队电台',
  }
}

const incidentToken = { waiting: 'warn-yellow', active: 'warn-red', closed: 'st-out' } as const

/**
 * An incident where its place is a point, at its township's seat where only that is known, and
 * nowhere (`undefined`) where even the seat is not confirmed: it is counted, not drawn.
 */
export function incidentThing(card: IncidentCard, county: CountyShown): PlacedThing | undefined {
  const { place } = card
  const point = pointOf(place)
  const seat = county.townships.find(({ code }) => code === place.township)?.seat
  const at = point ?? seat
  if (!at) return undefined
  const key = `incident:${card.id}`
  const thing: MapThing = {
    ...still,
    key,
    shape: 'diamond',
    token: incidentToken[card.group],
    mark: card.sign,
    label: `${card.number} ${card.categoryName}`,
    townshipOnly: !point,
  }
  return { thing, kind: '事件', at: { key, ...at, at: fixedAt } }
}

function pointOf(place: IncidentCard['place']) {
  const { lat, lon, precision } = place
  if (lat === undefined || lon === undefined) return undefined
  return precision === 'surveyed' || precision === 'approximate' ? { lat, lon } : undefined
}

/** A place that was looked up: its point, or its township hatched. */
export function placeThing(hit: PlaceHit, county: CountyShown): PlacedThing | undefined {
  const seat = county.townships.find(({ code }) => code === hit.township?.code)?.seat
  const at = hit.point ?? seat
  if (!at) return undefined
  const key = `place:${hit.id}`
  const thing: MapThing = {
    ...still,
    key,
    shape: 'house',
    token: 'st-muster',
    mark: '',
    label: hit.label,
    townshipOnly: hit.point === null,
  }
  return { thing, kind: '地点', at: { key, ...at, at: fixedAt } }
}
