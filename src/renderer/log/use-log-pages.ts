import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import type { EntryKind, LogEntry } from '../../core/modules/logbook/contract.ts'
import { queries } from '../client.ts'

const pageSize = 100

export interface LogFilter {
  readonly typedOnly: boolean
  readonly includeStruck: boolean
  /** Absent or empty: all. */
  readonly kinds?: readonly EntryKind[]
}

/** One log's lines, newest last; older pages on demand. `incident` undefined: the duty log. */
export function useLogPages(incident: string | undefined, filter: LogFilter) {
  const pages = useInfiniteQuery(
    queries.logbook.list.infiniteOptions({
      input: (before: number | null) => ({
        incident: incident ?? null,
        before,
        limit: pageSize,
        ...filter,
        kinds: [...(filter.kinds ?? [])],
      }),
      initialPageParam: null as number | null,
      getNextPageParam: ({ next }) => next,
      // A filter that changes shows the old lines until the new ones are here.
      placeholderData: keepPreviousData,
    }),
  )
  const entries: LogEntry[] = (pages.data?.pages ?? []).flatMap((page) => page.entries).reverse()
  const older =
    pages.hasNextPage && !pages.isFetching ? () => void pages.fetchNextPage() : undefined
  return {
    entries,
    older,
    pending: pages.isPending,
    error: pages.error,
    retry: () => void pages.refetch(),
  }
}
