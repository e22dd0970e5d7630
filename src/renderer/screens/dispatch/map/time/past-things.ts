/** A past picture as symbols and lines of the map. */
import type { CountyShown } from '../../../../../core/modules/places/contract.ts'
import type { MapThing, ThingPosition } from '../../../../map/sprite-store.ts'
import {
  incidentThing,
  placeThing,
  radioThing,
  unitThing,
  type PlacedThing,
} from '../map-things.ts'
import { stationThing } from '../features/standing-things.ts'
import { drawingThing } from '../draw/drawing-thing.ts'
import type { Shown } from './past-store.ts'

export interface PastThings {
  readonly things: readonly MapThing[]
  readonly positions: readonly ThingPosition[]
  /** Teams that nobody knew a position of. */
  readonly unplaced: number
}

export function pastThings(
  { picture, positions, stations }: Shown,
  county: CountyShown,
  features: readonly PlacedThing[],
): PastThings {
  const good = new Map(
    positions.filter(({ quality }) => quality === 'good').map((one) => [one.key, one]),
  )
  const units = picture.units.map(unitThing)
  const radios = [...good.keys()]
    .filter((key) => key.startsWith('radio:'))
    .map((key) => radioThing(key, `电台 ${key.split(':').at(-1) ?? ''}`))
  const still = [
    ...picture.places.flatMap(
      ({ id, name, point }) =>
        placeThing(
          { id, kind: 'own', name, label: name, township: null, point, precision: 'surveyed' },
          county,
        ) ?? [],
    ),
    ...features,
    ...stations.map(stationThing),
    ...picture.drawings.flatMap((drawing) => drawingThing(drawing) ?? []),
    ...picture.incidents
      .filter(({ group }) => group !== 'closed')
      .flatMap((card) => incidentThing({ ...card, lastEntryAt: null }, county) ?? []),
  ]
  const moving = [...radios, ...units].filter(({ key }) => good.has(key))
  return {
    things: [...still.flatMap(({ thing, at }) => (at ? [thing] : [])), ...moving],
    positions: [
      ...still.flatMap(({ at }) => at ?? []),
      ...moving.flatMap(({ key }) => {
        const at = good.get(key)
        return at ? [{ ...at, headingDeg: at.headingDeg ?? undefined }] : []
      }),
    ],
    unplaced: units.filter(({ key }) => !good.has(key)).length,
  }
}
