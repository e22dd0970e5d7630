import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import type { Traffic, TrafficKind } from '../../core/modules/radio/contract.ts'
import { queries } from '../client.ts'

const pageSize = 100

export interface TrafficFilter {
  readonly kind?: TrafficKind | undefined
  readonly gateway?: string | undefined
  readonly failedOnly?: boolean
  readonly text?: string
  /** Group number. */
  readonly group?: string | undefined
  readonly incident?: string | undefined
  readonly unanswered?: boolean
}

/** Newest first, older pages on demand. */
export function useTraffic({
  kind,
  gateway,
  failedOnly = false,
  text = '',
  group,
  incident,
  unanswered = false,
}: TrafficFilter = {}) {
  const pages = useInfiniteQuery(
    queries.radio.traffic.infiniteOptions({
      input: (before: string | null) => ({
        before,
        limit: pageSize,
        kind: kind ?? null,
        gateway: gateway ?? null,
        failedOnly,
        text,
        group: group ?? null,
        incident: incident ?? null,
        unanswered,
      }),
      initialPageParam: null as string | null,
      getNextPageParam: ({ next }) => next,
      placeholderData: keepPreviousData,
    }),
  )
  const rows: Traffic[] = (pages.data?.pages ?? []).flatMap((page) => page.rows)
  const older =
    pages.hasNextPage && !pages.isFetching ? () => void pages.fetchNextPage() : undefined
  return {
    rows,
    older,
    pending: pages.isPending,
    error: pages.error,
    retry: () => void pages.refetch(),
  }
}
