/** Amateur stations behind a terminal node controller: they beacon, write, answer, call for help. */
import { createAgenda } from './agenda.ts'
import type { End, EndPort, EndWorld } from './end.ts'
import { alongPath, type Standing } from './motion.ts'
import type { FieldAction, Scenario, ScenarioRadio } from './scenario.ts'
import { playTimeline } from './timeline.ts'
import { kissOf, kissReader, micE, placeWords, type Packet } from './wire/aprs.ts'

const beaconS = 20
const onAirMs = 400
const quiet = [true, true, true]
const helpMe = [false, false, false]

/** A radio without a call sign in the scenario is called by its number. */
const signOf = ({ callSign, id }: ScenarioRadio): string => callSign ?? String(id)

export function aprsEnd(port: EndPort, { clock, timers }: EndWorld, scenario: Scenario): End {
  const agenda = createAgenda(timers)
  const read = kissReader()
  const startMono = clock.monotonicMs()
  let console_ = String(scenario.gateway.radioId)
  let count = 0

  const standing = ({ path, speedKmh }: ScenarioRadio): Standing =>
    alongPath(path, speedKmh, (clock.monotonicMs() - startMono) / 1000)
  function say(from: string, words: Buffer, to = 'APZSIM'): void {
    port.onMessage('out')
    port.write(kissOf({ from, to, via: ['WIDE1-1'], words }))
  }
  function write(from: string, to: string, words: string): void {
    say(from, Buffer.from(`:${to.padEnd(9)}:${words}`, 'utf8'))
  }
  const radioOf = (id: number | string) =>
    scenario.radios.find((radio) => String(radio.id) === String(id) || radio.callSign === id)
  const beacon = (radio: ScenarioRadio) => say(signOf(radio), placeWords(standing(radio)))
  function help(radio: ScenarioRadio, bits: readonly boolean[]): void {
    const { to, words } = micE(standing(radio), bits)
    say(signOf(radio), words, to)
  }
  function answer(packet: Packet): void {
    console_ = packet.from
    const [, to = '', body = '', id] =
      /^:(.{9}):(.*?)(?:\{(\w{1,5}))?$/s.exec(packet.words.toString('utf8')) ?? []
    const radio = radioOf(to.trim())
    if (!radio) return
    const me = signOf(radio)
    if (/^ack|^rej/.test(body)) return
    if (id !== undefined) agenda.later(onAirMs, () => write(me, packet.from, `ack${id}`))
    if (body === '?APRSP') agenda.later(onAirMs, () => beacon(radio))
    else if (body === '?APRST')
      agenda.later(onAirMs, () => write(me, packet.from, `PATH= ${packet.from}>${packet.to}`))
  }
  function perform(action: FieldAction): void {
    const radio = 'radio' in action ? radioOf(action.radio) : undefined
    if (action.kind === 'rssi') return
    if (!radio) throw new Error('the scenario has no such radio')
    const me = signOf(radio)
    switch (action.kind) {
      case 'text':
        return write(me, String(action.to ?? console_), `${action.body}{${(count += 1)}`)
      case 'groupText':
        return write(me, 'ALL', action.body)
      case 'register':
      case 'report':
        return beacon(radio)
      case 'emergency':
        help(radio, helpMe)
        agenda.later(action.clearAfterS * 1000, () => help(radio, quiet))
        return
      case 'groupCall':
      case 'privateCall':
      case 'offline':
        return // voice is not on this interface, and a station that goes says nothing
    }
  }
  return {
    roadUp() {
      port.onConnected(true)
      for (const [n, radio] of scenario.radios.entries()) {
        const everyMs = (radio.reportEveryS ?? beaconS) * 1000
        agenda.later(200 + n * 150, () => {
          beacon(radio)
          agenda.every(everyMs, () => beacon(radio))
        })
      }
      playTimeline(agenda, scenario, perform)
    },
    roadDown() {
      agenda.clear()
      port.onConnected(false)
    },
    onBytes(bytes) {
      for (const packet of read(bytes)) {
        port.onMessage('in')
        answer(packet)
      }
    },
    perform,
    stop: () => agenda.clear(),
  }
}
