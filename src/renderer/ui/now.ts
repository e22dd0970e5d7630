/**
 * The one timer behind every clock and age on the page. It shows the core's time: a seat's own
 * clock may be wrong, and two seats must show the same age.
 */
import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let offsetMs = 0
let second = Math.floor(Date.now() / 1000)
let timer: ReturnType<typeof setTimeout> | undefined

/** Called with the core's clock whenever the core told it. */
export function setCoreClock(coreNowMs: number): void {
  offsetMs = coreNowMs - Date.now()
  tick()
}

/** The core's time now, UTC epoch milliseconds, for an event handler; a view uses `useNow`. */
export function coreNow(): number {
  return Date.now() + offsetMs
}

function tick(): void {
  const now = Math.floor(coreNow() / 1000)
  if (now === second) return
  second = now
  for (const listener of listeners) listener()
}

function schedule(): void {
  timer = setTimeout(
    () => {
      tick()
      schedule()
    },
    1000 - (((coreNow() % 1000) + 1000) % 1000) + 2,
  )
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  if (timer === undefined) schedule()
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearTimeout(timer)
    timer = undefined
  }
}

/** The core's time, whole seconds in epoch milliseconds; renders once a second. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => second) * 1000
}

/**
 * A value that depends on the time, rendering only when the value itself changes (an age in
 * minutes renders once a minute).
 */
export function useAtNow<T extends string | number | boolean>(read: (nowMs: number) => T): T {
  return useSyncExternalStore(subscribe, () => read(second * 1000))
}
