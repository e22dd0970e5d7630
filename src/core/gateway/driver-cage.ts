import type { CancelTimer, Clock, Random, Timers } from '../kernel/world.ts'
import type { Driver, DriverSession, FrameRecord } from './driver.ts'
import type { CommandResult, GatewayCommand, GatewayEvent } from './events.ts'

export interface CageWorld {
  readonly clock: Clock
  readonly timers: Timers
  readonly random: Random
}

export interface CageOutlets {
  write(bytes: Uint8Array, channel: number | undefined, address: string | undefined): void
  dropPeer(channel: number): void
  onEvent(event: GatewayEvent): void
  onFrame(frame: FrameRecord): void
  /** The driver threw; the cage has closed itself. Told once. */
  onFault(error: unknown): void
}

export type CagedSession = Required<DriverSession>

const isFinal = ({ kind }: CommandResult): boolean =>
  kind !== 'retrying' && kind !== 'waiting' && kind !== 'accepted'

/**
 * A driver's session that cannot hurt anyone: whatever it throws, from a call or from one of its
 * timers, ends this session only; its timers stop with it; and every command gets exactly one
 * final result, also from a driver that forgets one or gives two.
 */
export function cageDriver<Settings>(
  driver: Driver<Settings>,
  settings: Settings,
  world: CageWorld,
  outlets: CageOutlets,
): CagedSession {
  const timers = new Set<CancelTimer>()
  const open = new Set<string>()
  let session: DriverSession | undefined
  let ending = false
  /** Set after the session's own good-bye, which may still write. */
  let over = false

  function guarded(run: () => void): void {
    if (ending) return
    try {
      run()
    } catch (error) {
      end()
      outlets.onFault(error)
    }
  }
  function tell(event: GatewayEvent): void {
    if (event.kind === 'commandResult') {
      if (!open.has(event.command)) return
      if (isFinal(event.result)) open.delete(event.command)
    } else if (over) return
    outlets.onEvent(event)
  }
  function end(): void {
    if (ending) return
    ending = true
    try {
      session?.close()
    } catch {
      // It is being ended for good; what it still wanted to say is answered for it below.
    }
    over = true
    for (const cancel of timers) cancel()
    timers.clear()
    // Each is removed while it is told; a set allows that.
    for (const command of open) {
      tell({ kind: 'commandResult', command, result: { kind: 'timed-out' } })
    }
  }
  function after(delayMs: number, run: () => void): CancelTimer {
    if (ending) return () => {}
    const cancel = world.timers.after(delayMs, () => {
      timers.delete(cancel)
      guarded(run)
    })
    timers.add(cancel)
    return () => {
      timers.delete(cancel)
      cancel()
    }
  }
  guarded(() => {
    session = driver.session(settings, {
      timers: { after },
      random: world.random,
      nowMs: () => world.clock.nowMs(),
      monotonicMs: () => world.clock.monotonicMs(),
      write: (bytes, channel, address) => {
        if (!over) outlets.write(bytes, channel, address)
      },
      dropPeer: (channel) => {
        if (!over) outlets.dropPeer(channel)
      },
      emit: tell,
      record: (frame) => {
        if (!over) outlets.onFrame(frame)
      },
    })
  })
  return {
    start: () => guarded(() => session?.start()),
    onBytes: (bytes, channel, address) => guarded(() => session?.onBytes(bytes, channel, address)),
    onPeer: (channel, state, address) => guarded(() => session?.onPeer?.(channel, state, address)),
    command(id: string, command: GatewayCommand) {
      open.add(id)
      guarded(() => session?.command(id, command))
    },
    close: end,
  }
}
