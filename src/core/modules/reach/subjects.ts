/** Who has to be reached: townships, posts (other places with contact points), teams. */
import type { CoreContext } from '../../module.ts'
import { ownPlaces } from '../places/index.ts'
import { unitList } from '../teams/index.ts'

export type SubjectKind = 'township' | 'post' | 'team'

export interface Subject {
  /** `place:…` or `unit:…`, as facts name it. */
  readonly key: string
  readonly kind: SubjectKind
  readonly id: string
  readonly name: string
  readonly township: string | null
  /** Where it is, for the nearest neighbour. */
  readonly point: { readonly lat: number; readonly lon: number } | null
}

/** One of the three; `person` stands for the team or place of that person's telephone. */
export interface Whom {
  readonly unit?: string | undefined
  readonly place?: string | undefined
  readonly person?: string | undefined
}

export const placeKey = (id: string): string => `place:${id}`
export const unitKey = (id: string): string => `unit:${id}`

export function keyOf({ unit, place, person }: Whom): string | undefined {
  if (unit !== undefined) return unitKey(unit)
  if (place !== undefined) return placeKey(place)
  return person === undefined ? undefined : `person:${person}`
}

/** The name of a place of the county profile or of the county's own. */
export function placeName({ county, db }: CoreContext, id: string): string | undefined {
  const division =
    county.townships.find(({ code }) => code === id) ??
    county.villages.find(({ code }) => code === id)
  return division?.name ?? ownPlaces(db).find((place) => place.id === id)?.name
}

export function subjectName(context: CoreContext, { unit, place }: Whom): string {
  if (unit !== undefined) {
    const team = unitList(context.db, context.county).find(({ id }) => id === unit)
    return team?.callSign ?? unit
  }
  return place === undefined ? '' : (placeName(context, place) ?? place)
}
