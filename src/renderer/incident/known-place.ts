/** What is known of a place besides its words: found in the gazetteer, clicked, typed, measured. */
import { parseCoordinates, coordinateProblem } from '../../core/kernel/coordinates.ts'
import { bearingDeg, distanceM, type GeoPoint } from '../../core/kernel/geo.ts'
import type { IncidentPlace } from '../../core/modules/incidents/contract.ts'
import type { CountyShown, PlaceHit } from '../../core/modules/places/contract.ts'
import { addressOf, placeFrom } from './place-from.ts'

export type PlaceHow = 'gazetteer' | 'map' | 'radio' | 'photo' | 'told'

export interface KnownPlace {
  readonly how: PlaceHow
  /** The words it was found by: a gazetteer's place holds as long as the text begins with them. */
  readonly base: string
  readonly place: IncidentPlace
}

export const howWords: Readonly<Record<PlaceHow | 'typed', string>> = {
  gazetteer: '地名库',
  map: '图上点选',
  typed: '键入坐标',
  radio: '报告人电台',
  photo: '照片坐标',
  told: '命令行',
}

export function knownFromHit(hit: PlaceHit, before: KnownPlace | undefined): KnownPlace {
  const base = addressOf(hit)
  const found = placeFrom(base, hit)
  const point = before && before.how !== 'gazetteer' ? pointOf(before.place) : undefined
  // A point that somebody set says more than the point of a name.
  if (!before || !point) return { how: 'gazetteer', base, place: found }
  return { how: before.how, base, place: { ...found, ...point, precision: 'approximate' } }
}

/** A point from the map, a radio or a photo; the township that was named stays. */
export function knownFromPoint(
  how: Exclude<PlaceHow, 'gazetteer'>,
  { lat, lon }: GeoPoint,
  text: string,
  before: KnownPlace | undefined,
): KnownPlace {
  const { township, village } = before?.place ?? {}
  return {
    how,
    base: text,
    place: {
      text,
      lat,
      lon,
      precision: 'approximate',
      ...(township === undefined ? {} : { township }),
      ...(village === undefined ? {} : { village }),
    },
  }
}

export function pointOf({ lat, lon }: IncidentPlace): GeoPoint | undefined {
  return lat === undefined || lon === undefined ? undefined : { lat, lon }
}

export interface PlaceRead {
  readonly place: IncidentPlace
  readonly how: PlaceHow | 'typed' | undefined
  /** Meant as coordinates, and wrong: the sentence. */
  readonly problem: string | undefined
}

/** The place as it will be recorded, from the words as they stand. */
export function readPlace(text: string, known: KnownPlace | undefined): PlaceRead {
  const words = text.trim()
  const typed = parseCoordinates(words)
  if (typed.ok) {
    const place = { text: words, ...typed.value, precision: 'approximate' as const }
    return { place, how: 'typed', problem: undefined }
  }
  if (typed.code === 'bad-coordinates') {
    const place = { text: words, precision: 'unknown' as const }
    return { place, how: undefined, problem: coordinateProblem(typed.data.fault) }
  }
  const point = known && pointOf(known.place)
  // A point that was set for this report stays whatever the words are; a name does not.
  const byName = known?.how === 'gazetteer' || point === undefined
  if (!known || (byName && !words.startsWith(known.base))) {
    return { place: { text: words, precision: 'unknown' }, how: undefined, problem: undefined }
  }
  // Words behind the name ("下坑组后山") say more than the point of the name does.
  const precision = point && words !== known.base ? 'approximate' : known.place.precision
  return {
    place: { ...known.place, text: words, precision },
    how: known.how,
    problem: undefined,
  }
}

const sides = ['北', '东北', '东', '东南', '南', '西南', '西', '西北'] as const

/** `小松镇东北约 3 公里`: the nearest township seat; seats are approximate, so kilometres only. */
export function nearWords(county: CountyShown | undefined, point: GeoPoint): string {
  const seats = (county?.townships ?? []).flatMap(({ name, seat }) =>
    seat ? [{ name, seat }] : [],
  )
  const [nearest] = seats.toSorted(
    (one, other) => distanceM(one.seat, point) - distanceM(other.seat, point),
  )
  if (!nearest) return '地图上的一点'
  const kilometres = Math.round(distanceM(nearest.seat, point) / 1000)
  if (kilometres < 1) return `${nearest.name}附近`
  const side = sides[Math.round(bearingDeg(nearest.seat, point) / 45) % 8] ?? ''
  return `${nearest.name}${side}约${kilometres}公里`
}

const margin = 0.1

/** A little beyond the county is still its business; far beyond it, somebody mistyped. */
export function isFarAway({ bbox }: CountyShown, { lat, lon }: GeoPoint): boolean {
  return (
    lat < bbox.south - margin ||
    lat > bbox.north + margin ||
    lon < bbox.west - margin ||
    lon > bbox.east + margin
  )
}

/** `小松镇罗源村` of `小松镇罗源村下坑组`: what the gazetteer may know of words nobody chose. */
export function addressIn(text: string): string | undefined {
  return /^.{1,6}?[镇乡](?:.{1,8}?(?:村|社区|居委会))?/.exec(text.trim())?.[0]
}
