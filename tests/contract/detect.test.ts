/** Unknown ports, found on real pseudo-terminals against the simulator, at the right speed and at wrong ones. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import {
  detectLine,
  speedsOf,
  type DetectReport,
  type DetectStep,
} from '../../src/core/gateway/detect.ts'
import type { OpenLink } from '../../src/core/gateway/link.ts'
import { linkOpener } from '../../src/main/adapters/links/open-link.ts'
import { realWorld } from '../../src/main/adapters/world.ts'
import { drivers } from '../../src/main/gateways/index.ts'
import { readScenario } from '../../src/main/tools/simulate/scenario.ts'
import {
  startSimulator,
  type Simulator,
  type SimulatorOptions,
} from '../../src/main/tools/simulate/start.ts'
import { ptyPair, socatMissing, type PtyPair } from '../support/pty-pair.ts'
import { readAtWrongBaud } from '../support/wrong-baud.ts'

const demo = await readScenario('resources/scenarios/demo.json')
const missing = socatMissing()

let pair: PtyPair
let simulator: Simulator | undefined

beforeEach(async ({ skip }) => {
  if (missing !== undefined) skip(missing)
  pair = await ptyPair()
})
afterEach(async () => {
  await simulator?.stop()
  simulator = undefined
  await pair.remove()
})

/** The near end reads only at `baud` what the far end wrote at it: a pseudo-terminal itself has no speed. */
function lineAt(baud: number): OpenLink {
  const real = linkOpener()
  return (settings, events) => {
    const read = settings.kind === 'serial' ? settings.baud : baud
    const link = real(settings, {
      ...events,
      onBytes: (bytes, channel) =>
        events.onBytes(read === baud ? bytes : readAtWrongBaud(bytes, baud, read), channel),
    })
    // What we say at another speed is not understood either.
    return read === baud
      ? link
      : {
          ...link,
          describe: link.describe,
          write: (bytes, channel) => link.write(readAtWrongBaud(bytes, read, baud), channel),
        }
  }
}

function play(protocol: SimulatorOptions['protocol'], baud: number, scenario = demo): void {
  const road = { kind: 'serial', path: pair.far, baud } as const
  simulator = startSimulator({ protocol, road, scenario })
}

async function detect(
  baud: number,
  times: { listenMs: number; answerMs: number },
): Promise<{ report: DetectReport; steps: DetectStep[] }> {
  const steps: DetectStep[] = []
  const report = await detectLine({
    drivers,
    openLink: lineAt(baud),
    link: { kind: 'serial', path: pair.near, baud: 9600 },
    timers: realWorld.timers,
    ...times,
    onStep: (step) => steps.push(step),
  })
  return { report, steps }
}

it('hears a satellite receiver at 38400 baud, is certain, and asks nothing', async () => {
  play('nmea', 38_400)
  const { report, steps } = await detect(38_400, { listenMs: 1600, answerMs: 400 })
  expect(report.findings[0]).toMatchObject({
    driver: 'nmea',
    baud: 38_400,
    certainty: 'certain',
    how: 'heard',
  })
  expect(report.findings[0]?.says).toBe('多星座接收机')
  expect(report.asked).toEqual([])
  expect(steps.every(({ kind }) => kind === 'listening')).toBe(true)
}, 60_000)

it('hears stations that report by themselves', async () => {
  const stations = demo.stations.map((one) => ({ ...one, reportEveryS: 5 }))
  play('sl651', 9600, { ...demo, stations })
  const { report } = await detect(9600, { listenMs: 6000, answerMs: 400 })
  expect(report.findings[0]).toMatchObject({ driver: 'sl651', baud: 9600, certainty: 'certain' })
  expect(report.findings[0]?.says).toContain('测站')
}, 120_000)

it('asks a silent BeiDou terminal for its card, at the speed it answers at', async () => {
  play('beidou', 9600)
  const { report } = await detect(9600, { listenMs: 200, answerMs: 700 })
  expect(report.heard).toEqual([])
  expect(report.findings[0]).toMatchObject({
    driver: 'beidou',
    baud: 9600,
    certainty: 'certain',
    how: 'answered',
    says: '北斗卡 0247718，2.1 协议',
  })
}, 60_000)

it('asks a silent radio whether it takes a connection', async () => {
  play('hrnp', 115_200)
  const { report } = await detect(115_200, { listenMs: 200, answerMs: 700 })
  expect(report.findings[0]).toMatchObject({
    driver: 'hytera-hrnp',
    baud: 115_200,
    how: 'answered',
  })
}, 60_000)

it('asks a silent modem for its caller display, and takes no other AT device for one', async () => {
  play('modem', 115_200)
  const { report } = await detect(115_200, { listenMs: 200, answerMs: 700 })
  expect(report.findings).toMatchObject([
    { driver: 'caller-id', baud: 115_200, certainty: 'certain', how: 'answered' },
  ])
  await simulator?.stop()
  play('sms', 115_200)
  const other = await detect(115_200, { listenMs: 200, answerMs: 700 })
  expect(other.report.findings.map(({ driver }) => driver)).not.toContain('caller-id')
  expect(other.report.findings.map(({ driver }) => driver)).toContain('sms-modem')
}, 60_000)

it('says that it heard something and knows nobody who speaks so, and disturbs it with no question', async () => {
  const far = linkOpener()(
    { kind: 'serial', path: pair.far, baud: 9600 },
    { onBytes: () => undefined, onStatus: () => undefined },
  )
  far.open()
  const babble = Uint8Array.from({ length: 200 }, (_, i) => (i * 151 + 13) & 0xff)
  const speech = { ended: false }
  const talk = async () => {
    while (!speech.ended) {
      await far.write(babble)
      await new Promise((done) => setTimeout(done, 50))
    }
  }
  const talking = talk()
  const { report } = await detect(9600, { listenMs: 300, answerMs: 300 })
  speech.ended = true
  await talking
  await far.close()
  // The shape of frames may be in anything; a right one is not.
  expect(report.findings.filter(({ certainty }) => certainty !== 'possible')).toEqual([])
  expect(report.heard.length).toBe(
    speedsOf(drivers.filter(({ links }) => links.includes('serial'))).length,
  )
  expect(report.asked).toEqual([])
}, 60_000)

it('finds nothing on a silent line, having asked everybody', async () => {
  const { report, steps } = await detect(9600, { listenMs: 60, answerMs: 60 })
  expect(report).toMatchObject({ findings: [], heard: [], problem: undefined, echo: false })
  expect(new Set(report.asked.map(({ title }) => title)).size).toBeGreaterThanOrEqual(3)
  expect(steps.some(({ kind }) => kind === 'asking')).toBe(true)
}, 60_000)

it('says why a port does not open', async () => {
  await pair.unplug()
  const { report } = await detect(9600, { listenMs: 60, answerMs: 60 })
  expect(report.problem?.reason).toBe('not-found')
}, 60_000)
