import type { CancelTimer, Timers } from '../../../core/kernel/world.ts'

/** Everything that is still to happen, so that it can all be called off at once. */
export interface Agenda {
  later(delayMs: number, run: () => void): CancelTimer
  every(periodMs: number, run: () => void): CancelTimer
  clear(): void
}

export function createAgenda(timers: Timers): Agenda {
  const open = new Set<CancelTimer>()
  function later(delayMs: number, run: () => void): CancelTimer {
    const cancel = timers.after(delayMs, () => {
      open.delete(cancelBoth)
      run()
    })
    const cancelBoth = (): void => {
      open.delete(cancelBoth)
      cancel()
    }
    open.add(cancelBoth)
    return cancelBoth
  }
  return {
    later,
    every(periodMs, run) {
      let cancelled = false
      let cancel: CancelTimer | undefined
      function again(): void {
        cancel = later(periodMs, () => {
          run()
          if (!cancelled) again()
        })
      }
      again()
      return () => {
        cancelled = true
        cancel?.()
      }
    },
    clear() {
      for (const cancel of open) cancel()
    },
  }
}
