/** The HRNP session: connect, acknowledge, repeat, notice the end (radio reference §3.2). */
import type { DriverIo, DriverSession } from '../../../core/gateway/driver.ts'
import type { SessionStatus } from '../../../core/gateway/events.ts'
import { createLineReader, type Framed } from '../../../core/gateway/frame-kit.ts'
import type { CancelTimer } from '../../../core/kernel/world.ts'
import { describeHrnp } from './decode.ts'
import {
  createHrnpFramer,
  decodeHrnp,
  encodeHrnp,
  type HrnpOpcode,
  type HrnpPacket,
} from './hrnp.ts'
import { type HdapMessage, readMessage } from './message.ts'
import { opcodeMap } from './opcode-map.ts'
import { createReliableSender } from './reliable-sender.ts'
import { createRadioService } from './service.ts'
import type { HrnpSettings } from './settings.ts'

const ackMs = 1000
const tries = 3
const reconnectMs = 5000
const queueLimit = 64

export function hrnpSession(settings: HrnpSettings, io: DriverIo): DriverSession {
  let state: 'down' | 'connecting' | 'linked' | 'closed' = 'down'
  let cancel: CancelTimer | undefined
  let cancelProbe: CancelTimer | undefined
  let version = settings.hrnpVersion
  let ownAddress = settings.consoleAddress
  let gatewayAddress = settings.gatewayAddress
  let packetNumber = 0
  /** Wall clock of the last good frame. */
  let lastHeardMs = io.nowMs()
  let lastHeardMono = io.monotonicMs()
  /** The data packet before this one, to tell a repeat from a new one. */
  let lastData: HrnpPacket | undefined
  let gatewayCounts = false

  const opcodes = opcodeMap(settings.opcodes)
  const readPayload = (payload: Uint8Array) => readMessage(opcodes.fromVendor(payload))
  const say = (status: SessionStatus): void => io.emit({ kind: 'session', status })

  function write(
    opcode: HrnpOpcode,
    number: number,
    payload?: Uint8Array,
    to = gatewayAddress,
    as = version,
  ): void {
    const header = {
      version: as,
      opcode,
      source: ownAddress,
      destination: to,
      packetNumber: number,
    }
    const bytes = encodeHrnp(header, payload && opcodes.toVendor(payload))
    io.write(bytes)
    const packet = decodeHrnp(bytes)
    if (packet) record('out', bytes, packet, readPayload(packet.payload))
  }

  function record(
    direction: 'in' | 'out',
    bytes: Uint8Array,
    packet: HrnpPacket,
    message: HdapMessage | undefined,
  ): void {
    const decoded = describeHrnp(packet, message)
    io.record({
      direction,
      bytes,
      channel: 0,
      outcome: decoded.outcome,
      kind: decoded.kind,
      // Only made when somebody looks: most frames leave the ring unread.
      get decoded() {
        return decoded.record
      },
    })
  }

  const sender = createReliableSender({
    timers: io.timers,
    ackMs,
    tries,
    limit: queueLimit,
    nextNumber: () => (packetNumber = (packetNumber + 1) & 0xffff),
    transmit: (message, number) => write('data', number, message),
    onDead: () => {
      goDown()
      say({ kind: 'silent', sinceMs: lastHeardMs })
      connectAfter(reconnectMs)
    },
  })

  const service = createRadioService(settings, io, {
    bit7: true,
    callReports: [0, 1],
    send(_service, message, { watch, urgent }) {
      if (state !== 'linked') return 'not-connected'
      return sender.send(message, watch ?? {}, urgent) ? undefined : 'queue-full'
    },
  })

  function goDown(): void {
    if (state === 'closed') return
    state = 'down'
    cancel?.()
    cancelProbe?.()
    service.linkLost()
    sender.reset()
  }

  function connectAfter(delayMs: number): void {
    cancel?.()
    cancel = io.timers.after(delayMs, connect)
  }

  function connect(attempt = 1): void {
    if (state === 'closed') return
    state = 'connecting'
    version = settings.hrnpVersion
    ownAddress = settings.consoleAddress
    gatewayAddress = settings.gatewayAddress
    write('connect', 0)
    cancel = io.timers.after(ackMs, () => {
      if (attempt < tries) return connect(attempt + 1)
      state = 'down'
      say({ kind: 'silent', sinceMs: lastHeardMs })
      connectAfter(reconnectMs)
    })
  }

  function onAccept(packet: HrnpPacket): void {
    // A late second accept changes nothing.
    if (state !== 'connecting') return
    cancel?.()
    state = 'linked'
    version = packet.version
    ownAddress = packet.destination
    gatewayAddress = packet.source
    lastData = undefined
    gatewayCounts = false
    say({ kind: 'connecting', step: 'start' })
    service.startUp(0, (gateway) => say({ kind: 'ready', gateway }))
    probeLater(settings.probeS * 1000)
  }

  /** A line without traffic is asked something harmless; no acknowledgement means it is dead. */
  function probeLater(delayMs: number): void {
    cancelProbe?.()
    cancelProbe = io.timers.after(delayMs, () => {
      const quietMs = io.monotonicMs() - lastHeardMono
      const limitMs = settings.probeS * 1000
      if (quietMs < limitMs) return probeLater(limitMs - quietMs)
      service.probe()
      probeLater(limitMs)
    })
  }

  function onEnded(status: SessionStatus): void {
    goDown()
    say(status)
    connectAfter(reconnectMs)
  }

  /**
   * A repeat is the packet before, byte for byte and with the same number. Gateways that do not
   * count (number 0 was captured) cannot repeat recognisably, so theirs are all new.
   */
  function isRepeat(packet: HrnpPacket): boolean {
    const before = lastData
    lastData = packet
    if (!before) return false
    if (before.packetNumber !== packet.packetNumber) gatewayCounts = true
    return (
      gatewayCounts &&
      before.packetNumber === packet.packetNumber &&
      before.payload.length === packet.payload.length &&
      before.payload.every((byte, at) => byte === packet.payload[at])
    )
  }

  function onData(packet: HrnpPacket, message: HdapMessage | undefined): void {
    // Answered in the sender's own terms, also before we are connected: what it says is not lost.
    write('data_ack', packet.packetNumber, undefined, packet.source, packet.version)
    if (isRepeat(packet) || !message) return
    // The packet's own checksum is right here. A wrong HDAP sum was seen from a working program
    // (§3.3): it is recorded as damaged and counted, and the message is still taken.
    service.onMessage(message, 0, '0')
  }

  function onPacket(packet: HrnpPacket, message: HdapMessage | undefined): void {
    switch (packet.opcode) {
      case 'accept':
        return onAccept(packet)
      case 'reject':
        return onEnded({ kind: 'rejected', reason: 'connect-rejected' })
      case 'close':
        write('close_ack', packet.packetNumber, undefined, packet.source, packet.version)
        return onEnded({ kind: 'connecting', step: 'closed-by-gateway' })
      case 'data':
        return onData(packet, message)
      case 'data_ack':
        return sender.acknowledge(packet.packetNumber)
      case 'connect':
      case 'close_ack':
      case 'voice':
        return // not for a console, or nothing to do
    }
  }

  function onFramed(framed: Framed): void {
    const packet = framed.kind === 'frame' ? decodeHrnp(framed.bytes) : undefined
    if (!packet) {
      const outcome = framed.kind === 'noise' ? 'noise' : 'damaged'
      io.record({
        direction: 'in',
        bytes: framed.bytes,
        channel: 0,
        outcome,
        kind: `hrnp/${outcome}`,
      })
      return
    }
    lastHeardMs = io.nowMs()
    lastHeardMono = io.monotonicMs()
    const message = packet.opcode === 'data' ? readPayload(packet.payload) : undefined
    record('in', framed.bytes, packet, message)
    onPacket(packet, message)
  }

  const reader = createLineReader(createHrnpFramer(), io.timers, onFramed)

  return {
    start() {
      if (state !== 'down') return
      say({ kind: 'connecting', step: 'connect' })
      connect()
    },
    onBytes(bytes) {
      if (state !== 'closed') reader.push(bytes)
    },
    command(id, command) {
      service.command(id, command)
    },
    close() {
      if (state === 'closed') return
      const wasLinked = state === 'linked'
      reader.close()
      goDown()
      service.close()
      // Best effort: the acknowledgement is not waited for, the port is about to close.
      const release = wasLinked ? service.releaseKey() : undefined
      if (release) write('data', (packetNumber = (packetNumber + 1) & 0xffff), release)
      if (wasLinked) write('close', (packetNumber + 1) & 0xffff)
      cancel?.()
      cancelProbe?.()
      state = 'closed'
    },
  }
}
