import { useMemo } from 'react'
import { useQuery } from '@tanstack/react-query'
import { boundsOf } from '../../../../../core/kernel/geometry.ts'
import { queries } from '../../../../client.ts'
import { useMapDesk } from '../desk.ts'
import type { KnownPoint, Surroundings } from './near-words.ts'

/** Township areas, seats and located places, read once and again when they change. */
export function useSurroundings(): Surroundings {
  const { county } = useMapDesk()
  const located = useQuery(queries.places.located.queryOptions()).data
  const features = useQuery(
    queries.features.list.queryOptions({ input: { kinds: ['township', 'village'] } }),
  ).data
  return useMemo(() => {
    const areas = (features ?? []).flatMap(({ kind, name, geometry }) =>
      kind === 'township' && geometry && geometry.type.endsWith('Polygon')
        ? [{ name, geometry, bounds: boundsOf(geometry) }]
        : [],
    )
    const villages = (features ?? []).flatMap(
      ({ kind, name, geometry, precision }): KnownPoint[] => {
        if (kind !== 'village' || geometry?.type !== 'Point') return []
        const [lon, lat] = geometry.coordinates
        return [{ name, lat, lon, approximate: precision !== 'surveyed' }]
      },
    )
    const places = (located ?? []).flatMap(({ name, point, precision }): KnownPoint[] =>
      point ? [{ name, ...point, approximate: precision !== 'surveyed' }] : [],
    )
    const seats = county.townships.flatMap(({ name, seat, precision }): KnownPoint[] =>
      seat ? [{ name, ...seat, seat: true, approximate: precision !== 'surveyed' }] : [],
    )
    return { areas, seats, places: [...places, ...villages] }
  }, [county, located, features])
}
