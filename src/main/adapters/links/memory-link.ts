import type { Link, LinkEvents } from '../../../core/gateway/link.ts'
import { startLinkLife } from './link-life.ts'

export type RoadEnd = 'near' | 'far'

/**
 * A line inside the process, for tests and the demonstration. Like a null-modem cable it does
 * not tell one end that the other closed; `pull()` is the cable going, at both ends. An address
 * goes over as it is: the radio's, in whichever direction.
 */
export interface MemoryRoad {
  open(end: RoadEnd, events: LinkEvents): Link
  pull(): void
  plug(): void
  /** Loses everything that is sent, either way, while both ends stay open: a device that hangs. */
  mute(on: boolean): void
  /** Bytes that nobody sent, as interference on a line: they arrive at this end. */
  inject(end: RoadEnd, bytes: Uint8Array): void
  /** Whether a link holds this end open now. */
  held(end: RoadEnd): boolean
}

interface Holder {
  deliver(bytes: Uint8Array, channel: number, address?: string): void
  vanish(): void
}

export function memoryRoad(name = 'memory'): MemoryRoad {
  const holders: { near?: Holder | undefined; far?: Holder | undefined } = {}
  let plugged = true
  let muted = false

  function open(end: RoadEnd, events: LinkEvents): Link {
    const life = startLinkLife(events)
    const other = end === 'near' ? 'far' : 'near'
    const holder: Holder = {
      deliver: (bytes, channel, address) => life.bytes(bytes, channel, address),
      vanish: () => life.down('vanished', `${name} was pulled`),
    }
    function leave(): void {
      if (holders[end] === holder) holders[end] = undefined
    }
    return {
      describe: `内存 ${name}`,
      open() {
        if (life.stage !== 'new') return
        life.opening()
        if (!plugged) return void life.down('not-found', `${name} is not plugged in`)
        if (holders[end] !== undefined) return void life.down('busy', `${name} is held already`)
        holders[end] = holder
        life.opened()
      },
      write(bytes, channel = 0, address) {
        if (life.stage !== 'open') return Promise.resolve(false)
        const copy = bytes.slice()
        // Later, as on a real line: an answer never arrives inside the call that asked.
        queueMicrotask(() => {
          if (!muted) holders[other]?.deliver(copy, channel, address)
        })
        return Promise.resolve(true)
      },
      close() {
        leave()
        life.closed()
        return Promise.resolve()
      },
    }
  }
  return {
    open,
    pull() {
      plugged = false
      const { near, far } = holders
      holders.near = undefined
      holders.far = undefined
      near?.vanish()
      far?.vanish()
    },
    plug() {
      plugged = true
    },
    mute(on) {
      muted = on
    },
    inject(end, bytes) {
      holders[end]?.deliver(bytes.slice(), 0)
    },
    held: (end) => holders[end] !== undefined,
  }
}

export interface MemoryRoads {
  /** The road of this name, made on first use. */
  road(name: string): MemoryRoad
}

export function memoryRoads(): MemoryRoads {
  const roads = new Map<string, MemoryRoad>()
  return {
    road(name) {
      const known = roads.get(name)
      if (known !== undefined) return known
      const made = memoryRoad(name)
      roads.set(name, made)
      return made
    },
  }
}
