import type { Clock, Timers } from '../../../core/kernel/world.ts'
import type { Link } from '../../../core/gateway/link.ts'
import { realWorld } from '../../adapters/world.ts'
import { createAgenda } from './agenda.ts'
import type { End, PhoneCall } from './end.ts'
import { ends, type EndOptions, type Protocol } from './ends.ts'
import { openRoad } from './roads.ts'
import type { FieldAction } from './scenario.ts'

export interface SimulatorOptions extends EndOptions {
  readonly protocol: Protocol
  readonly clock?: Clock
  readonly timers?: Timers
  /** One English line for each thing worth knowing: road open or lost, console connected or gone. */
  readonly log?: (line: string) => void
}

export interface Simulator {
  /** A console is connected (always, for a receiver whose road is open). */
  readonly connected: boolean
  readonly messages: { readonly in: number; readonly out: number }
  /** Does something now, besides the scenario. @throws when the scenario has no such radio */
  perform(action: FieldAction): void
  /** Rings the duty telephone now. @throws where the simulator is no modem */
  ring(call: Omit<PhoneCall, 'atS'>): void
  stop(): Promise<void>
}

const reopenMs = 1000

/**
 * The other end of a gateway: speaks the protocol on the road, plays the scenario as soon as a
 * console is connected, and opens the road again when it goes. Everything it says is invented.
 */
export function startSimulator(options: SimulatorOptions): Simulator {
  const { protocol } = options
  const { clock = realWorld.clock, timers = realWorld.timers, log = () => {} } = options
  const messages = { in: 0, out: 0 }
  const agenda = createAgenda(timers)
  let link: Link | undefined
  let connected = false
  let stopped = false

  const port = {
    log,
    write: (bytes: Uint8Array, channel = 0, address?: string) =>
      void link?.write(bytes, channel, address),
    onConnected(now: boolean) {
      connected = now
      log(now ? 'a console is connected' : 'the console is gone')
    },
    onMessage(direction: 'in' | 'out') {
      messages[direction] += 1
    },
  }
  const end: End = ends[protocol](port, { clock, timers }, options)

  function open(): void {
    if (stopped) return
    const opened = openRoad(options.road, {
      onBytes: (bytes, channel, address) => end.onBytes(bytes, channel, address),
      onPeer: (channel, state) => end.onPeer?.(channel, state),
      onStatus(status) {
        if (link !== opened) return
        if (status.kind === 'open') {
          log(`open: ${options.road.kind}`)
          end.roadUp()
        } else if (status.kind === 'down') {
          log(`down: ${status.reason}, ${status.detail}`)
          link = undefined
          end.roadDown()
          void opened.close().then(() => agenda.later(reopenMs, open))
        }
      },
    })
    link = opened
    opened.open()
  }
  open()
  return {
    get connected() {
      return connected
    },
    messages,
    perform(action) {
      if (!end.perform) throw new Error(`${protocol} does only what its scenario says`)
      end.perform(action)
    },
    ring(call) {
      if (!end.ring) throw new Error(`${protocol} does not ring: it is no modem`)
      end.ring(call)
    },
    async stop() {
      if (stopped) return
      stopped = true
      agenda.clear()
      end.stop()
      const held = link
      link = undefined
      await held?.close()
    },
  }
}
