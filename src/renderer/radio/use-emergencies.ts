import { useQuery } from '@tanstack/react-query'
import { queries } from '../client.ts'

export interface StandingEmergencies {
  /** Radio number → since when. */
  readonly radios: ReadonlyMap<string, number>
  readonly units: ReadonlySet<string>
}

/** Radios and teams whose emergency nobody has ended: their rows are red wherever they show. */
export function useEmergencies(): StandingEmergencies {
  const all = useQuery(queries.emergencies.list.queryOptions()).data ?? []
  return {
    radios: new Map(
      all.flatMap(({ radio, firstAt }) => (radio === null ? [] : [[radio, firstAt] as const])),
    ),
    units: new Set(all.flatMap(({ unit }) => (unit === null ? [] : [unit]))),
  }
}
