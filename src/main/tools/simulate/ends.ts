/** The list: one line per protocol that can be played. */
import { aprsEnd } from './aprs-end.ts'
import { beidouEnd } from './beidou-end.ts'
import type { End, EndPort, EndWorld } from './end.ts'
import { gatewayEnd } from './gateway-end.ts'
import { hrnpEnd } from './hrnp-end.ts'
import { hstrpEnd, standardChannels, type HstrpChannel } from './hstrp-end.ts'
import { modemEnd } from './modem-end.ts'
import { radiosEnd } from './mototrbo-end.ts'
import { peiEnd } from './pei-end.ts'
import { receiverEnd } from './receiver-end.ts'
import type { Road } from './roads.ts'
import type { Scenario } from './scenario.ts'
import { smsEnd } from './sms-end.ts'
import { stationsEnd } from './stations-end.ts'
import { vehicleEnd } from './vehicle-end.ts'

export interface EndOptions {
  readonly road: Road
  readonly scenario: Scenario
  /** HSTRP only: what each UDP channel carries; by default the ten standard ports. */
  readonly channels?: readonly HstrpChannel[] | undefined
  /** PEI only: a vendor's spelling of the standard's words. */
  readonly words?: Readonly<Record<string, string>> | undefined
}

type Maker = (port: EndPort, world: EndWorld, options: EndOptions) => End

/** The first byte of the radios' addresses where the road is no network of its own. */
const usualNetwork = 12

export const ends = {
  hrnp: (port, world, { scenario }) => gatewayEnd('radio', hrnpEnd, port, world, scenario),
  hstrp: (port, world, { scenario, channels = standardChannels }) =>
    gatewayEnd(
      'repeater',
      (hdap, timers) => hstrpEnd(hdap, timers, channels),
      port,
      world,
      scenario,
    ),
  nmea: (port, world, { scenario }) => receiverEnd(port, world, scenario),
  modem: (port, world, { scenario }) => modemEnd(port, world, scenario.phoneCalls),
  beidou: (port, world, { scenario }) => beidouEnd(port, world, scenario.beidou),
  aprs: (port, world, { scenario }) => aprsEnd(port, world, scenario),
  sl651: (port, world, { scenario }) => stationsEnd(port, world, scenario),
  pei: (port, world, { scenario, words }) => peiEnd(port, world, scenario, words),
  jtt808: (port, world, { scenario, road }) =>
    vehicleEnd(port, world, scenario, road.kind === 'tcp-fleet'),
  mototrbo: (port, world, { scenario, road }) =>
    radiosEnd(port, world, scenario, road.kind === 'udp-radios' ? road.network : usualNetwork),
  sms: (port, world, { scenario }) => smsEnd(port, world, scenario),
} as const satisfies Readonly<Record<string, Maker>>

export type Protocol = keyof typeof ends

export const isProtocol = (word: string | undefined): word is Protocol =>
  word !== undefined && Object.hasOwn(ends, word)
