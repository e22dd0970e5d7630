/** Vehicle terminals: each registers, reports, keeps what was not acknowledged and sends it later. */
import { createAgenda, type Agenda } from './agenda.ts'
import type { End, EndPort, EndWorld } from './end.ts'
import { alongPath } from './motion.ts'
import type { FieldAction, Scenario, ScenarioRadio } from './scenario.ts'
import { playLoad, playTimeline } from './timeline.ts'
import {
  authenticateBody,
  ear,
  frame,
  gbkText,
  locationBody,
  registerBody,
  type Edition,
  type Heard,
} from './wire/jtt808.ts'

const heartbeatMs = 60_000
const knockAgainMs = 5000
/** What has no acknowledgement by then is kept for a batch. */
const patienceMs = 20_000
const maxKept = 500
const perBatch = 10
const sosAlarm = 1

const editions: readonly Edition[] = ['2011', '2013', '2019']

interface Vehicle {
  readonly connected: boolean
  connect(): void
  gone(): void
  hear(heard: Heard): void
  report(): void
  sos(on: boolean): void
  leave(): void
  bytes(bytes: Uint8Array): void
}

interface Surroundings extends EndWorld {
  readonly port: EndPort
  readonly startMono: number
  onChange(): void
}

function vehicle(radio: ScenarioRadio, channel: number, around: Surroundings): Vehicle {
  const { clock, port } = around
  const edition = editions[channel % editions.length] ?? '2013'
  const phone = String(radio.id)
  const agenda: Agenda = createAgenda(around.timers)
  const listen = ear()
  /** Serial → body of a report nobody has acknowledged. */
  const open = new Map<number, { body: Buffer; atMono: number }>()
  const kept: Buffer[] = []
  const shown = new Set<number>()
  let serial = 0
  let code: Buffer | undefined
  let isIn = false
  let alarm = 0
  let trackEveryMs = 0

  function say(id: number, body: Buffer): number {
    const own = serial
    serial = (serial + 1) & 0xffff
    port.onMessage('out')
    port.write(frame(edition, id, phone, own, body), channel)
    return own
  }
  function answer({ id, serial: asked }: Heard, result = 0): void {
    const body = Buffer.alloc(5)
    body.writeUInt16BE(asked, 0)
    body.writeUInt16BE(id, 2)
    body[4] = result
    say(0x0001, body)
  }
  function location(): Buffer {
    const elapsedS = (clock.monotonicMs() - around.startMono) / 1000
    const place = alongPath(radio.path, radio.speedKmh, elapsedS)
    return locationBody({ ...place, fixed: !radio.withoutFix, alarm, atMs: clock.nowMs() })
  }
  function report(): void {
    const body = location()
    if (isIn) open.set(say(0x0200, body), { body, atMono: clock.monotonicMs() })
    else if (kept.length < maxKept) kept.push(body)
  }
  /** What was not acknowledged goes out again, as history. */
  function catchUp(): void {
    for (const [own, { body, atMono }] of open) {
      if (clock.monotonicMs() - atMono < patienceMs) continue
      open.delete(own)
      if (kept.length < maxKept) kept.push(body)
    }
    const some = isIn ? kept.splice(0, perBatch) : []
    if (some.length === 0) return
    const sized = some.map((body) => Buffer.concat([Buffer.of(0, body.length), body]))
    say(0x0704, Buffer.concat([Buffer.of(0, some.length, 1), ...sized]))
  }
  function knock(): void {
    if (code) say(0x0102, authenticateBody(edition, code))
    else say(0x0100, registerBody(edition, `赣B${phone}`, phone.slice(-7)))
    agenda.later(knockAgainMs, () => {
      if (!isIn) knock()
    })
  }
  function everyTrack(): void {
    const everyMs = trackEveryMs
    if (everyMs === 0) return
    agenda.later(everyMs, () => {
      if (trackEveryMs !== everyMs) return
      report()
      everyTrack()
    })
  }
  function enter(): void {
    if (isIn) return
    isIn = true
    around.onChange()
    for (const { body } of open.values()) kept.push(body)
    open.clear()
    catchUp()
    agenda.every(heartbeatMs, () => say(0x0002, Buffer.alloc(0)))
    agenda.every(patienceMs, catchUp)
    if (radio.reportEveryS !== undefined) {
      report()
      agenda.every(radio.reportEveryS * 1000, report)
    }
  }
  function gone(): void {
    agenda.clear()
    if (!isIn) return
    isIn = false
    around.onChange()
  }
  function onAnswer({ body }: Heard): void {
    const [own, id, result] = [body.readUInt16BE(0), body.readUInt16BE(2), body[4]]
    if (id === 0x0102) {
      if (result === 0) return enter()
      // Not the code that this platform gave: register anew.
      code = undefined
      return
    }
    if (result === 4) alarm &= ~sosAlarm
    if (result === 1 && isIn) {
      // The platform does not know us any more.
      gone()
      return connect()
    }
    if (result === 0 || result === 4) open.delete(own)
  }
  function connect(): void {
    agenda.clear()
    knock()
  }
  function hear(heard: Heard): void {
    const { id, body } = heard
    switch (id) {
      case 0x8001:
        return onAnswer(heard)
      case 0x8100:
        if (body[2] !== 0) return
        code = Buffer.from(body.subarray(3))
        agenda.clear()
        return knock()
      case 0x8201:
        return void say(0x0201, Buffer.concat([head(heard.serial), location()]))
      case 0x8202:
        trackEveryMs = body.readUInt16BE(0) * 1000
        everyTrack()
        return answer(heard)
      case 0x8203:
        alarm &= ~sosAlarm
        return answer(heard)
      case 0x8300: {
        const text = gbkText(body.subarray(edition === '2019' ? 2 : 1))
        if (!shown.has(heard.serial)) port.log(`${phone} shows: ${text}`)
        shown.add(heard.serial)
        return answer(heard)
      }
      case 0x8003:
        return
      default:
        return answer(heard, 3)
    }
  }
  return {
    get connected() {
      return isIn
    },
    connect,
    gone,
    hear,
    report,
    sos(on) {
      alarm = on ? alarm | sosAlarm : alarm & ~sosAlarm
      report()
    },
    leave() {
      say(0x0003, Buffer.alloc(0))
      gone()
      code = undefined
    },
    bytes(bytes) {
      for (const heard of listen(bytes)) {
        port.onMessage('in')
        hear(heard)
      }
    },
  }
}

function head(serial: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(serial, 0)
  return bytes
}

/** Every radio of the scenario is a vehicle; the channel is its place in the list. */
export function vehicleEnd(
  port: EndPort,
  { clock, timers }: EndWorld,
  scenario: Scenario,
  /** Each vehicle has its own connection, which comes and goes. */
  ownLines: boolean,
): End {
  const agenda = createAgenda(timers)
  let wasConnected = false
  const around: Surroundings = {
    clock,
    timers,
    port,
    startMono: clock.monotonicMs(),
    onChange() {
      const now = fleet.some((one) => one.connected)
      if (now !== wasConnected) port.onConnected(now)
      wasConnected = now
    },
  }
  const fleet = scenario.radios.map((radio, channel) => vehicle(radio, channel, around))
  const byId = new Map(scenario.radios.map((radio, at) => [radio.id, fleet[at]]))

  function perform(action: FieldAction): void {
    if (!('radio' in action)) throw new Error(`a vehicle terminal cannot ${action.kind}`)
    const one = byId.get(action.radio)
    if (!one) throw new Error(`the scenario has no radio ${action.radio}`)
    if (action.kind === 'report') one.report()
    else if (action.kind === 'register') one.connect()
    else if (action.kind === 'offline') one.leave()
    else if (action.kind === 'emergency') {
      one.sos(true)
      agenda.later(action.clearAfterS * 1000, () => one.sos(false))
    } else throw new Error(`a vehicle terminal cannot ${action.kind}`)
  }
  function play(): void {
    playTimeline(agenda, scenario, perform, ['report', 'register', 'offline', 'emergency'])
    playLoad(agenda, scenario, fleet, (one) => one.report())
  }
  return {
    roadUp() {
      if (!ownLines) for (const one of fleet) one.connect()
      play()
    },
    roadDown() {
      agenda.clear()
      for (const one of fleet) one.gone()
    },
    onPeer(channel, state) {
      if (state === 'open') fleet[channel]?.connect()
      else fleet[channel]?.gone()
    },
    onBytes: (bytes, channel) => fleet[channel]?.bytes(bytes),
    perform,
    stop() {
      agenda.clear()
      for (const one of fleet) one.gone()
    },
  }
}
