/** One UDP port of a repeater: its connection, heartbeats, acknowledgements (radio reference §3.4). */
import type { DriverIo } from '../../../core/gateway/driver.ts'
import { forgetOldest } from '../../../core/gateway/forget-oldest.ts'
import type { CancelTimer } from '../../../core/kernel/world.ts'
import { describeHstrp } from './decode.ts'
import { decodeHstrp, encodeHstrp, type HstrpHeader, type HstrpPacket } from './hstrp.ts'
import { type HdapMessage, readMessage } from './message.ts'
import { createReliableSender, type SendWatch } from './reliable-sender.ts'

const heartbeatMs = 6000
/** Ten missed heartbeats. */
export const lostAfterMs = 10 * heartbeatMs
const ackMs = 1000
const tries = 3
const queueLimit = 64
/** A repeater repeats until it is acknowledged; it is connected anew before it counts from 0 again. */
const maxRemembered = 64
/** Nothing longer fits a datagram that any of these services sends. */
const maxDatagram = 2048

export interface ChannelEvents {
  onMessage(message: HdapMessage, slot: number | undefined): void
  /** It connected, or spoke as if it were: after a restart of ours it still believes so. */
  onUp(): void
  onDown(why: 'silent' | 'closed' | 'rejected'): void
}

export interface HstrpChannel {
  readonly up: boolean
  onDatagram(bytes: Uint8Array): void
  /** `false`: too many are waiting. */
  send(message: Uint8Array, watch: SendWatch, urgent?: boolean): boolean
  /** Sends without waiting for the acknowledgement. */
  sendLast(message: Uint8Array): void
  close(): void
}

export function createHstrpChannel(
  index: number,
  io: DriverIo,
  events: ChannelEvents,
): HstrpChannel {
  let up = false
  let counter = 0
  let heardMono = io.monotonicMs()
  let cancelBeat: CancelTimer | undefined
  /** Device, slot and number of data that came in, with its bytes; oldest first. */
  const seen = new Map<string, Uint8Array>()

  function record(
    direction: 'in' | 'out',
    bytes: Uint8Array,
    packet: HstrpPacket,
    message: HdapMessage | undefined,
  ): void {
    const decoded = describeHstrp(packet, message)
    io.record({
      direction,
      bytes,
      channel: index,
      outcome: decoded.outcome,
      kind: decoded.kind,
      // Only made when somebody looks: most frames leave the ring unread.
      get decoded() {
        return decoded.record
      },
    })
  }

  function write(header: HstrpHeader, payload?: Uint8Array): void {
    const bytes = encodeHstrp(header, payload)
    io.write(bytes, index)
    const packet = decodeHstrp(bytes)
    if (packet) record('out', bytes, packet, payload && readMessage(payload))
  }

  const nextNumber = (): number => (counter = (counter + 1) & 0xffff)

  const sender = createReliableSender({
    timers: io.timers,
    ackMs,
    tries,
    limit: queueLimit,
    nextNumber,
    transmit: (message, sequence) => write({ flags: [], sequence }, message),
    // Only the heartbeats say whether the port is alive.
    onDead() {},
  })

  function beat(): void {
    cancelBeat = io.timers.after(heartbeatMs, () => {
      if (io.monotonicMs() - heardMono >= lostAfterMs) return goDown('silent')
      write({ flags: ['heartbeat'], sequence: 0 })
      beat()
    })
  }

  function goUp(): void {
    up = true
    cancelBeat?.()
    beat()
    events.onUp()
  }

  function goDown(why: 'silent' | 'closed' | 'rejected'): void {
    if (!up && why !== 'rejected') return
    up = false
    cancelBeat?.()
    sender.reset()
    events.onDown(why)
  }

  function isRepeat(packet: HstrpPacket, bytes: Uint8Array): boolean {
    const key = `${packet.options?.deviceId} ${packet.options?.channel} ${packet.sequence}`
    const before = seen.get(key)
    seen.delete(key)
    seen.set(key, bytes)
    forgetOldest(seen, maxRemembered)
    // The same number with other words is not a repeat but a repeater that lost count.
    return before?.length === bytes.length && before.every((byte, at) => byte === bytes[at])
  }

  function onControl(packet: HstrpPacket): void {
    const { flags, sequence } = packet
    const has = (flag: (typeof flags)[number]): boolean => flags.includes(flag)
    if (has('reject')) return goDown('rejected')
    if (has('close')) {
      if (!has('ack')) write({ flags: ['close', 'ack'], sequence })
      return goDown('closed')
    }
    if (has('connect')) {
      if (!has('ack')) write({ flags: ['connect', 'ack'], sequence })
      seen.clear()
      return goUp()
    }
    if (!up) goUp()
    if (has('ack')) sender.acknowledge(sequence)
  }

  function onData(packet: HstrpPacket, bytes: Uint8Array, message: HdapMessage | undefined): void {
    write({ flags: ['ack'], sequence: packet.sequence })
    if (!up) goUp()
    // A wrong HDAP sum is recorded as damaged and the message still taken, as repeaters do (§3.3);
    // the datagram itself has passed UDP's checksum.
    if (!isRepeat(packet, bytes) && message) events.onMessage(message, packet.options?.channel)
  }

  return {
    get up() {
      return up
    },
    onDatagram(bytes) {
      const packet = bytes.length > maxDatagram ? undefined : decodeHstrp(bytes)
      if (!packet) {
        const ours = bytes[0] === 0x32 && bytes[1] === 0x42
        const outcome = ours ? 'damaged' : 'noise'
        io.record({
          direction: 'in',
          bytes: bytes.slice(0, maxDatagram),
          channel: index,
          outcome,
          kind: `hstrp/${outcome}`,
        })
        return
      }
      heardMono = io.monotonicMs()
      const message = packet.payload.length > 0 ? readMessage(packet.payload) : undefined
      record('in', bytes, packet, message)
      if (packet.payload.length > 0) onData(packet, bytes, message)
      else onControl(packet)
    },
    send: (message, watch, urgent) => sender.send(message, watch, urgent),
    sendLast: (message) => write({ flags: [], sequence: nextNumber() }, message),
    close() {
      if (up) write({ flags: ['close'], sequence: nextNumber() })
      up = false
      cancelBeat?.()
      sender.reset()
    },
  }
}
