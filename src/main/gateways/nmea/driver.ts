import type { Driver, DriverIo, DriverSession } from '../../../core/gateway/driver.ts'
import type { GatewayEvent, GatewayFix } from '../../../core/gateway/events.ts'
import { createLineReader, latin1, type Framed } from '../../../core/gateway/frame-kit.ts'
import { createFixReader } from './fix.ts'
import { nmeaFramer } from './framer.ts'
import { recogniseNmea } from './recognise.ts'
import { addressOf, readSentence, type Sentence } from './sentence.ts'
import { nmeaSettings, type NmeaSettings } from './settings.ts'

type ClockSource = Extract<GatewayEvent, { kind: 'clockQuality' }>['source']

const clockEveryMs = 60_000
/** A step of the console's clock is told before the minute is over. */
const clockStepMs = 1000
const clockAtMostEveryMs = 10_000

const isLineEnd = (bytes: Uint8Array): boolean =>
  bytes.every((byte) => byte === 0x0d || byte === 0x0a)

function sourceOf(talker: string): ClockSource {
  if (talker === 'GP') return 'gps'
  return talker === 'GB' || talker === 'BD' ? 'beidou' : 'gnss'
}

/** Tells a position at most every `everyMs`, and every change of its validity. */
function positionTeller(io: DriverIo, everyMs: number): (fix: GatewayFix) => void {
  let told: { mono: number; valid: boolean } | undefined
  return (fix) => {
    const mono = io.monotonicMs()
    // Receivers are not exact to the millisecond: one that sends every second is not halved.
    const early = told !== undefined && mono - told.mono < everyMs * 0.9
    if (early && told?.valid === fix.valid) return
    told = { mono, valid: fix.valid }
    io.emit({ kind: 'position', fix })
  }
}

/** Tells the offset receiver − console in ms: at first, every minute, and after a step. */
function clockTeller(io: DriverIo): (receiverTime: number, source: ClockSource) => void {
  let told: { mono: number; offsetMs: number } | undefined
  return (receiverTime, source) => {
    const mono = io.monotonicMs()
    const offsetMs = receiverTime - io.nowMs()
    if (told !== undefined) {
      const stepped = Math.abs(offsetMs - told.offsetMs) >= clockStepMs
      if (mono - told.mono < (stepped ? clockAtMostEveryMs : clockEveryMs)) return
    }
    told = { mono, offsetMs }
    io.emit({ kind: 'clockQuality', offsetMs, source })
  }
}

function nmeaSession(settings: NmeaSettings, io: DriverIo): DriverSession {
  const fixes = createFixReader()
  const tellPosition = positionTeller(io, settings.positionEveryMs)
  const tellClock = clockTeller(io)
  const reader = createLineReader(nmeaFramer(settings.acceptMissingChecksum), io.timers, onFramed)
  let ready = false

  function record(framed: Framed, kind: string, sentence?: Sentence): void {
    const outcome =
      framed.kind !== 'frame' ? framed.kind : sentence === undefined ? 'unknown' : 'ok'
    const decoded = sentence === undefined ? undefined : { ...sentence }
    io.record({ direction: 'in', bytes: framed.bytes, channel: 0, outcome, kind, decoded })
  }
  function onFramed(framed: Framed): void {
    if (framed.kind === 'noise') {
      if (!isLineEnd(framed.bytes)) record(framed, 'noise')
      return
    }
    const text = latin1(framed.bytes)
    const sentence = readSentence(text)
    record(framed, `nmea/${addressOf(text)}`, sentence)
    if (framed.kind === 'damaged') return
    if (!ready) io.emit({ kind: 'session', status: { kind: 'ready' } })
    ready = true
    if (sentence !== undefined) tell(sentence)
  }
  function tell(sentence: Sentence): void {
    const { fix, receiverTime } = fixes.read(sentence, io.nowMs(), io.monotonicMs())
    if (fix !== undefined) tellPosition(fix)
    if (receiverTime !== undefined) tellClock(receiverTime, sourceOf(sentence.talker))
  }
  return {
    start: () =>
      io.emit({ kind: 'session', status: { kind: 'connecting', step: 'waiting-for-sentence' } }),
    onBytes: (bytes) => reader.push(bytes),
    command: (command) =>
      io.emit({
        kind: 'commandResult',
        command,
        result: { kind: 'refused', cause: 'unsupported' },
      }),
    close: () => reader.close(),
  }
}

/** A satellite receiver: the console's own position and a second opinion about its clock. */
export const nmea: Driver<NmeaSettings> = {
  id: 'nmea',
  title: '卫星定位接收机 (NMEA 0183)',
  links: ['serial', 'tcp', 'udp', 'memory'],
  defaultBaud: 9600,
  purpose: 'gps',
  settings: nmeaSettings,
  commands: [],
  causes: { unsupported: '定位接收机不接受命令', 'waiting-for-sentence': '等待定位语句' },
  // A receiver talks by itself: nothing is asked.
  detection: { bauds: [9600, 4800, 38_400, 115_200], recognise: recogniseNmea },
  heartbeatMs: 5000,
  session: nmeaSession,
}
