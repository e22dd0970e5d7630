/** Keeps this page signed in over a reload or a restart of the core. */
import { useEffect, useRef } from 'react'
import { useQuery } from '@tanstack/react-query'
import { api, queries, queryClient } from './client.ts'

const key = 'console-session'

/** Kept for this window only, until it is closed or signs out. */
export function keepSession(resume: string): void {
  sessionStorage.setItem(key, resume)
  void queryClient.invalidateQueries({ queryKey: queries.people.key() })
}

export async function signOut(): Promise<void> {
  await api.people.signOut()
  sessionStorage.removeItem(key)
  await queryClient.invalidateQueries({ queryKey: queries.people.key() })
}

async function tryResume(resume: string): Promise<boolean> {
  const { resumed } = await api.people.resume({ resume })
  if (!resumed) sessionStorage.removeItem(key)
  await queryClient.invalidateQueries({ queryKey: queries.people.state.key() })
  return resumed
}

/** True while a kept session is being asked back; asked again with each new connection. */
export function useResume(session: 'none' | 'open' | 'locked' | undefined): boolean {
  const resume = session === 'none' ? sessionStorage.getItem(key) : null
  const asked = useQuery({
    queryKey: ['resume', resume],
    queryFn: () => tryResume(resume ?? ''),
    enabled: resume !== null,
    retry: false,
  })
  return resume !== null && !asked.isError && asked.data !== false
}

/**
 * What one person saw is not shown to the next: everything is asked again.
 * @param person `null` while nobody is signed in, `undefined` while that is not known yet
 */
export function useFreshAfterSignIn(person: string | null | undefined): void {
  const shownTo = useRef(person)
  useEffect(() => {
    const before = shownTo.current
    if (person === undefined || before === person) return
    shownTo.current = person
    if (before === undefined) return
    void queryClient.resetQueries({
      predicate: ({ queryKey: [path] }) =>
        Array.isArray(path) && path[0] !== 'people' && path[0] !== 'system',
    })
  }, [person])
}
