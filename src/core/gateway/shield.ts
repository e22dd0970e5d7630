import type { SupervisorOptions } from './supervised.ts'

type Listeners = Required<Pick<SupervisorOptions<unknown>, 'onEvent' | 'onStatus' | 'onFrame'>>

/** The listeners, none of which can throw into the driver or the link that called. */
export function shielded(
  options: Omit<SupervisorOptions<unknown>, 'driver' | 'settings'>,
): Listeners {
  const report =
    options.onMistake ??
    ((error: unknown) =>
      void options.timers.after(0, () => {
        throw error
      }))
  const shield =
    <Args extends unknown[]>(listener: (...args: Args) => void) =>
    (...args: Args): void => {
      try {
        listener(...args)
      } catch (error) {
        report(error)
      }
    }
  return {
    onEvent: shield((event) => options.onEvent(event)),
    onStatus: shield((health) => options.onStatus(health)),
    onFrame: shield((frame, at) => options.onFrame?.(frame, at)),
  }
}
