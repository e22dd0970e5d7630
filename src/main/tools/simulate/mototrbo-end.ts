/** MOTOTRBO radios: each registers, answers, writes and reports over three UDP services. */
import { createAgenda } from './agenda.ts'
import type { End, EndPort, EndWorld } from './end.ts'
import { alongPath } from './motion.ts'
import type { FieldAction, Scenario, ScenarioRadio } from './scenario.ts'
import { playTimeline } from './timeline.ts'
import {
  agreed,
  deregistration,
  here,
  noPlace,
  place,
  placeAsked,
  registration,
  taken,
  textHeard,
  written,
} from './wire/mototrbo.ts'

const ars = 0
const lrrp = 1
const tms = 2
const askAgainMs = 10_000

export const radioAddress = (network: number, id: number): string =>
  [network, id >>> 16, (id >>> 8) & 255, id & 255].join('.')

export function radiosEnd(
  port: EndPort,
  { clock, timers }: EndWorld,
  scenario: Scenario,
  network: number,
): End {
  const agenda = createAgenda(timers)
  const startMono = clock.monotonicMs()
  /** The control station is one of them: always on, without a place. */
  const station: ScenarioRadio = {
    id: scenario.gateway.radioId,
    name: '控制台站',
    path: [[0, 0]],
    speedKmh: 0,
    withoutFix: true,
  }
  const radios = new Map(
    [station, ...scenario.radios].map((radio) => [radioAddress(network, radio.id), radio]),
  )
  const off = new Set<number>()
  const registered = new Set<number>()
  const reporting = new Map<number, () => void>()
  let sequence = 0

  function say(radio: ScenarioRadio, channel: number, bytes: Buffer): void {
    port.onMessage('out')
    port.write(bytes, channel, radioAddress(network, radio.id))
  }
  function standing({ path, speedKmh }: ScenarioRadio) {
    return alongPath(path, speedKmh, (clock.monotonicMs() - startMono) / 1000)
  }
  function register(radio: ScenarioRadio): void {
    off.delete(radio.id)
    registered.delete(radio.id)
    say(radio, ars, registration(String(radio.id)))
    agenda.later(askAgainMs, () => {
      if (!registered.has(radio.id) && !off.has(radio.id)) register(radio)
    })
  }
  function onPlaceAsked(radio: ScenarioRadio, datagram: Buffer): void {
    const { kind, id, intervalS } = placeAsked(datagram)
    const now = (as: 7 | 13) => say(radio, lrrp, place(as, id, standing(radio), clock.nowMs()))
    if (kind === 'once') {
      if (radio.withoutFix) say(radio, lrrp, noPlace(id))
      else now(7)
    } else if (kind === 'stop') {
      reporting.get(radio.id)?.()
      say(radio, lrrp, agreed(17, id))
    } else if (kind === 'periodic') {
      reporting.get(radio.id)?.()
      say(radio, lrrp, agreed(11, id))
      reporting.set(
        radio.id,
        agenda.every(intervalS * 1000, () => now(13)),
      )
    }
  }
  function onText(radio: ScenarioRadio, datagram: Buffer): void {
    const { kind, seq, words } = textHeard(datagram)
    if (kind !== 'text') return
    port.log(`${radio.id} reads: ${words}`)
    say(radio, tms, taken(seq))
  }
  function hear(radio: ScenarioRadio, channel: number, datagram: Buffer): void {
    if (channel === ars) {
      if (datagram[2] === 0x74) say(radio, ars, here)
      else registered.add(radio.id)
    } else if (channel === lrrp) onPlaceAsked(radio, datagram)
    else if (channel === tms) onText(radio, datagram)
  }
  function perform(action: FieldAction): void {
    const radio =
      'radio' in action ? scenario.radios.find(({ id }) => id === action.radio) : undefined
    if (!radio) throw new Error('the scenario has no such radio')
    if (action.kind === 'register') register(radio)
    else if (action.kind === 'offline') {
      off.add(radio.id)
      say(radio, ars, deregistration)
    } else if (action.kind === 'text') say(radio, tms, written(sequence++ % 128, action.body))
    else if (action.kind === 'report')
      say(radio, lrrp, place(13, Buffer.of(0, 0, 0, 1), standing(radio), clock.nowMs()))
    else throw new Error(`these radios cannot ${action.kind}`)
  }
  return {
    roadUp() {
      port.onConnected(true)
      for (const radio of scenario.radios) {
        if (radio.registerAtS !== undefined)
          agenda.later(radio.registerAtS * 1000, () => register(radio))
        if (radio.reportEveryS !== undefined)
          agenda.every(radio.reportEveryS * 1000, () =>
            perform({ kind: 'report', radio: radio.id }),
          )
      }
      playTimeline(agenda, scenario, perform, ['register', 'offline', 'text', 'report'])
    },
    roadDown() {
      agenda.clear()
      port.onConnected(false)
    },
    onBytes(bytes, channel, address) {
      const radio = radios.get(address ?? '')
      if (radio === undefined || off.has(radio.id)) return
      port.onMessage('in')
      hear(radio, channel, Buffer.from(bytes))
    },
    perform,
    stop: () => agenda.clear(),
  }
}
