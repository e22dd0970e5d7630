import { assertNever } from '../../../core/kernel/assert-never.ts'
import type { DriverIo, DriverSession } from '../../../core/gateway/driver.ts'
import { createLineReader, toHex, type Framed } from '../../../core/gateway/frame-kit.ts'
import type { CancelTimer } from '../../../core/kernel/world.ts'
import { readBinary, writeBinary } from './binary.ts'
import { eventsInMessage } from '../sl651/index.ts'
import { readBody } from './body.ts'
import { deviceFacts } from './device-facts.ts'
import { fixTime } from './fix-time.ts'
import { beidouFramer, isBinary } from './framer.ts'
import {
  heardBinary,
  heardSentence,
  messageText,
  supplyOf,
  type Card,
  type Heard,
} from './heard.ts'
import type { SendingWay } from './limits.ts'
import { fixSending, textSending, type Built } from './orders.ts'
import { sendingQueue } from './queue.ts'
import { addressOf, readSentence, writeSentence } from './sentence.ts'
import type { BeidouSettings } from './settings.ts'

const helloMs = 3000
const pollMs = 10_000
/** So long without its regular signal report a terminal is asked for it again. */
const reportsMs = 15_000
/** A dialect that fell quiet is not held on to: the terminal may have been exchanged. */
const forgetMs = 60_000
const usualIntervalS = 60

type Dialect = 'text' | 'binary'

const lineEnd = (bytes: Uint8Array): boolean =>
  bytes.every((byte) => byte === 0x0d || byte === 0x0a)

export function beidouSession(settings: BeidouSettings, io: DriverIo): DriverSession {
  const reader = createLineReader(beidouFramer(), io.timers, onFramed)
  const device = deviceFacts(io)
  const queue = sendingQueue({
    io,
    write: ({ bytes, kind }) => put(bytes, kind),
    intervalMs,
    hindrance,
    changed: () => device.queue(queue.waiting, queue.nextAtMs),
  })
  let dialect: Dialect | undefined = settings.dialect === 'auto' ? undefined : settings.dialect
  let askBinaryNext = false
  let card: Card | undefined
  let told: 'connecting' | 'ready' | 'no-card' = 'connecting'
  let level: number | undefined
  let suppressed = false
  let lastGoodMono = io.monotonicMs()
  let lastSignalMono = -Infinity
  let cancel: CancelTimer = () => {}
  let closed = false

  function put(bytes: Uint8Array, kind: string): void {
    const decoded = isBinary(bytes) ? readBinary(bytes) : readSentence(bytes)
    io.record({ direction: 'out', bytes, channel: 0, outcome: 'ok', kind, decoded })
    io.write(bytes)
  }
  const say = (words: string) => put(writeSentence(words), `rdss/${words.slice(0, 5)}`)
  const ask = (name: string, ...contents: number[]) =>
    put(writeBinary(name, Number(card?.number ?? 0), contents), `rdss/${name}`)

  function intervalMs(): number {
    const seconds = settings.intervalS ?? card?.intervalS ?? usualIntervalS
    return (seconds + settings.marginS) * 1000
  }
  function hindrance(): string | undefined {
    if (told !== 'ready') return 'no-card'
    if (suppressed) return 'suppressed'
    return level === 0 ? 'no-signal' : undefined
  }
  const way = (): SendingWay => {
    if (dialect === 'binary') return 'TXSQ'
    if (settings.sendBy !== 'auto') return settings.sendBy
    return card?.third === true ? 'TCQ' : 'TXA'
  }

  function askCard(inBinary: boolean): void {
    if (inBinary) return ask('ICJC', 0)
    say('CCICA,0,00')
    say('CCICR,0,00')
  }
  function askSignal(): void {
    if (dialect === 'binary') return ask('XTZJ', 0, 0)
    say('CCRMO,BSI,2,10')
    if (card?.third === true) say('CCRMO,PWI,2,10')
  }
  function again(): void {
    cancel()
    cancel = io.timers.after(told === 'ready' ? pollMs : helloMs, turn)
    const quietMs = io.monotonicMs() - lastGoodMono
    if (settings.dialect === 'auto' && quietMs > forgetMs) dialect = undefined
  }
  function turn(): void {
    const now = io.monotonicMs()
    if (told !== 'ready' || now - lastGoodMono > reportsMs) {
      askCard(dialect === undefined ? askBinaryNext : dialect === 'binary')
      askBinaryNext = !askBinaryNext
    }
    if (told === 'ready' && (dialect === 'binary' || now - lastSignalMono > reportsMs)) askSignal()
    again()
  }

  function takeCard(found: Card | undefined): void {
    // A terminal of the third generation answers both questions; the second-generation card is empty there.
    if (found === undefined && card?.third === true) return
    card = found
    device.card(found, way(), settings)
    if (found === undefined) {
      if (told !== 'no-card')
        io.emit({ kind: 'session', status: { kind: 'rejected', reason: 'no-card' } })
      told = 'no-card'
      return
    }
    if (told === 'ready') return
    told = 'ready'
    io.emit({ kind: 'session', status: { kind: 'ready', gateway: found.number } })
    askSignal()
    again()
    queue.pump()
  }
  function takeSignal({ levels, db }: Extract<Heard, { kind: 'signal' }>): void {
    lastSignalMono = io.monotonicMs()
    device.signal(levels, db)
    const best = Math.max(0, ...levels)
    if (best === level) return
    level = best
    io.emit({ kind: 'rssi', level: best })
  }
  function takeFix(fix: Extract<Heard, { kind: 'fix' }>): void {
    const own = fix.answer || Number(fix.user) === Number(card?.number)
    const fixAt = fixTime(fix.time, io.nowMs())
    io.emit({
      kind: 'position',
      fix: {
        radio: own ? 'own' : fix.user,
        lat: fix.lat,
        lon: fix.lon,
        valid: true,
        ...(own && { reason: 'own' as const }),
        ...(fixAt !== undefined && { fixAt }),
        ...(fix.heightM !== null && { altitudeM: fix.heightM }),
      },
    })
    if (own) queue.fixCame()
  }
  function takeMessage(message: Extract<Heard, { kind: 'message' }>): void {
    // Stations in the mountains report through the satellite: values, not a text for people.
    const inside =
      readBody(message.bytes).innerProtocol && eventsInMessage(message.bytes, io.nowMs())
    if (inside) {
      for (const event of inside) io.emit(event)
      return
    }
    io.emit({
      kind: 'text',
      from: message.from,
      to: card?.number ?? '',
      group: false,
      body: messageText(message.bytes),
      ref: toHex(io.random.bytes(8)),
      ...(message.incomplete && { incomplete: true }),
    })
  }
  function take(heard: Heard): void {
    switch (heard.kind) {
      case 'card':
        return takeCard(heard.card)
      case 'signal':
        return takeSignal(heard)
      case 'feedback':
        return queue.feedback(heard)
      case 'message':
        return takeMessage(heard)
      case 'fix':
        return takeFix(heard)
      case 'supply':
        suppressed = heard.suppressed
        return device.supply(heard.batteryPercent, heard.suppressed)
      default:
        assertNever(heard)
    }
  }
  function onFramed({ kind: outcome, bytes }: Framed): void {
    if (outcome === 'noise') {
      if (!lineEnd(bytes)) note(bytes, 'noise', 'noise')
      return
    }
    const binary = isBinary(bytes)
    const frame = binary ? readBinary(bytes) : undefined
    const sentence = binary ? undefined : readSentence(bytes)
    const kind = `rdss/${frame?.cmd ?? addressOf(bytes)}`
    const decoded = frame ?? sentence
    note(bytes, outcome === 'frame' ? (decoded ? 'ok' : 'unknown') : outcome, kind, decoded)
    if (outcome !== 'frame') return
    lastGoodMono = io.monotonicMs()
    // Sentences of a satellite receiver on the same line say nothing about the interface.
    const own = frame ?? (sentence?.sentence.startsWith('BD') === true ? sentence : undefined)
    if (own && settings.dialect === 'auto') dialect = binary ? 'binary' : 'text'
    const supply = frame && supplyOf(frame)
    if (supply) take(supply)
    const heard = frame ? heardBinary(frame) : sentence && heardSentence(sentence)
    if (heard) take(heard)
  }
  function note(
    bytes: Uint8Array,
    outcome: 'ok' | 'damaged' | 'noise' | 'unknown',
    kind: string,
    decoded?: Readonly<Record<string, unknown>>,
  ): void {
    io.record({ direction: 'in', bytes, channel: 0, outcome, kind, decoded })
  }
  function refused(id: string, cause: string): void {
    io.emit({ kind: 'commandResult', command: id, result: { kind: 'refused', cause } })
  }
  function order(id: string, built: Built): void {
    if (built.ok) queue.add(built.value)
    else refused(id, built.code)
  }

  return {
    start() {
      io.emit({ kind: 'session', status: { kind: 'connecting', step: 'waiting-for-card' } })
      turn()
    },
    onBytes(bytes) {
      if (!closed) reader.push(bytes)
    },
    command(id, command) {
      if (closed) return refused(id, 'gateway-down')
      if (command.kind === 'sendText') {
        order(id, textSending(id, command, card, way(), settings))
      } else if (command.kind === 'locate') {
        order(id, fixSending(id, command.radio, card, way()))
      } else if (command.kind === 'inspect') {
        askCard(dialect === 'binary')
        askSignal()
        io.emit({ kind: 'commandResult', command: id, result: { kind: 'confirmed' } })
      } else refused(id, 'unsupported')
    },
    close() {
      if (closed) return
      closed = true
      cancel()
      reader.close()
      queue.close()
    },
  }
}
