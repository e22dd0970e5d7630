import { useQuery } from '@tanstack/react-query'
import { queries } from '../../client.ts'

/** What waits on each screen, for the number beside its name. */
export function useScreenCounts(): ReadonlyMap<string, number> {
  const incidents = useQuery(queries.incidents.list.queryOptions({ input: {} }))
  const counts = incidents.data?.counts
  const open = counts ? counts.waiting + counts.active : 0
  const actions = useQuery(queries.logbook.openActions.queryOptions({ input: {} })).data?.count ?? 0
  return new Map([
    ['incidents', open],
    ['duty', actions],
  ])
}
