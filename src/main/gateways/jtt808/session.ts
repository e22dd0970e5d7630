/** The platform's side of JT/T 808: many terminals on one listening link (reference §2.5). */
import type { DriverIo, DriverSession, FrameRecord } from '../../../core/gateway/driver.ts'
import { bytes16be, type Framed } from '../../../core/gateway/frame-kit.ts'
import type { CancelTimer } from '../../../core/kernel/world.ts'
import { admissionDesk } from './admission.ts'
import { readAuthentication, readBatch, readGeneralAnswer } from './bodies.ts'
import { isUnknown, kindOf, recordOf } from './decode.ts'
import { encodeMessage, numberOf, readMessage, type Header, type Message } from './header.ts'
import { readLocation } from './location.ts'
import { orderDesk } from './orders.ts'
import { countFrame, peerBook, type Peer } from './peers.ts'
import { positionDesk } from './positions.ts'
import { terminalSettings, type Jtt808Settings } from './settings.ts'
import { nextSerial, terminalBook, type Terminal } from './terminals.ts'

/**
 * A terminal forgets a position that was acknowledged. The console writes positions every quarter
 * of a second; what stops it before that leaves them unacknowledged, and they come again.
 */
const keptAfterMs = 500
const sweepMs = 5000
/** Who does not say in this time who it is gives its place to another. */
const strangerMs = 60_000
const statusEveryMs = 1000

const result = { ok: 0, failed: 1, bad: 2, unsupported: 3 } as const

export function jtt808Session(settings: Jtt808Settings, io: DriverIo): DriverSession {
  const listed = terminalSettings(settings)
  const terminals = terminalBook(settings, io)
  const admission = admissionDesk(settings, listed, io)
  const positions = positionDesk(settings, listed, io)
  const orders = orderDesk(settings, listed, terminals, io, write)
  const peers = peerBook(io, askForParts)
  const leaving = new Map<Terminal, CancelTimer>()
  let kept: { peer: Peer; header: Header }[] = []
  let cancelKept: CancelTimer | undefined
  let cancelSweep: CancelTimer = () => {}
  let cancelStatus: CancelTimer | undefined
  let turnedAway = 0
  let closed = false

  function write(channel: number, bytes: Uint8Array): void {
    const message = readMessage(bytes)
    if (message) record('out', channel, bytes, message)
    io.write(bytes, channel)
  }
  function record(
    direction: 'in' | 'out',
    channel: number,
    bytes: Uint8Array,
    message: Message,
  ): void {
    const damaged = !message.checkOk || !message.lengthOk
    const outcome: FrameRecord['outcome'] = damaged
      ? 'damaged'
      : isUnknown(message)
        ? 'unknown'
        : 'ok'
    io.record({
      direction,
      bytes,
      channel,
      outcome,
      kind: kindOf(message),
      // Only made when somebody looks: most frames leave the ring unread.
      get decoded() {
        return recordOf(message)
      },
    })
  }
  function answer(peer: Peer, header: Header, outcome: number): void {
    const body = [...bytes16be(header.serial), ...bytes16be(header.messageId), outcome]
    say(peer, header, 0x8001, body)
  }
  function say(peer: Peer, header: Header, messageId: number, body: readonly number[]): void {
    write(peer.channel, encodeMessage(header, messageId, nextSerial(peer.terminal ?? peer), body))
  }
  /** Acknowledged when it is kept. */
  function answerKept(peer: Peer, header: Header): void {
    kept.push({ peer, header })
    cancelKept ??= io.timers.after(keptAfterMs, () => {
      cancelKept = undefined
      const now = kept
      kept = []
      for (const one of now) {
        if (peers.get(one.peer.channel) === one.peer) answer(one.peer, one.header, result.ok)
      }
    })
  }
  function askForParts(
    peer: Peer,
    header: Header,
    first: number,
    missing: readonly number[],
  ): void {
    const count = header.version2019 ? bytes16be(missing.length) : [missing.length]
    say(peer, header, 0x8003, [...bytes16be(first), ...count, ...missing.flatMap(bytes16be)])
  }
  function showStatus(): void {
    cancelStatus = undefined
    const away = turnedAway === 0 ? '' : `，已满，拒绝 ${turnedAway} 次连接`
    const detail = `${terminals.connected} 台终端在线${away}`
    io.emit({ kind: 'session', status: { kind: 'ready', detail } })
  }
  function showStatusSoon(): void {
    if (!closed) cancelStatus ??= io.timers.after(statusEveryMs, showStatus)
  }

  function enter(peer: Peer, header: Header): void {
    const terminal = terminals.meet(numberOf(header.phone), header)
    const old = terminal.channel === undefined ? undefined : peers.get(terminal.channel)
    if (old && old !== peer) hangUp(old)
    leaving.get(terminal)?.()
    leaving.delete(terminal)
    peer.terminal = terminal
    terminal.channel = peer.channel
    terminals.tell(terminal, true, 'registered')
    showStatusSoon()
  }
  /** The connection is not this terminal's any more; it is off line when it stays away. */
  function part(peer: Peer): void {
    const { terminal } = peer
    if (terminal === undefined) return
    peer.terminal = undefined
    terminal.channel = undefined
    orders.onLost(terminal)
    showStatusSoon()
    const leave = () => {
      leaving.delete(terminal)
      terminals.tell(terminal, false, 'expired')
    }
    leaving.get(terminal)?.()
    leaving.set(terminal, io.timers.after(settings.offlineAfterS * 1000, leave))
  }
  function forget(peer: Peer): void {
    part(peer)
    peers.remove(peer.channel)
  }
  function hangUp(peer: Peer): void {
    forget(peer)
    io.dropPeer?.(peer.channel)
  }

  function onRegister(peer: Peer, { header }: Message): void {
    const outcome = admission.register(numberOf(header.phone))
    const serial = bytes16be(header.serial)
    if ('code' in outcome)
      say(peer, header, 0x8100, [...serial, result.ok, ...Buffer.from(outcome.code, 'latin1')])
    else say(peer, header, 0x8100, [...serial, outcome.result])
  }
  function onAuthenticate(peer: Peer, { header, body }: Message): void {
    const read = readAuthentication(body, header.version2019)
    if (read === undefined) return answer(peer, header, result.bad)
    const verdict = admission.authenticate(numberOf(header.phone), read.authCode)
    if (verdict !== 'in') {
      answer(peer, header, result.failed)
      if (verdict === 'shut') hangUp(peer)
      return
    }
    enter(peer, header)
    answer(peer, header, result.ok)
  }
  function onUnregister(peer: Peer, { header }: Message): void {
    const { terminal } = peer
    answer(peer, header, result.ok)
    if (terminal === undefined) return
    part(peer)
    leaving.get(terminal)?.()
    leaving.delete(terminal)
    terminals.tell(terminal, false, 'deregistered')
  }
  function onHeartbeat(peer: Peer, { header }: Message): void {
    answer(peer, header, result.ok)
    if (peer.terminal) terminals.tell(peer.terminal, true, 'heard')
  }
  function onReport(peer: Peer, terminal: Terminal, message: Message): void {
    const location = readLocation(message.body)
    if (location === undefined) return answer(peer, message.header, result.bad)
    positions.take(terminal, location, 'interval', message.header.serial)
    orders.onReport(terminal)
    answerKept(peer, message.header)
  }
  function onBatch(peer: Peer, terminal: Terminal, message: Message): void {
    const batch = readBatch(message.body)
    if (batch === undefined) return answer(peer, message.header, result.bad)
    positions.takeBatch(terminal, batch, message.header.serial)
    orders.onReport(terminal)
    answerKept(peer, message.header)
  }
  function onLocated(terminal: Terminal, { header, body }: Message): void {
    const location = readLocation(body.subarray(2))
    if (location) positions.take(terminal, location, 'request', header.serial)
    orders.onPosition(terminal, ((body[0] ?? 0) << 8) | (body[1] ?? 0))
    orders.onReport(terminal)
  }
  /** What only a terminal may say that has proved who it is. */
  function onKnown(peer: Peer, terminal: Terminal, message: Message): void {
    const { header } = message
    if (terminal.isRepeat(message)) {
      if (header.messageId === 0x0200 || header.messageId === 0x0704) answerKept(peer, header)
      return
    }
    switch (header.messageId) {
      case 0x0001: {
        const read = readGeneralAnswer(message.body)
        if (read) orders.onAnswer(terminal, read)
        return
      }
      case 0x0104:
      case 0x0107:
        return // answers to questions we do not ask
      case 0x0200:
        return onReport(peer, terminal, message)
      case 0x0201:
        return onLocated(terminal, message)
      case 0x0704:
        return onBatch(peer, terminal, message)
      default:
        return answer(peer, header, result.unsupported)
    }
  }
  function onMessage(peer: Peer, message: Message): void {
    const { header } = message
    const { terminal } = peer
    switch (header.messageId) {
      case 0x0100:
        return onRegister(peer, message)
      case 0x0102:
        return onAuthenticate(peer, message)
      case 0x0003:
        return onUnregister(peer, message)
      case 0x0002:
        return onHeartbeat(peer, message)
    }
    const isOwn = terminal?.number === numberOf(header.phone)
    if (terminal === undefined || !isOwn) return answer(peer, header, result.failed)
    onKnown(peer, terminal, message)
  }
  function onPart(peer: Peer, message: Message): void {
    if (peer.terminal === undefined) return answer(peer, message.header, result.failed)
    const whole = peer.parts.take(message)
    // The last part of a batch of positions is acknowledged with the whole.
    if (whole) onMessage(peer, whole)
    else answer(peer, message.header, result.ok)
  }
  function onFramed(peer: Peer, framed: Framed): void {
    const { kind, bytes } = framed
    if (kind === 'noise' && bytes.every((byte) => byte === 0x7e)) return
    const message = kind === 'noise' ? undefined : readMessage(bytes)
    const { channel } = peer
    if (message === undefined) {
      const outcome = kind === 'noise' ? 'noise' : 'damaged'
      io.record({ direction: 'in', bytes, channel, outcome, kind: `jtt808/${outcome}` })
      return countFrame(io, peer, false)
    }
    record('in', channel, bytes, message)
    const good = message.checkOk && message.lengthOk
    countFrame(io, peer, good)
    if (good) peer.lastHeardMono = io.monotonicMs()
    if (!message.checkOk) return
    if (!message.lengthOk) return answer(peer, message.header, result.bad)
    if (message.header.encryption !== 0) return answer(peer, message.header, result.unsupported)
    if (message.header.packaged) onPart(peer, message)
    else onMessage(peer, message)
  }
  function sweep(): void {
    cancelSweep = io.timers.after(sweepMs, sweep)
    const now = io.monotonicMs()
    for (const peer of peers.all()) {
      const limitMs = peer.terminal ? settings.silentAfterS * 1000 : strangerMs
      if (now - peer.lastHeardMono > limitMs) hangUp(peer)
    }
  }
  return {
    start() {
      io.emit({ kind: 'session', status: { kind: 'connecting', step: 'listening' } })
      cancelSweep = io.timers.after(sweepMs, sweep)
      showStatus()
    },
    onPeer(channel, state) {
      if (closed) return
      const peer = peers.get(channel)
      if (state === 'open') peers.open(channel)
      else if (state === 'closed' && peer) forget(peer)
      else if (state === 'refused') {
        turnedAway += 1
        showStatusSoon()
      }
    },
    onBytes(bytes, channel) {
      if (closed) return
      // On a line without peers whoever speaks is one.
      const peer = peers.get(channel) ?? peers.open(channel)
      if (peer === undefined) return
      for (const framed of peer.framer.push(bytes)) {
        // Bytes behind the message that made us hang up are nobody's.
        if (peers.get(channel) === peer) onFramed(peer, framed)
      }
    },
    command: (id, command) => orders.begin(id, command),
    close() {
      if (closed) return
      closed = true
      orders.close()
      for (const peer of peers.all()) peer.parts.close()
      for (const cancel of leaving.values()) cancel()
      cancelKept?.()
      cancelSweep()
      cancelStatus?.()
    },
  }
}
