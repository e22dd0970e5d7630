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
  /** A team at work on an incident. */
  readonly out: boolean
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

type Reading = Pick<CoreContext, 'db' | 'county'>

/** All townships, then the posts that have a number or a proof of their own, then teams. */
export function subjectList(context: Reading, known: (key: string) => boolean): Subject[] {
  const { townships, villages } = context.county
  const posts = [
    ...villages.map(({ code, name, township }) => ({ id: code, name, township })),
    ...ownPlaces(context.db).map(({ id, name, township }) => ({
      id,
      name,
      township: township ?? null,
    })),
  ].filter(({ id }) => known(placeKey(id)))
  return [
    ...townships.map(({ code, name, seat }): Subject => ({
      key: placeKey(code),
      kind: 'township',
      id: code,
      name,
      township: code,
      point: seat,
      out: false,
    })),
    ...posts.map((post): Subject => ({
      ...post,
      key: placeKey(post.id),
      kind: 'post',
      point: null,
      out: false,
    })),
    ...unitList(context.db, context.county).map(({ id, callSign, base, incident }): Subject => ({
      key: unitKey(id),
      kind: 'team',
      id,
      name: callSign,
      township: base.township,
      point: base.point,
      out: incident !== null,
    })),
  ]
}
