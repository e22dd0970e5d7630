import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { queries } from '../../../../client.ts'
import { reachMinutes, useRoute, type RouteEnd } from './route-store.ts'

const pointOf = ({ lat, lon }: RouteEnd) => ({ lat, lon })
const nowhere = { lat: 0, lon: 0 }

/** The way between the two ends; not asked before there are two. */
export function useWay() {
  const { from, to, mode } = useRoute()
  return useQuery({
    ...queries.roads.way.queryOptions({
      input: { from: from ? pointOf(from) : nowhere, to: to ? pointOf(to) : nowhere },
    }),
    enabled: mode === 'way' && from !== undefined && to !== undefined,
    placeholderData: keepPreviousData,
  })
}

export function useReach() {
  const { from, mode } = useRoute()
  return useQuery({
    ...queries.roads.reach.queryOptions({
      input: { from: from ? pointOf(from) : nowhere, minutes: [...reachMinutes] },
    }),
    enabled: mode === 'reach' && from !== undefined,
    placeholderData: keepPreviousData,
  })
}
