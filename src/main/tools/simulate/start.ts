import type { Clock, Timers } from '../../../core/kernel/world.ts'
import type { Link } from '../../../core/gateway/link.ts'
import { realWorld } from '../../adapters/world.ts'
import { createAgenda } from './agenda.ts'
import { aprsEnd } from './aprs-end.ts'
import type { End, EndPort } from './end.ts'
import { beidouEnd } from './beidou-end.ts'
import { createField } from './field.ts'
import { hrnpEnd } from './hrnp-end.ts'
import { hstrpEnd, standardChannels, type HstrpChannel } from './hstrp-end.ts'
import { modemEnd, type PhoneCall } from './modem-end.ts'
import { alongPath } from './motion.ts'
import { peiEnd } from './pei-end.ts'
import { openRoad, type Road } from './roads.ts'
import type { FieldAction, Scenario } from './scenario.ts'
import { smsEnd } from './sms-end.ts'
import { stationsEnd } from './stations-end.ts'
import { radiosEnd } from './mototrbo-end.ts'
import { vehicleEnd } from './vehicle-end.ts'
import { nmeaSecond } from './wire/nmea.ts'

export interface SimulatorOptions {
  readonly protocol:
    | 'hrnp'
    | 'hstrp'
    | 'nmea'
    | 'modem'
    | 'beidou'
    | 'aprs'
    | 'sl651'
    | 'pei'
    | 'jtt808'
    | 'mototrbo'
    | 'sms'
  readonly road: Road
  readonly scenario: Scenario
  /** HSTRP only: what each UDP channel carries; by default the ten standard ports. */
  readonly channels?: readonly HstrpChannel[] | undefined
  /** PEI only: a vendor's spelling of the standard's words. */
  readonly words?: Readonly<Record<string, string>> | undefined
  readonly clock?: Clock
  readonly timers?: Timers
  /** One English line for each thing worth knowing: road open or lost, console connected or gone. */
  readonly log?: (line: string) => void
}

export interface Simulator {
  /** A console is connected (always, for a receiver whose road is open). */
  readonly connected: boolean
  readonly messages: { readonly in: number; readonly out: number }
  /** Does something now, besides the scenario. @throws when the scenario has no such radio */
  perform(action: FieldAction): void
  /** Rings the duty telephone now. @throws where the simulator is no modem */
  ring(call: Omit<PhoneCall, 'atS'>): void
  stop(): Promise<void>
}

const reopenMs = 1000

interface Parts {
  readonly end: Pick<End, 'roadUp' | 'roadDown' | 'stop'> & {
    onBytes(bytes: Uint8Array, channel: number, address?: string): void
    onPeer?(channel: number, state: string): void
  }
  perform(action: FieldAction): void
  ring?(call: Omit<PhoneCall, 'atS'>): void
  stop(): void
}

interface Wiring extends Required<Pick<SimulatorOptions, 'clock' | 'timers' | 'log'>> {
  readonly write: (bytes: Uint8Array, channel: number, address?: string) => void
  onConnected(connected: boolean): void
  onMessage(direction: 'in' | 'out'): void
}

function radioGateway(options: SimulatorOptions, wiring: Wiring): Parts {
  const { clock, timers } = wiring
  const field = createField({
    scenario: options.scenario,
    clock,
    timers,
    gatewayIs: options.protocol === 'hrnp' ? 'radio' : 'repeater',
    send(message) {
      wiring.onMessage('out')
      end.send(message)
    },
  })
  const port: EndPort = {
    write: wiring.write,
    onUp() {
      wiring.onConnected(true)
      field.up()
    },
    onDown() {
      wiring.onConnected(false)
      field.down()
    },
    onMessage(message) {
      wiring.onMessage('in')
      field.hear(message)
    },
  }
  const end: End =
    options.protocol === 'hrnp'
      ? hrnpEnd(port, timers)
      : hstrpEnd(port, timers, options.channels ?? standardChannels)
  return { end, perform: (action) => field.perform(action), stop: () => field.stop() }
}

function satelliteReceiver(options: SimulatorOptions, wiring: Wiring): Parts {
  const { clock, timers } = wiring
  const agenda = createAgenda(timers)
  const startMono = clock.monotonicMs()
  const receiver = options.scenario.receiver
  if (receiver === undefined) throw new Error('the scenario has no receiver')
  const { path, speedKmh, fixAfterS, talker } = receiver
  function speak(): void {
    const elapsedS = (clock.monotonicMs() - startMono) / 1000
    const place = elapsedS < fixAfterS ? undefined : alongPath(path, speedKmh, elapsedS)
    wiring.onMessage('out')
    wiring.write(Buffer.from(nmeaSecond(talker, place, clock.nowMs()), 'latin1'), 0)
  }
  const end = {
    roadUp() {
      wiring.onConnected(true)
      speak()
      agenda.every(1000, speak)
    },
    roadDown() {
      wiring.onConnected(false)
      agenda.clear()
    },
    onBytes() {},
    stop: () => agenda.clear(),
  }
  return {
    end,
    perform() {
      throw new Error('a satellite receiver only speaks')
    },
    stop: () => agenda.clear(),
  }
}

function smsModem(options: SimulatorOptions, wiring: Wiring): Parts {
  const { clock, timers } = wiring
  const port = {
    write(text: string) {
      wiring.onMessage('out')
      wiring.write(Buffer.from(text, 'latin1'), 0)
    },
    onConnected: (connected: boolean) => wiring.onConnected(connected),
  }
  const end = smsEnd(port, timers, options.scenario, () => clock.nowMs())
  return {
    end,
    perform() {
      throw new Error('a modem only rings and delivers')
    },
    ring: (call) => end.ring(call),
    stop: () => end.stop(),
  }
}

function callerIdModem(options: SimulatorOptions, wiring: Wiring): Parts {
  const { clock, timers } = wiring
  const port = {
    write(text: string) {
      wiring.onMessage('out')
      wiring.write(Buffer.from(text, 'latin1'), 0)
    },
    onConnected: (connected: boolean) => wiring.onConnected(connected),
  }
  const end = modemEnd(port, timers, options.scenario.phoneCalls, () => new Date(clock.nowMs()))
  return {
    end,
    perform() {
      throw new Error('a modem only rings')
    },
    ring: (call) => end.ring(call),
    stop: () => end.stop(),
  }
}

function vehicles(options: SimulatorOptions, wiring: Wiring): Parts {
  const { clock, timers, log } = wiring
  const port = {
    write: wiring.write,
    onConnected: (connected: boolean) => wiring.onConnected(connected),
    onMessage: (direction: 'in' | 'out') => wiring.onMessage(direction),
    log,
  }
  const ownLines = options.road.kind === 'tcp-fleet'
  const end = vehicleEnd(options.scenario, port, clock, timers, ownLines)
  return { end, perform: (action) => end.perform(action), stop: () => end.stop() }
}

function mototrboRadios(options: SimulatorOptions, wiring: Wiring): Parts {
  const { clock, timers, log, write } = wiring
  const port = {
    write,
    onConnected: (connected: boolean) => wiring.onConnected(connected),
    onMessage: (direction: 'in' | 'out') => wiring.onMessage(direction),
    log,
  }
  const network = options.road.kind === 'udp-radios' ? options.road.network : 12
  const end = radiosEnd(options.scenario, port, clock, timers, network)
  return { end, perform: (action) => end.perform(action), stop: () => end.stop() }
}

function beidouTerminal(options: SimulatorOptions, wiring: Wiring): Parts {
  const port = {
    write(bytes: Uint8Array) {
      wiring.onMessage('out')
      wiring.write(bytes, 0)
    },
    onConnected: (connected: boolean) => wiring.onConnected(connected),
  }
  const end = beidouEnd(port, wiring, options.scenario.beidou)
  return {
    end,
    perform() {
      throw new Error('a BeiDou terminal only carries short messages')
    },
    stop: () => end.stop(),
  }
}

function amateurStations(options: SimulatorOptions, wiring: Wiring): Parts {
  const { clock, timers } = wiring
  const port = {
    write: (bytes: Uint8Array) => wiring.write(bytes, 0),
    onConnected: (connected: boolean) => wiring.onConnected(connected),
    onMessage: (direction: 'in' | 'out') => wiring.onMessage(direction),
  }
  const end = aprsEnd(port, options.scenario, clock, timers)
  return { end, perform: (action) => end.perform(action), stop: () => end.stop() }
}

function measuringStations(options: SimulatorOptions, wiring: Wiring): Parts {
  const port = {
    write(bytes: Uint8Array) {
      wiring.onMessage('out')
      wiring.write(bytes, 0)
    },
    onConnected: (connected: boolean) => wiring.onConnected(connected),
  }
  const end = stationsEnd(port, wiring, options.scenario)
  return {
    end,
    perform() {
      throw new Error('a measuring station only reports')
    },
    stop: () => end.stop(),
  }
}

function tetraTerminal(options: SimulatorOptions, wiring: Wiring): Parts {
  const { clock, timers } = wiring
  const end = peiEnd({
    clock,
    timers,
    scenario: options.scenario,
    words: options.words,
    write: (text) => wiring.write(Buffer.from(text, 'latin1'), 0),
    onConnected: (connected) => wiring.onConnected(connected),
    onMessage: (direction) => wiring.onMessage(direction),
  })
  return { end, perform: (action) => end.perform(action), stop: () => end.stop() }
}

const partsOf = {
  hrnp: radioGateway,
  hstrp: radioGateway,
  nmea: satelliteReceiver,
  modem: callerIdModem,
  jtt808: vehicles,
  mototrbo: mototrboRadios,
  sms: smsModem,
  beidou: beidouTerminal,
  aprs: amateurStations,
  sl651: measuringStations,
  pei: tetraTerminal,
} as const

/**
 * The other end of a gateway: speaks the protocol on the road, plays the scenario as soon as a
 * console is connected, and opens the road again when it goes. Everything it says is invented.
 */
export function startSimulator(options: SimulatorOptions): Simulator {
  const { clock = realWorld.clock, timers = realWorld.timers, log = () => {} } = options
  const messages = { in: 0, out: 0 }
  const agenda = createAgenda(timers)
  let link: Link | undefined
  let connected = false
  let stopped = false

  const parts: Parts = partsOf[options.protocol](options, {
    clock,
    timers,
    log,
    write: (bytes, channel, address) => void link?.write(bytes, channel, address),
    onConnected(now) {
      connected = now
      log(now ? 'a console is connected' : 'the console is gone')
    },
    onMessage(direction) {
      messages[direction] += 1
    },
  })
  function open(): void {
    if (stopped) return
    const opened = openRoad(options.road, {
      onBytes: (bytes, channel, address) => parts.end.onBytes(bytes, channel, address),
      onPeer: (channel, state) => parts.end.onPeer?.(channel, state),
      onStatus(status) {
        if (link !== opened) return
        if (status.kind === 'open') {
          log(`open: ${options.road.kind}`)
          parts.end.roadUp()
        } else if (status.kind === 'down') {
          log(`down: ${status.reason}, ${status.detail}`)
          link = undefined
          parts.end.roadDown()
          void opened.close().then(() => agenda.later(reopenMs, open))
        }
      },
    })
    link = opened
    opened.open()
  }
  open()
  return {
    get connected() {
      return connected
    },
    messages,
    perform: (action) => parts.perform(action),
    ring(call) {
      if (!parts.ring) throw new Error('only a modem rings')
      parts.ring(call)
    },
    async stop() {
      if (stopped) return
      stopped = true
      agenda.clear()
      parts.stop()
      parts.end.stop()
      const held = link
      link = undefined
      await held?.close()
    },
  }
}
