import { useEffect, useState } from 'react'
import type { Level } from '../../../../core/modules/recordings/contract.ts'
import { api, useConnection } from '../../../client.ts'

async function follow(signal: AbortSignal, take: (levels: readonly Level[]) => void) {
  for await (const levels of await api.recordings.levels(undefined, { signal })) take(levels)
}

/** How loud each input is, while the page shows it. */
export function useLevels(): ReadonlyMap<string, Level> {
  const [levels, setLevels] = useState<readonly Level[]>([])
  const live = useConnection().kind === 'live'
  useEffect(() => {
    if (!live) return
    const gone = new AbortController()
    // Ends with the page or with the line; the next line begins anew.
    follow(gone.signal, setLevels).catch(() => undefined)
    return () => gone.abort()
  }, [live])
  return new Map(levels.map((level) => [level.gateway, level]))
}
