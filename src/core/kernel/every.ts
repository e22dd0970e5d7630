import type { CancelTimer, Timers } from './world.ts'

/** Runs again and again, the first time after `everyMs`. A run that throws does not end it. */
export function every(timers: Timers, everyMs: number, run: () => void): CancelTimer {
  let cancel: CancelTimer
  const tick = () => {
    cancel = timers.after(everyMs, tick)
    run()
  }
  cancel = timers.after(everyMs, tick)
  return () => cancel()
}
