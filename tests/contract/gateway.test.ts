import { expect, it } from 'vitest'
import { drivers } from '../../src/main/gateways/index.ts'
import { beidou } from '../../src/main/gateways/beidou/index.ts'
import { aprsKiss } from '../../src/main/gateways/aprs-kiss/index.ts'
import { callerId } from '../../src/main/gateways/caller-id/index.ts'
import { hyteraHrnp, hyteraHstrp } from '../../src/main/gateways/hytera/index.ts'
import { jtt808 } from '../../src/main/gateways/jtt808/index.ts'
import { mototrbo } from '../../src/main/gateways/mototrbo/index.ts'
import { nmea } from '../../src/main/gateways/nmea/index.ts'
import { sl651 } from '../../src/main/gateways/sl651/index.ts'
import { tetraPei } from '../../src/main/gateways/tetra-pei/index.ts'
import { satphoneModem, smsModem } from '../../src/main/gateways/sms-modem/index.ts'
import {
  terminalFile,
  terminalWords,
} from '../../src/main/gateways/vendor-profile/fixtures/files.ts'
import { vendorProfile } from '../../src/main/gateways/vendor-profile/index.ts'
import { readScenario } from '../../src/main/tools/simulate/scenario.ts'
import { gatewaySuite, type GatewayUnderTest } from './gateway.suite.ts'

const scenario = await readScenario('resources/scenarios/demo.json')

const subjects: readonly GatewayUnderTest[] = [
  // 10 s of silence at most: a question after 5 s, given up after three unanswered seconds.
  { driver: hyteraHrnp, protocol: 'hrnp', scenario, silenceMs: 11_000 },
  // Ten missed heartbeats of 6 s.
  { driver: hyteraHstrp, protocol: 'hstrp', scenario, silenceMs: 70_000 },
  { driver: nmea, protocol: 'nmea', scenario, silenceMs: 7000 },
  // Asked every 10 s, given up after 25 s without any answer.
  { driver: callerId, protocol: 'modem', scenario, silenceMs: 40_000 },
  // The control station is asked every 10 s and missed three times.
  {
    driver: mototrbo,
    protocol: 'mototrbo',
    scenario,
    settings: { probeRadio: scenario.gateway.radioId },
    silenceMs: 41_000,
  },
  // Three heartbeats of a minute without a word.
  {
    driver: jtt808,
    protocol: 'jtt808',
    scenario,
    silenceMs: 200_000,
    nobodyThere: '0 台终端在线',
  },
  // Reported quiet after 30 s; asked every 10 s.
  { driver: beidou, protocol: 'beidou', scenario, silenceMs: 40_000 },
  // A radio channel is quiet when nobody has anything to say.
  { driver: aprsKiss, protocol: 'aprs', scenario, settings: { callSign: 'BG0CD' } },
  // Stations report every hour at least: 65 minutes.
  { driver: sl651, protocol: 'sl651', scenario, silenceMs: 3_910_000 },
  // Asked after 8 s, twice, with 4 s for each answer.
  { driver: tetraPei, protocol: 'pei', scenario, silenceMs: 20_000 },
  // Asked every 20 s and three times more; the satellite's every 60 s with longer patience.
  { driver: smsModem, protocol: 'sms', scenario, silenceMs: 60_000 },
  { driver: satphoneModem, protocol: 'sms', scenario, silenceMs: 180_000 },
  // The base dialect's.
  {
    driver: vendorProfile,
    protocol: 'pei',
    scenario,
    settings: { file: terminalFile },
    words: terminalWords,
    silenceMs: 20_000,
  },
]

for (const subject of subjects) gatewaySuite(subject)

it('tests every driver that the console has', () => {
  expect(subjects.map((subject) => subject.driver.id).sort()).toEqual(
    drivers.map((driver) => driver.id).sort(),
  )
})
