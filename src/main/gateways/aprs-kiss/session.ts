import type { DriverIo, DriverSession } from '../../../core/gateway/driver.ts'
import type { CommandResult, GatewayFix } from '../../../core/gateway/events.ts'
import {
  createLineReader,
  fromLatin1,
  latin1,
  type Framed,
} from '../../../core/gateway/frame-kit.ts'
import { createPresenceBook } from '../../../core/gateway/presence-book.ts'
import { createRepeatWatch } from '../../../core/gateway/repeat-watch.ts'
import type { CancelTimer } from '../../../core/kernel/world.ts'
import { encodeUi, noProtocol, pathWords, readAx25, uiControl, type Ax25Frame } from './ax25.ts'
import { runCommand } from './commands.ts'
import { emergencyWatch } from './emergency-watch.ts'
import { createInbox } from './inbox.ts'
import { readInfo, type AprsInfo, type Located } from './info.ts'
import { encodeKiss, isFill, kissFramer, readKiss } from './kiss.ts'
import { messageOf } from './message.ts'
import { createSender } from './sender.ts'
import type { AprsSettings } from './settings.ts'
import { timeOf } from './stamp.ts'
import { wordsOf, bytesOf } from './text-code.ts'
import { readTnc2 } from './tnc2.ts'

/** The address of programs without a registered one (APRS 1.0.1, chapter 4: experimental). */
const destination = 'APZ370'
/** KISS says nothing until somebody is heard: the open line is all that can be known. */
const readyAfterMs = 500
const answerWithinMs = 60_000
const queryAgainMs = 60_000
const maxQueries = 500
const maxStations = 5000
/** Repeaters pass a packet on within seconds. */
const repeatMs = 30_000
const maxPackets = 2000
/** Digits left out on purpose: from here on it is no place to send anybody to. */
const uselessAmbiguity = 2
const receiveOnly = '未设置本台呼号，只收不发'

interface Expected {
  readonly command: string
  readonly station: string
  readonly what: 'anything' | 'place'
  readonly cancel: CancelTimer
}

/** A name as an address of the console: capitals, digits and hyphens. */
function addressOf(name: string): string | undefined {
  const address = name
    .trim()
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, '-')
  return /^[A-Z0-9-]{1,24}$/.test(address) && /[A-Z0-9]/.test(address) ? address : undefined
}

function fixOf(radio: string, located: Located, nowMs: number): GatewayFix {
  const { place, speedKmh, courseDeg, altitudeM, time, micE } = located
  const fixAt = timeOf(time, nowMs)
  return {
    radio,
    lat: place.lat,
    lon: place.lon,
    valid: place.ambiguity < uselessAmbiguity,
    reason: micE === '000' ? 'emergency' : 'interval',
    ...(fixAt === undefined ? {} : { fixAt }),
    ...(speedKmh === undefined ? {} : { speedKmh }),
    ...(courseDeg === undefined || courseDeg === 0 ? {} : { headingDeg: courseDeg % 360 }),
    ...(altitudeM === undefined ? {} : { altitudeM }),
  }
}

export function aprsSession(settings: AprsSettings, io: DriverIo): DriverSession {
  const { callSign } = settings
  const reader = createLineReader(kissFramer(), io.timers, onFramed)
  const lifeMs = settings.presenceMin * 60_000
  const stations = createPresenceBook(io, { lifeMs, most: maxStations })
  const onMicE = emergencyWatch(io)
  const packets = createRepeatWatch(io, { withinMs: repeatMs, most: maxPackets, since: 'first' })
  const sender = createSender({ io, retryMs: settings.retryS.map((s) => s * 1000), transmit })
  const inbox = createInbox({ io, settings, sender, transmit, onQuery })
  const expected: Expected[] = []
  const asked = new Map<string, number>()
  let cancelReady: CancelTimer = () => {}
  let closed = false

  function transmit(info: string): void {
    if (callSign === '') return
    const data = encodeUi(callSign, destination, settings.path, fromLatin1(info))
    const bytes = encodeKiss({ port: settings.kissPort, command: 0, data })
    io.record({
      direction: 'out',
      bytes,
      channel: 0,
      outcome: 'ok',
      kind: `aprs/${readInfo(destination, info).kind}`,
      decoded: { info: wordsOf(info) },
    })
    io.write(bytes)
  }
  function end(command: string, result: CommandResult): void {
    io.emit({ kind: 'commandResult', command, result })
  }

  function onFramed(framed: Framed): void {
    if (isFill(framed.bytes)) return
    const kiss = framed.kind === 'frame' ? readKiss(framed.bytes) : undefined
    const frame = kiss && readAx25(kiss.data)
    const bare = { direction: 'in', bytes: framed.bytes, channel: 0 } as const
    if (!kiss || !frame) {
      const outcome = framed.kind === 'noise' ? 'noise' : 'damaged'
      return io.record({ ...bare, outcome, kind: outcome === 'noise' ? 'noise' : 'kiss' })
    }
    const isAprs = frame.control === uiControl && frame.pid === noProtocol
    const path = pathWords(frame)
    if (!isAprs) {
      return io.record({
        ...bare,
        outcome: 'unknown',
        kind: 'ax25',
        decoded: { path, port: kiss.port },
      })
    }
    const text = latin1(frame.info).replace(/[\r\n]+$/, '')
    const info = readInfo(frame.dest, text)
    io.record({
      ...bare,
      // A whole frame whose station says it wrongly is no fault of the line.
      outcome: info.kind === 'wrong' || info.kind === 'other' ? 'unknown' : 'ok',
      kind: `aprs/${info.kind}`,
      decoded: { path, port: kiss.port, text: wordsOf(text), ...info },
    })
    onPacket(frame.source, frame.dest, text, info, frame)
  }
  function onPacket(
    source: string,
    dest: string,
    text: string,
    info: AprsInfo,
    frame: Ax25Frame | undefined,
  ): void {
    // Our own words, brought back by a repeater.
    if (source === callSign) return
    const again = packets.isRepeat(`${source}>${dest}:${text}`)
    stations.heard(source)
    // A message asked about again is acknowledged again, whatever the repeaters did.
    if (info.kind === 'message') return onMessage(source, info)
    if (again) return
    settle(source, info.kind === 'position')
    take(source, info, frame)
  }
  function onMessage(source: string, info: Extract<AprsInfo, { kind: 'message' }>): void {
    settle(source, false)
    inbox.onMessage(source, info)
  }
  function take(source: string, info: AprsInfo, frame: Ax25Frame | undefined): void {
    switch (info.kind) {
      case 'position':
        if (info.micE !== undefined) onMicE(source, info.micE)
        return io.emit({ kind: 'position', fix: fixOf(source, info, io.nowMs()) })
      case 'object':
      case 'item': {
        const name = addressOf(info.name)
        if (name === undefined) return
        if (!info.live) {
          if (stations.isOnline(name)) stations.set(name, false, 'deregistered')
          return
        }
        stations.heard(name)
        return io.emit({ kind: 'position', fix: fixOf(name, info, io.nowMs()) })
      }
      case 'query':
        if (info.query.startsWith('APRS?')) onQuery(source, '?APRSS')
        return
      case 'third-party':
        // A packet inside a packet inside a packet is nobody's.
        if (frame) onThirdParty(info.line)
        return
      case 'message':
      case 'status':
      case 'telemetry':
      case 'weather':
      case 'other':
      case 'wrong':
        return
    }
  }
  function onThirdParty(text: string): void {
    const line = readTnc2(text)
    if (typeof line === 'string' || !/^[A-Z0-9-]+$/.test(line.source)) return
    onPacket(line.source, line.dest, line.info, readInfo(line.dest, line.info), undefined)
  }
  /** Answers to our own questions. */
  function settle(station: string, isPlace: boolean): void {
    for (const one of expected.filter((each) => each.station === station)) {
      if (one.what === 'place' && !isPlace) continue
      one.cancel()
      expected.splice(expected.indexOf(one), 1)
      const detail = one.what === 'place' ? { valid: true } : { online: true }
      end(one.command, { kind: 'confirmed', detail })
    }
  }
  function expect(command: string, station: string, what: Expected['what']): void {
    const cancel = io.timers.after(answerWithinMs, () => {
      expected.splice(
        expected.findIndex((one) => one.command === command),
        1,
      )
      end(command, { kind: 'timed-out' })
    })
    expected.push({ command, station, what, cancel })
    end(command, { kind: 'accepted' })
  }
  function onQuery(from: string, query: string): boolean {
    const asks = query.trim().toUpperCase()
    if (!/^\?(?:APRST|PING\?|APRSS|APRSP|APRSD|APRSH.*|APRSM|APRSO)$/.test(asks)) return false
    const now = io.monotonicMs()
    const last = asked.get(`${from} ${asks}`) ?? -Infinity
    if (!settings.answerQueries || now - last < queryAgainMs) return true
    if (asked.size >= maxQueries) asked.clear()
    asked.set(`${from} ${asks}`, now)
    if (asks === '?APRST' || asks === '?PING?')
      transmit(
        messageOf(from, `PATH= ${[`${callSign}>${destination}`, ...settings.path].join(',')}`),
      )
    else if (asks === '?APRSS') transmit(`>${bytesOf(settings.statusText, settings.charset)}`)
    return true
  }

  return {
    start() {
      io.emit({ kind: 'session', status: { kind: 'connecting', step: 'opening-line' } })
      cancelReady = io.timers.after(readyAfterMs, () =>
        io.emit({
          kind: 'session',
          status:
            callSign === ''
              ? { kind: 'ready', detail: receiveOnly }
              : { kind: 'ready', gateway: callSign },
        }),
      )
    },
    onBytes(bytes) {
      if (!closed) reader.push(bytes)
    },
    command(id, command) {
      const context = { settings, sender, transmit, expect, nowMs: () => io.nowMs() }
      const started = runCommand(context, id, command)
      if (started === 'done') end(id, { kind: 'confirmed', detail: { answered: false } })
      else if (started !== 'under-way') end(id, { kind: 'refused', cause: started.cause })
    },
    close() {
      if (closed) return
      closed = true
      cancelReady()
      reader.close()
      sender.close()
      for (const { command, cancel } of expected.splice(0)) {
        cancel()
        end(command, { kind: 'timed-out' })
      }
      stations.close()
    },
  }
}
