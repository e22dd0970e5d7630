import { useQuery } from '@tanstack/react-query'
import { queries } from '../../../client.ts'
import { itemOfEntry, type OpenItem } from './open-items.ts'

/** The open items of this console; each source is a line here. */
export function useOpenItems() {
  const actions = useQuery(queries.logbook.openActions.queryOptions({ input: {} }))
  const items: readonly OpenItem[] = (actions.data?.entries ?? []).map(itemOfEntry)
  return {
    items,
    failing: actions.isError,
    error: actions.error,
    pending: actions.isPending,
    retry: () => void actions.refetch(),
  }
}
