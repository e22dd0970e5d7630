import { useQuery } from '@tanstack/react-query'
import { queries } from '../../client.ts'
import { useOpenItems } from '../../open-items/use-open-items.ts'

/** What waits on each screen, for the number beside its name. */
export function useScreenCounts(): ReadonlyMap<string, number> {
  const incidents = useQuery(queries.incidents.list.queryOptions({ input: {} }))
  const counts = incidents.data?.counts
  const open = counts ? counts.waiting + counts.active : 0
  const { items } = useOpenItems()
  const waiting = useQuery(queries.waiting.stack.queryOptions()).data?.length ?? 0
  return new Map([
    ['radio', waiting],
    ['incidents', open],
    ['duty', items.length],
  ])
}
