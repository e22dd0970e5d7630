/**
 * The host's own bell, for when no page can be heard: a browser lets a page sound only after
 * somebody pressed something, and a machine may have no loudspeaker of its own page.
 */
import type { CoreContext } from '../../module.ts'
import { openAlarms } from './queries.ts'
import { currentSilence } from './silence.ts'
import type { AlarmPriority } from './words.ts'

export type PageSound = 'ready' | 'blocked' | 'no-device'

/** A page says it every half minute; one that says nothing any more is closed. */
const heardForMs = 75_000
const beatMs = 1000

const everyMs: Readonly<Record<AlarmPriority, number>> = {
  emergency: 4_000,
  high: 8_000,
  normal: 20_000,
}

export interface HostBell {
  /** A page tells whether it can be heard. */
  report(seat: string, sound: PageSound): void
  /** Whether the host's bell is all there is. */
  alone(): boolean
  close(): void
}

const bells = new WeakMap<CoreContext, HostBell>()

/** The worst alarm that still asks for a sound. */
function asks(context: CoreContext): AlarmPriority | undefined {
  const silence = currentSilence(context)
  return openAlarms(context.db).find(
    ({ state, raisedAt }) =>
      state === 'active-unacknowledged' && (!silence || raisedAt > silence.since),
  )?.priority
}

export function hostBell(context: CoreContext): HostBell {
  const known = bells.get(context)
  if (known) return known
  const { clock, timers } = context.world
  const pages = new Map<string, { readonly sound: PageSound; readonly at: number }>()
  let rungAt = -Infinity
  let cancel: (() => void) | undefined
  let asked: AlarmPriority | undefined

  const alone = () => {
    const now = clock.monotonicMs()
    for (const [seat, { at }] of pages) if (now - at > heardForMs) pages.delete(seat)
    return ![...pages.values()].some(({ sound }) => sound === 'ready')
  }
  function beat(): void {
    cancel = undefined
    if (asked === undefined) return
    const now = clock.monotonicMs()
    if (alone() && now - rungAt >= everyMs[asked]) {
      rungAt = now
      context.ringBell(asked)
    }
    // A silence ends, and a page closes, without a change of any alarm.
    asked = asks(context)
    cancel = timers.after(beatMs, beat)
  }
  function look(): void {
    asked = asks(context)
    if (asked !== undefined && !cancel) cancel = timers.after(0, beat)
  }
  const stop = context.log.onChanged((changed) => {
    if (changed.has('alarms')) look()
  })
  look()
  const bell: HostBell = {
    report(seat, sound) {
      const before = pages.get(seat)?.sound
      pages.set(seat, { sound, at: clock.monotonicMs() })
      if (before !== sound) context.changed('alarms', [])
      look()
    },
    alone,
    close() {
      stop()
      cancel?.()
      bells.delete(context)
    },
  }
  bells.set(context, bell)
  return bell
}
