import { useQueries } from '@tanstack/react-query'
import { queries } from '../../../../client.ts'
import { useMasts } from './coverage-store.ts'

/** What each mast sees, in the order of the masts. */
export function useCoverages() {
  const masts = useMasts((state) => state.masts)
  const found = useQueries({
    queries: masts.map(({ lat, lon, mastM, receiverM, rangeKm }) => ({
      ...queries.terrain.coverage.queryOptions({
        input: { point: { lat, lon }, mastM, receiverM, rangeKm },
      }),
      staleTime: Number.POSITIVE_INFINITY,
    })),
  })
  return masts.map((mast, i) => ({ mast, answer: found[i]?.data, error: found[i]?.error ?? null }))
}
