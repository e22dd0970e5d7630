import { useSyncExternalStore } from 'react'

const query = '(max-width: 1599px)'

/** True on the 1366 px desk, where the frame and the screens leave out what `ui/README` lists. */
export function useSmallDesk(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const list = window.matchMedia(query)
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    },
    () => window.matchMedia(query).matches,
  )
}
