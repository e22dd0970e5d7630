/** Rain and water level stations on one line: they report by themselves, answer 37 and take the time. */
import { createAgenda } from './agenda.ts'
import type { End, EndPort, EndWorld } from './end.ts'
import type { Scenario, ScenarioStation } from './scenario.ts'
import { downFrames, element, stationClock, upFrame } from './wire/sl651.ts'

const fiveMinutesS = 300
const repeatMs = 10_000
const heartbeatMs = 40_000
const codes = { heartbeat: 0x2f, timed: 0x32, extra: 0x33, query: 0x37, clock: 0x4a } as const

interface Station {
  readonly plan: ScenarioStation
  clockErrorMs: number
  serial: number
  /** The report that waits for its confirmation. */
  waiting: number | undefined
}

export function stationsEnd(port: EndPort, world: EndWorld, scenario: Scenario): End {
  const agenda = createAgenda(world.timers)
  const startMono = world.clock.monotonicMs()
  const stations: Station[] = scenario.stations.map((plan) => ({
    plan,
    clockErrorMs: plan.clockErrorS * 1000,
    serial: 0,
    waiting: undefined,
  }))
  const now = (station: Station) => world.clock.nowMs() + station.clockErrorMs

  function valuesOf({ plan }: Station): string {
    const hours = (world.clock.monotonicMs() - startMono) / 3_600_000
    const rain = plan.rainMmPerH * hours
    const level = plan.levelM + plan.riseMPerH * hours
    const status = plan.status.toString(16).padStart(8, '0')
    return [
      element('20', 3, 1, rain),
      element('22', 3, 1, (plan.rainMmPerH * fiveMinutesS) / 3600),
      element('26', 3, 1, rain),
      ...(plan.kind === '50' ? [] : [element('39', 4, 3, level)]),
      element('38', 2, 2, 12.6),
      `4520${status}`,
    ].join('')
  }
  function say(station: Station, code: number, elements: string): void {
    const { plan, serial } = station
    const frame = {
      center: 1,
      station: plan.id,
      password: plan.password.toLowerCase(),
      code,
      serial,
    }
    port.onMessage('out')
    port.write(upFrame({ ...frame, atMs: now(station), elements }))
  }
  function address(station: Station): string {
    const minute = stationClock(now(station)).slice(0, 10)
    return `f1f1${station.plan.id}${station.plan.kind.toLowerCase()}f0f0${minute}`
  }
  function report(station: Station, code: number): void {
    station.serial = (station.serial % 65_535) + 1
    const elements = address(station) + valuesOf(station)
    say(station, code, elements)
    if (!scenario.stationsWantConfirmation) return
    const { serial } = station
    station.waiting = serial
    for (const turn of [1, 2]) {
      agenda.later(turn * repeatMs, () => {
        if (station.waiting === serial) say(station, code, elements)
      })
    }
  }
  function begin(station: Station, place: number): void {
    const { reportEveryS, extraAtMm, rainMmPerH } = station.plan
    agenda.later(500 + place * 700, () => {
      report(station, codes.timed)
      agenda.every(reportEveryS * 1000, () => report(station, codes.timed))
    })
    agenda.every(heartbeatMs, () => say(station, codes.heartbeat, ''))
    const heavy = extraAtMm > 0 && (rainMmPerH * fiveMinutesS) / 3600 >= extraAtMm
    if (heavy) agenda.later(15_000, () => report(station, codes.extra))
  }
  function answer(station: Station, code: number): void {
    if (code === codes.query) say(station, code, address(station) + valuesOf(station))
    else if (code === codes.clock) {
      station.clockErrorMs = 0
      say(station, code, `f1f1${station.plan.id}`)
    }
  }
  return {
    roadUp() {
      port.onConnected(true)
      for (const [place, station] of stations.entries()) begin(station, place)
    },
    roadDown() {
      agenda.clear()
      port.onConnected(false)
    },
    onBytes(bytes) {
      for (const { station: id, code, serial, end } of downFrames(bytes)) {
        port.onMessage('in')
        const station = stations.find(({ plan }) => plan.id === id)
        if (!station) continue
        if (end === 0x05) agenda.later(1500, () => answer(station, code))
        else if (station.waiting === serial) station.waiting = undefined
      }
    },
    stop: () => agenda.clear(),
  }
}
