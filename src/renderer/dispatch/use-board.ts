import { useQuery } from '@tanstack/react-query'
import type { Assignment } from '../../core/modules/dispatch/contract.ts'
import { queries } from '../client.ts'

/** Every open order and what the alert boxes count of them; limits pass without anything written. */
export function useDispatchBoard() {
  return useQuery({
    ...queries.dispatch.board.queryOptions({ input: {} }),
    refetchInterval: 30_000,
  })
}

/** Open orders of each team, in dispatch order. */
export function useOrdersByUnit(): ReadonlyMap<string, readonly Assignment[]> {
  const assignments = useDispatchBoard().data?.assignments ?? []
  return Map.groupBy(assignments, ({ unit }) => unit)
}

/** Digit, colour and word of the county's unit states, by key. */
export function useUnitStatuses() {
  const statuses = useQuery(queries.places.county.queryOptions()).data?.statuses ?? []
  return new Map(statuses.map((status) => [status.key, status]))
}
