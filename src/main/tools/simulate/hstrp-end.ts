import type { CancelTimer, Timers } from '../../../core/kernel/world.ts'
import { createAgenda } from './agenda.ts'
import type { HdapEnd, HdapPort } from './hdap-end.ts'
import { openHdap, sealHdap, service, type Hdap } from './wire/hdap.ts'
import { hstrpType, openHstrp, sealHstrp, type Hstrp } from './wire/hstrp.ts'

/** One UDP port of the repeater: which service and slot it carries. */
export interface HstrpChannel {
  readonly service: 'RRS' | 'LP' | 'TP' | 'TMP' | 'RCP'
  readonly slot: number
}

/** Ports 30001 to 30010 in their order. */
export const standardChannels: readonly HstrpChannel[] = (
  ['RRS', 'LP', 'TP', 'TMP', 'RCP'] as const
).flatMap((name) => [1, 2].map((slot) => ({ service: name, slot })))

const deviceId = 420622
const connectEveryMs = 3000
const heartbeatEveryMs = 6000
const beatsToMiss = 10
const ackWithinMs = 1000
const tries = 3
const longestQueue = 4000

interface ChannelEnd {
  readonly connected: boolean
  knock(): void
  receive(packet: Hstrp): Hdap | undefined
  send(hdap: Buffer): void
  reset(): void
  beat(): void
  bye(): void
}

function channelEnd(
  slot: number,
  timers: Timers,
  write: (bytes: Buffer) => void,
  onChange: () => void,
): ChannelEnd {
  const repeater = { device: deviceId, slot }
  const nothing = Buffer.alloc(0)
  const queue: Buffer[] = []
  let connected = false
  let number = 0
  let missed = 0
  let lastTaken = -1
  let underway: { number: number; cancel: CancelTimer } | undefined

  function say(
    type: number,
    packetNumber: number,
    payload: Buffer = nothing,
    withOptions = true,
  ): void {
    write(sealHstrp({ type, number: packetNumber, payload }, withOptions ? repeater : undefined))
  }
  function transmit(payload: Buffer, packetNumber: number, left: number): void {
    say(0, packetNumber, payload)
    const cancel = timers.after(ackWithinMs, () => {
      if (left > 1) return transmit(payload, packetNumber, left - 1)
      underway = undefined
      next()
    })
    underway = { number: packetNumber, cancel }
  }
  function next(): void {
    const payload = underway === undefined && connected ? queue.shift() : undefined
    if (payload === undefined) return
    number = (number + 1) & 0xffff
    transmit(payload, number, tries)
  }
  function reset(): void {
    underway?.cancel()
    underway = undefined
    queue.length = 0
    missed = 0
    lastTaken = -1
    if (!connected) return
    connected = false
    onChange()
  }
  function receive({ type, number: packetNumber, payload }: Hstrp): Hdap | undefined {
    missed = 0
    if ((type & hstrpType.close) !== 0) {
      reset()
      return undefined
    }
    if ((type & hstrpType.heartbeat) !== 0) return undefined
    if ((type & hstrpType.connect) !== 0) {
      if ((type & hstrpType.ack) !== 0 && !connected) {
        connected = true
        onChange()
      }
      return undefined
    }
    if ((type & hstrpType.ack) !== 0) {
      if (underway?.number !== packetNumber) return undefined
      underway.cancel()
      underway = undefined
      next()
      return undefined
    }
    if (!connected || payload.length === 0) return undefined
    say(hstrpType.ack, packetNumber, nothing, false)
    if (packetNumber === lastTaken) return undefined
    lastTaken = packetNumber
    return openHdap(payload)
  }
  return {
    get connected() {
      return connected
    },
    knock: () => say(hstrpType.connect, 0),
    receive,
    send(hdap) {
      if (!connected) return
      queue.push(hdap)
      if (queue.length > longestQueue) queue.shift()
      next()
    },
    reset,
    beat() {
      missed += 1
      if (missed > beatsToMiss) return reset()
      say(hstrpType.heartbeat, 0, nothing, false)
    },
    bye() {
      if (connected) say(hstrpType.close, number)
    },
  }
}

const serviceOf: Readonly<Record<number, HstrpChannel['service']>> = {
  [service.rcp]: 'RCP',
  [service.lp]: 'LP',
  [service.tmp]: 'TMP',
  [service.rrs]: 'RRS',
}

/** A repeater that forwards to a console over UDP: one connection per service and slot. */
export function hstrpEnd(port: HdapPort, timers: Timers, layout: readonly HstrpChannel[]): HdapEnd {
  const agenda = createAgenda(timers)
  let isUp = false
  const ends = layout.map(({ slot }, channel) =>
    channelEnd(slot, timers, (bytes) => port.write(bytes, channel), changed),
  )
  function changed(): void {
    const all = ends.every((end) => end.connected)
    if (all === isUp) return
    isUp = all
    if (all) port.onUp()
    else port.onDown()
  }
  function knockAll(): void {
    for (const end of ends) if (!end.connected) end.knock()
  }
  /** Radios are on slot 1. A delivery report goes where its message came from: the text port. */
  function channelFor(of: number, opcode: number): number {
    const name = serviceOf[of === service.dds ? opcode & 0xff : of] ?? 'TMP'
    return layout.findIndex((channel) => channel.service === name && channel.slot === 1)
  }
  return {
    roadUp() {
      agenda.clear()
      knockAll()
      agenda.every(connectEveryMs, knockAll)
      agenda.every(heartbeatEveryMs, () => {
        for (const end of ends) if (end.connected) end.beat()
      })
    },
    roadDown() {
      agenda.clear()
      for (const end of ends) end.reset()
    },
    onBytes(bytes, channel) {
      const packet = openHstrp(Buffer.from(bytes))
      const message = packet && ends[channel]?.receive(packet)
      if (message !== undefined) port.onMessage(message)
    },
    send: (message) => ends[channelFor(message.service, message.opcode)]?.send(sealHdap(message)),
    stop() {
      agenda.clear()
      for (const end of ends) {
        end.bye()
        end.reset()
      }
    },
  }
}
