import { assertNever } from '../../../core/kernel/assert-never.ts'
import type { CancelTimer, Clock, Timers } from '../../../core/kernel/world.ts'
import { createAgenda } from './agenda.ts'
import { createAir, callType } from './air.ts'
import { answer, type Hearing } from './answers.ts'
import { groupAddress, lp, radioAddress, rcp, rrs, tmp } from './messages.ts'
import { alongPath, type Standing } from './motion.ts'
import type { FieldAction, Scenario, ScenarioRadio } from './scenario.ts'
import { playLoad, playTimeline } from './timeline.ts'
import type { Hdap } from './wire/hdap.ts'

export interface FieldOptions {
  readonly scenario: Scenario
  readonly clock: Clock
  readonly timers: Timers
  /** A mobile over HRNP reports what it hears, a repeater over HSTRP what it repeats. */
  readonly gatewayIs: 'radio' | 'repeater'
  send(message: Hdap): void
}

/** The radios behind the gateway: they register, move, call, write, and answer. */
export interface Field {
  /** A console connected. */
  up(): void
  down(): void
  hear(message: Hdap): void
  perform(action: FieldAction): void
  stop(): void
}

interface Radio {
  readonly spec: ScenarioRadio
  registered: boolean
  online: boolean
  reporting: CancelTimer
  inEmergency: boolean
  /** Taken off the air by the console: it still answers, and no longer transmits by itself. */
  barred: boolean
}

const repeatEveryMs = 4000
const repeats = 3
const staggerMs = 150
const emergencyEveryMs = 10_000
/** What a radio off the air still does by itself: it is switched on and off. */
const alwaysAllowed: ReadonlySet<FieldAction['kind']> = new Set(['register', 'offline'])

export function createField(options: FieldOptions): Field {
  const { scenario, clock, timers } = options
  const agenda = createAgenda(timers)
  const radios = new Map<number, Radio>()
  const waiting = new Map<string, CancelTimer>()
  const subscribed = { calls: false, status: false }
  const startMono = clock.monotonicMs()
  const bit7 = options.gatewayIs === 'radio'
  const gateway = { ...scenario.gateway }
  let isUp = false
  let started = false
  let request = 0

  for (const spec of scenario.radios) {
    radios.set(spec.id, {
      spec,
      registered: false,
      online: true,
      reporting: () => {},
      inEmergency: false,
      barred: false,
    })
  }
  const send = (message: Hdap): void => {
    if (isUp) options.send(message)
  }
  const air = createAir(agenda, options.gatewayIs, (message) => {
    if (subscribed.calls) send(message)
  })
  function placeOf(radio: Radio): Standing {
    const elapsedS = (clock.monotonicMs() - startMono) / 1000
    return alongPath(radio.spec.path, radio.spec.speedKmh, elapsedS)
  }
  function report(radio: Radio, requestId = 0, triggered = false): void {
    if (!radio.online || radio.spec.withoutFix) return
    const make = triggered ? lp.triggered : lp.report
    send(make(requestId, radio.spec.id, placeOf(radio), clock.nowMs()))
  }
  /** Says it again until somebody answers to `key`, three times in all. */
  function insist(key: string, message: Hdap, left = repeats): void {
    waiting.get(key)?.()
    waiting.delete(key)
    send(message)
    if (left > 1)
      waiting.set(
        key,
        agenda.later(repeatEveryMs, () => insist(key, message, left - 1)),
      )
  }
  function answered(key: string): void {
    waiting.get(key)?.()
    waiting.delete(key)
  }
  function register(radio: Radio): void {
    radio.online = true
    insist(`register ${radio.spec.id}`, rrs.register(radio.spec.id))
    if (radio.registered) return
    radio.registered = true
    const everyS = radio.spec.reportEveryS
    if (everyS === undefined) return
    // The first report soon, and not of all radios in the same moment.
    agenda.later(1000, () => report(radio))
    radio.reporting = agenda.every(everyS * 1000, () => report(radio))
  }
  function leave(radio: Radio): void {
    send(rrs.leave(radio.spec.id))
    radio.reporting()
    Object.assign(radio, { registered: false, online: false, inEmergency: false })
  }
  function emergency(radio: Radio, group: number, clearAfterMs: number): void {
    radio.inEmergency = true
    const { id } = radio.spec
    function alarm(): void {
      if (!radio.inEmergency) return
      send(lp.emergency(id, placeOf(radio), clock.nowMs()))
      agenda.later(emergencyEveryMs, alarm)
    }
    alarm()
    air.call({ type: callType.emergencyGroup, target: group, sender: id, talkMs: 3000 })
    agenda.later(clearAfterMs, () => {
      if (!radio.inEmergency) return
      radio.inEmergency = false
      // Status 0A: the radio left the emergency. A repeater has no report for it.
      if (subscribed.calls && bit7) send(rcp.receive(0x0a, callType.emergencyGroup, group, id))
    })
  }

  function perform(action: FieldAction): void {
    if (action.kind === 'rssi') {
      if (subscribed.status) send(rcp.status(0x0b, action.level))
      return
    }
    const radio = radios.get(action.radio)
    if (radio === undefined) throw new Error(`the scenario has no radio ${action.radio}`)
    const sender = action.radio
    if (radio.barred && !alwaysAllowed.has(action.kind)) return
    switch (action.kind) {
      case 'register':
        return register(radio)
      case 'offline':
        return leave(radio)
      case 'groupCall':
        return air.call({
          type: callType.group,
          target: action.group,
          sender,
          talkMs: action.talkS * 1000,
        })
      case 'privateCall':
        return air.call({
          type: callType.private,
          target: action.to,
          sender,
          talkMs: action.talkS * 1000,
        })
      case 'text': {
        const to = radioAddress(action.to ?? scenario.gateway.radioId)
        request += 1
        return insist(`text ${request}`, tmp.text(bit7, false, request, to, sender, action.body))
      }
      case 'groupText':
        request += 1
        return insist(
          `text ${request}`,
          tmp.text(bit7, true, request, groupAddress(action.group), sender, action.body),
        )
      case 'report':
        return report(radio)
      case 'emergency':
        return emergency(radio, action.group, action.clearAfterS * 1000)
      default:
        return assertNever(action)
    }
  }
  function start(): void {
    started = true
    for (const radio of radios.values()) {
      const { registerAtS } = radio.spec
      if (registerAtS !== undefined) agenda.later(registerAtS * 1000, () => register(radio))
    }
    playTimeline(agenda, scenario, perform)
    playLoad(agenda, scenario, [...radios.values()], (radio) => report(radio))
  }

  const hearing: Hearing = {
    bit7,
    gateway,
    nowMs: () => clock.nowMs(),
    isReachable: (id) => radios.get(id)?.online === true && !scenario.unreachable.includes(id),
    placeOf(id) {
      const radio = radios.get(id)
      return radio === undefined || radio.spec.withoutFix ? undefined : placeOf(radio)
    },
    reply: (message, afterMs) =>
      void (afterMs === 0 ? send(message) : agenda.later(afterMs, () => send(message))),
    report(id, order) {
      const radio = radios.get(id)
      if (radio === undefined) return
      radio.reporting()
      if (order === undefined) return
      radio.reporting = agenda.every(order.everyMs, () =>
        report(radio, order.request, order.triggered),
      )
    },
    subscribe(what) {
      subscribed[what] = true
    },
    registered: (id) => answered(`register ${id}`),
    textTaken: (id) => answered(`text ${id}`),
    emergencyStopped(id) {
      const radio = radios.get(id)
      if (radio !== undefined) radio.inEmergency = false
    },
    setUpCall: (type, target) => air.setUp(type, target),
    press: (down) => air.press(down),
    bar(id, barred) {
      const radio = radios.get(id)
      if (radio !== undefined) radio.barred = barred
    },
    setChannel(zone, channel) {
      Object.assign(gateway, { zone, channel })
    },
  }
  return {
    up() {
      if (isUp) return
      isUp = true
      if (!started) return start()
      // Radios notice that their gateway was gone and register again, one after the other.
      const known = [...radios.values()].filter((radio) => radio.registered)
      for (const [i, radio] of known.entries())
        agenda.later((i + 1) * staggerMs, () => register(radio))
    },
    down() {
      isUp = false
      subscribed.calls = false
      subscribed.status = false
    },
    hear: (message) => answer(hearing, message),
    perform,
    stop() {
      isUp = false
      agenda.clear()
    },
  }
}
