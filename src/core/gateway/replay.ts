/**
 * An export played into a driver that hangs on no line: every frame and event it would give. Its clock
 * is that of the export, what it writes goes nowhere, and nothing of it reaches a log.
 */
import type { EpochMs } from '../kernel/world.ts'
import { cageDriver } from './driver-cage.ts'
import type { Driver, FrameRecord } from './driver.ts'
import type { GatewayEvent } from './events.ts'
import type { TimedFrame } from './frame-export.ts'

export interface Replayed {
  readonly frames: readonly { readonly at: EpochMs; readonly frame: FrameRecord }[]
  readonly events: readonly { readonly at: EpochMs; readonly event: GatewayEvent }[]
  /** What the driver would have written; it went nowhere. */
  readonly written: number
  /** The driver threw: our mistake. */
  readonly fault: string | undefined
  /** There was more than is kept. */
  readonly cut: boolean
}

/** More than the longest export gives; a driver that talks to itself is stopped here. */
const maxKept = 40_000
const maxTimers = 200_000
/** After the last frame, so that what is half received is given up. */
const restMs = 5000

interface Due {
  readonly at: number
  readonly run: () => void
}

export function replayInto<Settings>(
  driver: Driver<Settings>,
  settings: Settings,
  entries: readonly TimedFrame[],
): Replayed {
  const frames: { at: EpochMs; frame: FrameRecord }[] = []
  const events: { at: EpochMs; event: GatewayEvent }[] = []
  const ordered = entries.toSorted((one, other) => one.at - other.at)
  const begin = ordered[0]?.at ?? 0
  let now = begin
  let due: Due[] = []
  let ran = 0
  let written = 0
  let cut = false
  let fault: string | undefined
  let seed = 1

  const timers = {
    after(delayMs: number, run: () => void) {
      const entry = { at: now + Math.max(0, delayMs), run }
      due.push(entry)
      return () => void (due = due.filter((one) => one !== entry))
    },
  }
  function keep<One>(list: One[], one: One): void {
    if (list.length < maxKept) list.push(one)
    else cut = true
  }
  /** Lets the timers up to `until` run, in their order. */
  function advance(until: EpochMs): void {
    for (;;) {
      let next: Due | undefined
      for (const one of due) if (one.at <= until && (!next || one.at < next.at)) next = one
      if (!next || ran >= maxTimers) break
      const running = next
      due = due.filter((one) => one !== running)
      now = Math.max(now, running.at)
      ran += 1
      running.run()
    }
    now = Math.max(now, until)
  }
  const session = cageDriver(
    driver,
    settings,
    {
      clock: { nowMs: () => now, monotonicMs: () => now - begin },
      timers,
      // The same replay gives the same result.
      random: {
        bytes: (count) =>
          Uint8Array.from({ length: count }, () => (seed = (seed * 73 + 41) & 0xff)),
      },
    },
    {
      write: () => void (written += 1),
      dropPeer: () => undefined,
      onEvent: (event) => keep(events, { at: now, event }),
      onFrame: (frame) => keep(frames, { at: now, frame }),
      onFault: (error) => void (fault = error instanceof Error ? error.message : String(error)),
    },
  )
  const peers = new Set<number>()
  session.start()
  for (const { at, frame } of ordered) {
    advance(at)
    // What this console sent then is the driver's to send again, or not.
    if (frame.direction === 'out') continue
    if (!peers.has(frame.channel)) {
      peers.add(frame.channel)
      session.onPeer(frame.channel, 'open', '')
    }
    session.onBytes(frame.bytes, frame.channel)
  }
  advance(now + restMs)
  session.close()
  return { frames, events, written, fault, cut }
}
