/** One connection each: who it is, as far as it has said. */
import type { DriverIo } from '../../../core/gateway/driver.ts'
import type { Framer } from '../../../core/gateway/frame-kit.ts'
import { jtt808Framer } from './framer.ts'
import type { Header } from './header.ts'
import { partsDesk, type PartsDesk } from './parts.ts'
import type { Terminal } from './terminals.ts'

/** What a link would take; on a line without peers nobody else counts them. */
const maxPeers = 5000
/** Faults are told when they are this many and more than one in a hundred. */
const leastFaults = 5
const faultShare = 0.01

export interface Peer {
  readonly channel: number
  readonly framer: Framer
  readonly parts: PartsDesk
  /** Since it proved who it is. */
  terminal: Terminal | undefined
  /** Before that, of our next message. */
  serial: number
  lastHeardMono: number
  good: number
  damaged: number
  faultsTold: boolean
}

export interface PeerBook {
  get(channel: number): Peer | undefined
  /** `undefined` where there are too many already. */
  open(channel: number): Peer | undefined
  remove(channel: number): void
  all(): IterableIterator<Peer>
}

export function peerBook(
  io: DriverIo,
  askForParts: (peer: Peer, header: Header, first: number, missing: readonly number[]) => void,
): PeerBook {
  const held = new Map<number, Peer>()
  return {
    get: (channel) => held.get(channel),
    open(channel) {
      if (held.size >= maxPeers) return undefined
      const peer: Peer = {
        channel,
        framer: jtt808Framer(),
        parts: partsDesk(io, (header, first, missing) => askForParts(peer, header, first, missing)),
        terminal: undefined,
        serial: 0,
        lastHeardMono: io.monotonicMs(),
        good: 0,
        damaged: 0,
        faultsTold: false,
      }
      held.set(channel, peer)
      return peer
    },
    remove(channel) {
      held.get(channel)?.parts.close()
      held.delete(channel)
    },
    all: () => held.values(),
  }
}

/** Counts a frame; a terminal whose frames come damaged again and again is told once. */
export function countFrame(io: DriverIo, peer: Peer, isGood: boolean): void {
  if (isGood) peer.good += 1
  else peer.damaged += 1
  const { good, damaged, terminal } = peer
  if (peer.faultsTold || terminal === undefined || damaged < leastFaults) return
  if (damaged / (good + damaged) <= faultShare) return
  peer.faultsTold = true
  io.emit({ kind: 'deviceAlarm', from: terminal.number, code: 'many-damaged', state: 'raised' })
}
