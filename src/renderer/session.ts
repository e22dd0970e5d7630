/** Keeps this page signed in over a reload or a restart of the core. */
import { useEffect, useState } from 'react'
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

async function tryResume(resume: string): Promise<void> {
  const { resumed } = await api.people.resume({ resume })
  if (!resumed) sessionStorage.removeItem(key)
  await queryClient.invalidateQueries({ queryKey: queries.people.key() })
}

/** True while a kept session is being asked back. */
export function useResume(session: 'none' | 'open' | 'locked' | undefined): boolean {
  const [trying, setTrying] = useState(false)
  const resume = session === 'none' ? sessionStorage.getItem(key) : null
  useEffect(() => {
    if (resume === null) return
    setTrying(true)
    tryResume(resume)
      // The connection broke: the next live channel asks for the state again, and so for this.
      .catch(() => undefined)
      .finally(() => setTrying(false))
  }, [resume])
  return trying || resume !== null
}

/** What one person saw is not shown to the next: everything is asked again. */
export function useFreshAfterSignIn(person: string | undefined): void {
  useEffect(() => {
    void queryClient.resetQueries({
      predicate: ({ queryKey: [path] }) =>
        Array.isArray(path) && path[0] !== 'people' && path[0] !== 'system',
    })
  }, [person])
}
