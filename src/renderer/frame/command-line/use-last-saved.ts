import { useEffect, useState } from 'react'
import { queryClient } from '../../client.ts'

function storedAtOf(answer: unknown): number | undefined {
  if (typeof answer !== 'object' || answer === null || !('storedAt' in answer)) return undefined
  return typeof answer.storedAt === 'number' ? answer.storedAt : undefined
}

/** When the core last confirmed a commit to this page, by any of its commands. */
export function useLastSaved(): number | undefined {
  const [at, setAt] = useState<number>()
  useEffect(
    () =>
      queryClient.getMutationCache().subscribe((event) => {
        if (event.type !== 'updated' || event.action.type !== 'success') return
        const storedAt = storedAtOf(event.action.data)
        if (storedAt !== undefined) setAt(storedAt)
      }),
    [],
  )
  return at
}
