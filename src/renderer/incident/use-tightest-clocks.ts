import { useQuery } from '@tanstack/react-query'
import { queries } from '../client.ts'

/** The tightest report limit of each open incident, by its id: one question for a whole list. */
export function useTightestClocks() {
  const clocks = useQuery({
    ...queries.reports.tightest.queryOptions({ input: {} }),
    // A limit passes without anything being written.
    refetchInterval: 30_000,
  }).data
  return new Map((clocks ?? []).map(({ incident, clock }) => [incident, clock]))
}
