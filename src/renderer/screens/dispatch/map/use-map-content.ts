import { useCallback, useMemo, useRef, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { CountyShown, PlaceHit } from '../../../../core/modules/places/contract.ts'
import { queries } from '../../../client.ts'
import { fields, type SpriteStore } from '../../../map/sprite-store.ts'
import { ageInWords } from '../../../ui/age.ts'
import { coreNow } from '../../../ui/now.ts'
import { incidentThing, placeThing, radioThing, unitThing, type PlacedThing } from './map-things.ts'
import type { ListedThing } from './ThingList.tsx'

export type LayerKey = 'incidents' | 'units' | 'radios' | 'places'

const kindWords: Readonly<Record<string, string>> = {
  unit: '队伍',
  incident: '事件',
  radio: '电台',
  place: '地点',
}

/** Things of every layer that is shown, and how many each layer has. */
export function useMapContent(
  county: CountyShown,
  layers: ReadonlySet<LayerKey>,
  found: PlaceHit | undefined,
) {
  const units = useQuery(queries.teams.list.queryOptions()).data
  const incidents = useQuery(queries.incidents.list.queryOptions({ input: {} })).data?.incidents
  const located = useQuery(queries.places.located.queryOptions()).data
  const [radios, setRadios] = useState<readonly string[]>([])
  const seen = useRef(new Set<string>())
  const onMoved = useCallback((key: string) => {
    if (!key.startsWith('radio:') || seen.current.has(key)) return
    seen.current.add(key)
    setRadios([...seen.current])
  }, [])

  return useMemo(() => {
    const open = (incidents ?? []).filter(({ group }) => group !== 'closed')
    const drawn = open.flatMap((card) => incidentThing(card, county) ?? [])
    const radioThings = radios.map((key) => ({
      thing: radioThing(key, `电台 ${key.split(':').at(-1)}`),
    }))
    const placeThings = [...(located ?? []), ...(found ? [found] : [])].flatMap(
      (hit) => placeThing(hit, county) ?? [],
    )
    const unitThings: PlacedThing[] = (units ?? []).map((unit) => ({ thing: unitThing(unit) }))
    const shown: Record<LayerKey, readonly PlacedThing[]> = {
      places: placeThings,
      radios: radioThings,
      units: unitThings,
      incidents: drawn,
    }
    const order: readonly LayerKey[] = ['places', 'radios', 'units', 'incidents']
    const placed = order.flatMap((key) =>
      layers.has(key) || (key === 'places' && found) ? shown[key] : [],
    )
    const stateOf = new Map(
      (units ?? []).map((unit) => [`unit:${unit.id}`, `${unit.state.digit} ${unit.state.word}`]),
    )
    return {
      placed,
      onMoved,
      placeAt: (hit: PlaceHit) => placeThing(hit, county),
      unplaced: open.length - drawn.length,
      counts: {
        incidents: drawn.length,
        units: unitThings.length,
        radios: radioThings.length,
        places: placeThings.length,
      },
      listed: (store: SpriteStore): ListedThing[] =>
        placed.map(({ thing }) => ({
          thing,
          kind: kindWords[thing.key.split(':', 1)[0] ?? ''] ?? '',
          state: stateOf.get(thing.key) ?? '',
          where: whereText(store, thing.key, thing.townshipOnly),
        })),
    }
  }, [units, incidents, located, radios, found, county, layers, onMoved])
}

function whereText(store: SpriteStore, key: string, townshipOnly: boolean): string {
  if (townshipOnly) return '位置仅到乡镇'
  const index = store.index(key)
  const at = index === undefined ? Number.NaN : store.value(index, fields.at)
  if (Number.isNaN(at)) return '无定位'
  return at === Number.MAX_SAFE_INTEGER ? '固定位置' : `${ageInWords(coreNow() - at)}前定位`
}
