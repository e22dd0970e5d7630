import type { DriverIo, DriverSession } from '../../../core/gateway/driver.ts'
import { createLineReader, type Framed, type LineReader } from '../../../core/gateway/frame-kit.ts'
import type { CancelTimer } from '../../../core/kernel/world.ts'
import { readFrame, type Frame } from './frame.ts'
import { sl651Framer } from './framer.ts'
import { heartbeat, queryNow, setClock, type Question } from './functions.ts'
import { packetStore } from './packets.ts'
import { stationQuestions } from './questions.ts'
import { readContents, type Contents } from './readings.ts'
import type { Sl651Settings } from './settings.ts'
import { eventsOf, stationDigits } from './station-events.ts'
import { statusWatch } from './status-bits.ts'
import { confirmation, question } from './write.ts'

interface Station {
  readonly channel: number
  readonly password: string
  readonly form: Frame['form']
  readonly connected: boolean
}

/** Retries of a station repeat the serial number and the time. */
const rememberedFrames = 64
const maxStations = 5000

export function sl651Session(settings: Sl651Settings, io: DriverIo): DriverSession {
  const readers = new Map<number, LineReader>()
  const stations = new Map<string, Station>()
  const recent: string[] = []
  const packets = packetStore()
  const questions = stationQuestions(io, settings.answerS * 1000)
  const status = statusWatch(io)
  const passwords = new Map(
    Object.entries(settings.passwords).map(([station, key]) => [
      stationDigits(station),
      key.toLowerCase(),
    ]),
  )
  const wrongPassword = new Set<string>()
  let cancelQuiet: CancelTimer = () => {}
  let closed = false

  function readerOf(channel: number): LineReader {
    const known = readers.get(channel)
    if (known) return known
    const made = createLineReader(sl651Framer(), io.timers, (framed) => onFramed(framed, channel))
    readers.set(channel, made)
    return made
  }
  function ready(): void {
    const count = stations.size
    const detail = count === 0 ? '等待测站上报' : `${count} 个测站上报过`
    io.emit({ kind: 'session', status: { kind: 'ready', detail } })
    cancelQuiet()
    cancelQuiet = io.timers.after(settings.quietS * 1000, () =>
      io.emit({ kind: 'session', status: { kind: 'silent', sinceMs: settings.quietS * 1000 } }),
    )
  }
  function put(bytes: Uint8Array, channel: number): void {
    const frame = readFrame(bytes)
    const kind = `sl651/${frame?.name ?? 'frame'} ${String(frame?.end ?? '')}`.trim()
    io.record({
      direction: 'out',
      bytes,
      channel,
      outcome: 'ok',
      kind,
      decoded: frame && shown(frame),
    })
    io.write(bytes, channel)
  }

  function onFramed({ kind: outcome, bytes }: Framed, channel: number): void {
    if (closed) return
    const frame = outcome === 'noise' ? undefined : readFrame(bytes)
    if (!frame) {
      const kind = outcome === 'noise' ? 'noise' : 'sl651/frame'
      io.record({
        direction: 'in',
        bytes,
        channel,
        outcome: outcome === 'frame' ? 'unknown' : outcome,
        kind,
      })
      return
    }
    const whole = outcome === 'frame' ? packets.take(frame, io.monotonicMs()) : undefined
    const contents = whole && readContents(whole.frame, whole.rest, io.nowMs())
    io.record({
      direction: 'in',
      bytes,
      channel,
      outcome: outcome === 'frame' ? 'ok' : outcome,
      kind: `sl651/${frame.name}`,
      decoded: shown(frame, contents),
    })
    // Down frames are heard on a shared line: they are another centre's.
    if (outcome !== 'frame' || frame.direction === 'down') return
    takeUp(frame, whole?.frame, contents, channel)
  }
  function takeUp(
    frame: Frame,
    whole: Frame | undefined,
    contents: Contents | undefined,
    channel: number,
  ): void {
    const station = stationDigits(frame.station)
    if (!admits(station, frame.password)) return
    if (stations.size < maxStations || stations.has(station)) {
      stations.set(station, {
        channel,
        password: frame.password,
        form: frame.form,
        connected: true,
      })
    }
    ready()
    if (whole && contents) {
      const key = `${station} ${whole.code} ${whole.serial ?? 0} ${whole.sendTime ?? ''}`
      const again = recent.includes(key)
      if (!again) {
        recent.push(key)
        if (recent.length > rememberedFrames) recent.shift()
        tell(station, whole, contents)
      }
      confirm(whole, channel)
      questions.answered(station, whole.code, { readings: contents.readings.length })
    }
  }
  /** A station that calls with a wrong password is told once, and again after it was right. */
  function admits(station: string, password: string): boolean {
    const known = passwords.get(station)
    const right = known === undefined || known === password
    if (right === wrongPassword.has(station)) {
      if (right) wrongPassword.delete(station)
      else wrongPassword.add(station)
      io.emit({
        kind: 'deviceAlarm',
        from: station,
        code: 'wrong-password',
        state: right ? 'cleared' : 'raised',
      })
    }
    return right || !settings.checkPassword
  }
  function tell(station: string, frame: Frame, contents: Contents): void {
    for (const event of eventsOf(frame, contents)) io.emit(event)
    if (contents.statusBits !== undefined) status.take(station, contents.statusBits)
  }
  function confirm(frame: Frame, channel: number): void {
    if (settings.confirm === 'none' || frame.code === heartbeat) return
    // What answers a question of ours has been asked for: only a report by itself wants a confirmation.
    if (frame.code >= queryNow) return
    put(confirmation(frame, settings.confirm === 'eot' ? 'EOT' : 'ESC', io.nowMs()), channel)
  }

  function refused(id: string, cause: string): void {
    io.emit({ kind: 'commandResult', command: id, result: { kind: 'refused', cause } })
  }
  function ask(id: string, named: string, code: Question): void {
    if (!/^[0-9A-Fa-f]{1,10}$/.test(named)) return refused(id, 'bad-address')
    const station = stationDigits(named)
    const known = stations.get(station)
    if (!known) return refused(id, 'never-heard')
    if (!known.connected) return refused(id, 'not-connected')
    if (questions.isOpen(station)) return refused(id, 'already-asked')
    const password = passwords.get(station) ?? known.password
    questions.begin(station, id, code)
    const { center } = settings
    put(
      question(code, { station, center, password, nowMs: io.nowMs(), form: known.form }),
      known.channel,
    )
  }

  return {
    start() {
      io.emit({ kind: 'session', status: { kind: 'connecting', step: 'waiting-for-stations' } })
      ready()
    },
    onBytes(bytes, channel) {
      if (!closed) readerOf(channel).push(bytes)
    },
    onPeer(channel, state) {
      if (state !== 'closed') return
      readers.get(channel)?.close()
      readers.delete(channel)
      for (const [station, known] of stations) {
        if (known.channel !== channel) continue
        stations.set(station, { ...known, connected: false })
        questions.lost(station)
      }
    },
    command(id, command) {
      if (closed) return refused(id, 'gateway-down')
      if (command.kind === 'queryStation') ask(id, command.station, queryNow)
      else if (command.kind === 'setStationClock') ask(id, command.station, setClock)
      else refused(id, 'unsupported')
    },
    close() {
      closed = true
      cancelQuiet()
      for (const reader of readers.values()) reader.close()
      readers.clear()
      questions.close()
    },
  }
}

/** What the frame ring shows. */
function shown(frame: Frame, contents?: Contents): Readonly<Record<string, unknown>> {
  const { station, center, direction, serial, sendTime, end, packet } = frame
  return {
    station,
    center,
    direction,
    serial,
    sendTime,
    end,
    ...(packet && { packet }),
    ...(contents &&
      contents.readings.length > 0 && { readings: contents.readings.map(readingWords) }),
    ...(contents?.statusBits !== undefined && { statusBits: contents.statusBits.toString(16) }),
    ...(contents?.text !== undefined && { text: contents.text }),
    ...(contents?.pictureBytes !== undefined && { pictureBytes: contents.pictureBytes }),
  }
}

function readingWords({ element, value, unit, at }: Contents['readings'][number]): string {
  return `${element} ${value ?? '无值'} ${unit} @${new Date(at).toISOString()}`
}
