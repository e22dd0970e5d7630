import { useQuery } from '@tanstack/react-query'
import { queries } from '../client.ts'
import { itemOfEntry, itemOfTask, itemsOfReports, type OpenItem } from './open-items.ts'

/** Times run out without anything being written. */
const everyMs = 60_000

/** The open items of this console; each source is a line here. */
export function useOpenItems() {
  const actions = useQuery(queries.logbook.openActions.queryOptions({ input: {} }))
  const tasks = useQuery({
    ...queries.incidents.overdueTasks.queryOptions(),
    refetchInterval: everyMs,
  })
  const reports = useQuery({
    ...queries.reports.board.queryOptions({ input: {} }),
    refetchInterval: everyMs,
  })
  const sources = [actions, tasks, reports]
  const items: readonly OpenItem[] = [
    ...(actions.data?.entries ?? []).map(itemOfEntry),
    ...(tasks.data ?? []).map(itemOfTask),
    ...(reports.data ? itemsOfReports(reports.data) : []),
  ]
  const failed = sources.find(({ isError }) => isError)
  return {
    items,
    failing: failed !== undefined,
    error: failed?.error,
    pending: sources.some(({ isPending }) => isPending),
    retry: () => {
      for (const source of sources) void source.refetch()
    },
  }
}
