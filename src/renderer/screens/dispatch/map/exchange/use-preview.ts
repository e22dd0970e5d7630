import { useEffect } from 'react'
import { useQuery } from '@tanstack/react-query'
import { queries } from '../../../../client.ts'
import { showPreview, useExchange } from './exchange-store.ts'

/** What the file holds, by the answers so far; shown on the map as soon as it is known. */
export function usePreview() {
  const file = useExchange((exchange) => exchange.file)
  const preview = useQuery({
    ...queries.mapFiles.preview.queryOptions({ input: file?.reading ?? { token: '-' } }),
    enabled: file !== undefined,
    retry: false,
    gcTime: 0,
  })
  const { data } = preview
  useEffect(() => showPreview(data), [data])
  return preview
}
