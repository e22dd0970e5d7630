import { expect, it } from 'vitest'
import { fakeTime, seededRandom, type FakeTime } from '../../../../tests/support/fake-time.ts'
import type { Driver } from '../../../core/gateway/driver.ts'
import type { GatewayCommand, GatewayEvent, GatewayFix } from '../../../core/gateway/events.ts'
import {
  superviseGateway,
  type GatewaySupervisor,
  type SupervisedEvent,
} from '../../../core/gateway/supervisor.ts'
import { memoryRoad, type MemoryRoad } from '../../adapters/links/memory-link.ts'
import { hyteraHrnp, hyteraHstrp } from '../../gateways/hytera/index.ts'
import { nmea } from '../../gateways/nmea/index.ts'
import { scenario, type Scenario } from './scenario.ts'
import { startSimulator, type Simulator, type SimulatorOptions } from './start.ts'

const field: Scenario = scenario.parse({
  name: 'test',
  gateway: { radioId: 1000, zone: 1, channel: 3 },
  radios: [
    {
      id: 1001,
      name: 'one',
      path: [
        [26.33, 116.33],
        [26.34, 116.34],
      ],
      speedKmh: 36,
      registerAtS: 1,
      reportEveryS: 10,
    },
    { id: 1002, name: 'two', path: [[26.35, 116.3]], registerAtS: 2 },
    { id: 1003, name: 'cellar', path: [[26.3, 116.3]], withoutFix: true },
  ],
  unreachable: [1011],
  receiver: { talker: 'BD', path: [[26.33, 116.33]], fixAfterS: 3 },
})

interface Bench {
  time: FakeTime
  road: MemoryRoad
  gateway: GatewaySupervisor
  simulator: Simulator
  events: SupervisedEvent[]
  /** The events of one kind so far. */
  all<K extends GatewayEvent['kind']>(kind: K): Extract<GatewayEvent, { kind: K }>[]
  outcome(id: string, command: GatewayCommand, withinMs?: number): Promise<unknown[]>
  stop(): Promise<void>
}

async function bench<S>(
  driver: Driver<S>,
  protocol: SimulatorOptions['protocol'],
  played = field,
): Promise<Bench> {
  const time = fakeTime()
  const road = memoryRoad()
  const events: SupervisedEvent[] = []
  const simulator = startSimulator({
    protocol,
    road: { kind: 'memory', road },
    scenario: played,
    clock: time.clock,
    timers: time.timers,
  })
  const gateway = superviseGateway({
    driver,
    settings: driver.settings.parse({}),
    linkSettings: { kind: 'memory', name: 'test' },
    openLink: (_settings, linkEvents) => road.open('near', linkEvents),
    clock: time.clock,
    timers: time.timers,
    random: seededRandom(7),
    onEvent: (event) => events.push(event),
    onStatus: () => {},
  })
  gateway.start()
  await time.advance(10_000)
  const made: Bench = {
    time,
    road,
    gateway,
    simulator,
    events,
    all: <K extends GatewayEvent['kind']>(kind: K) =>
      events.filter((event) => event.kind === kind) as Extract<GatewayEvent, { kind: K }>[],
    async outcome(id, command, withinMs = 20_000) {
      gateway.command(id, command)
      await time.advance(withinMs)
      return made
        .all('commandResult')
        .filter((event) => event.command === id)
        .map((event) => event.result)
    },
    async stop() {
      await gateway.close()
      await simulator.stop()
    },
  }
  return made
}

const text = (to: string, body = '请回报位置'): GatewayCommand => ({
  kind: 'sendText',
  to,
  group: false,
  body,
})

for (const [protocol, driver] of [
  ['hrnp', hyteraHrnp],
  ['hstrp', hyteraHstrp],
] as const) {
  const open = (played?: Scenario): Promise<Bench> => bench(driver as Driver, protocol, played)

  it(`${protocol}: becomes ready, and every frame either way is understood`, async () => {
    const b = await open()
    // The repeater knocks every three seconds; the start questions take no time at all.
    expect(b.time.clock.nowMs() - b.gateway.health.since).toBeGreaterThan(6000)
    await b.time.advance(60_000)
    expect(b.gateway.health).toMatchObject({ state: 'ready', driverFaults: 0 })
    expect(b.gateway.frames.exportLines().filter((line) => !line.includes('\tok\t'))).toEqual([])
    expect(b.gateway.health.counts).toMatchObject({ damaged: 0, noise: 0, unknown: 0 })
    await b.stop()
  })

  it(`${protocol}: radios register and answer a check; an absent one does not`, async () => {
    const b = await open()
    expect(
      b
        .all('radioPresence')
        .filter((e) => e.how === 'registered')
        .map((e) => e.radio),
    ).toEqual(['1001', '1002'])
    const there = await b.outcome('c1', { kind: 'check', radio: '1002' })
    expect(there.at(-1)).toMatchObject({ kind: 'confirmed', detail: { online: true } })
    const absent = await b.outcome('c2', { kind: 'check', radio: '1011' })
    expect(absent.at(-1)).toMatchObject({ kind: 'confirmed', detail: { online: false } })
    expect(b.all('radioPresence').at(-1)).toMatchObject({ radio: '1011', online: false })
    await b.stop()
  })

  it(`${protocol}: a text is delivered, and one to a radio that is off is refused with cause 8`, async () => {
    const b = await open()
    expect((await b.outcome('t1', text('1001'))).at(-1)).toMatchObject({ kind: 'confirmed' })
    expect((await b.outcome('t2', text('1011'))).at(-1)).toEqual({
      kind: 'refused',
      cause: 'tmp-8',
    })
    expect(driver.causes['tmp-8']).toContain('未应答')
    const group = await b.outcome('t3', { kind: 'sendText', to: '101', group: true, body: '集合' })
    expect(group.at(-1)).toMatchObject({ kind: 'confirmed' })
    await b.stop()
  })

  it(`${protocol}: texts of radios arrive once, word for word`, async () => {
    const b = await open()
    b.simulator.perform({ kind: 'text', radio: 1001, body: '【演练】水位上涨' })
    b.simulator.perform({ kind: 'groupText', radio: 1002, group: 101, body: '收到😀' })
    await b.time.advance(30_000)
    expect(b.all('text')).toMatchObject([
      { from: '1001', to: '1000', group: false, body: '【演练】水位上涨' },
      { from: '1002', to: '101', group: true, body: '收到😀' },
    ])
    await b.stop()
  })

  it(`${protocol}: radios move, and can be located on request and at an interval`, async () => {
    const b = await open()
    await b.time.advance(60_000)
    const fixes = (): GatewayFix[] => b.all('position').map((e) => e.fix)
    const own = fixes().filter((fix) => fix.radio === '1001')
    expect(own.length).toBeGreaterThanOrEqual(6)
    expect(new Set(own.map((fix) => fix.lat)).size).toBe(own.length)
    for (const fix of own) {
      expect(fix.valid).toBe(true)
      expect(fix.lat).toBeGreaterThan(26.3299)
      expect(fix.lat).toBeLessThan(26.3401)
      expect(Math.abs((fix.speedKmh ?? 0) - 36)).toBeLessThan(1.852)
    }
    expect((await b.outcome('l1', { kind: 'locate', radio: '1002' })).at(-1)).toMatchObject({
      kind: 'confirmed',
    })
    expect(fixes().findLast((fix) => fix.radio === '1002')).toMatchObject({
      lat: 26.35,
      lon: 116.3,
    })
    expect((await b.outcome('l2', { kind: 'locate', radio: '1003' })).at(-1)).toMatchObject({
      kind: 'refused',
      cause: 'lp-6',
    })
    expect((await b.outcome('l3', { kind: 'locate', radio: '1011' })).at(-1)).toMatchObject({
      kind: 'refused',
    })
    const before = fixes().length
    expect(
      (await b.outcome('l4', { kind: 'locate', radio: '1002', intervalS: 5 }, 26_000)).at(-1),
    ).toMatchObject({ kind: 'confirmed' })
    expect(
      fixes()
        .slice(before)
        .filter((fix) => fix.radio === '1002').length,
    ).toBeGreaterThanOrEqual(4)
    await b.stop()
  })

  it(`${protocol}: a group call begins, names its talker and ends`, async () => {
    const b = await open()
    b.simulator.perform({ kind: 'groupCall', radio: 1001, group: 101, talkS: 4 })
    await b.time.advance(10_000)
    const [start] = b.all('callStart')
    expect(start).toMatchObject({ type: 'group', target: '101', caller: '1001', direction: 'in' })
    expect(b.all('talker')).toMatchObject([{ call: start?.call, radio: '1001' }])
    expect(b.all('callEnd')).toMatchObject([{ call: start?.call, cause: 'ended' }])
    await b.stop()
  })

  it(`${protocol}: an emergency is raised once with its position`, async () => {
    const b = await open()
    b.simulator.perform({ kind: 'emergency', radio: 1001, group: 101, clearAfterS: 15 })
    await b.time.advance(30_000)
    const raised = b
      .all('emergency')
      .filter((e) => e.state === 'raised' && e.how === 'emergency-report')
    expect(raised).toMatchObject([{ from: '1001' }])
    expect(b.all('position').map((e) => e.fix.reason)).toContain('emergency')
    // Only a radio reports that the emergency was left; a repeater has no word for it.
    expect(b.all('emergency').at(-1)?.state).toBe(protocol === 'hrnp' ? 'cleared' : 'raised')
    await b.stop()
  })

  it(`${protocol}: the console calls a group and lets go`, async () => {
    const b = await open()
    expect(
      (await b.outcome('k1', { kind: 'call', type: 'group', target: '101' }, 5000)).at(-1),
    ).toMatchObject({ kind: 'confirmed' })
    expect((await b.outcome('k2', { kind: 'ptt', pressed: true }, 3000)).at(-1)).toMatchObject({
      kind: 'confirmed',
    })
    expect((await b.outcome('k3', { kind: 'ptt', pressed: false }, 3000)).at(-1)).toMatchObject({
      kind: 'confirmed',
    })
    await b.stop()
  })

  it(`${protocol}: goes on after the cable was pulled and put back, with every radio registered again`, async () => {
    const b = await open()
    b.road.pull()
    await b.time.advance(3000)
    expect(b.events.at(-1)).toMatchObject({ kind: 'lost', reason: 'vanished' })
    expect((await b.outcome('t1', text('1001'), 0)).at(-1)).toEqual({
      kind: 'refused',
      cause: 'gateway-down',
    })
    b.road.plug()
    const before = b.events.length
    await b.time.advance(30_000)
    expect(b.gateway.health.state).toBe('ready')
    const after = b.events.slice(before)
    expect(after).toContainEqual(expect.objectContaining({ kind: 'back' }))
    const again = after.flatMap((e) =>
      e.kind === 'radioPresence' && e.how === 'registered' ? [e.radio] : [],
    )
    expect(again).toEqual(['1001', '1002'])
    await b.stop()
  })

  it(`${protocol}: carries the load that was asked for`, async () => {
    const b = await open({ ...field, loadPerS: 100 })
    const before = b.all('position').length
    await b.time.advance(10_000)
    const perSecond = (b.all('position').length - before) / 10
    // One of the three radios has no position to report.
    expect(perSecond).toBeGreaterThan(60)
    expect(perSecond).toBeLessThan(70)
    await b.stop()
  })

  it(`${protocol}: leaves no timer behind when it is stopped`, async () => {
    const b = await open()
    await b.stop()
    await b.simulator.stop()
    expect(b.time.waiting).toBe(0)
  })
}

it('nmea: a receiver first has no fix and then a place and a time', async () => {
  const b = await bench(nmea as Driver, 'nmea')
  expect(b.gateway.health.state).toBe('ready')
  expect(b.gateway.health.counts).toMatchObject({ damaged: 0, noise: 0, unknown: 0 })
  const fixes = b.all('position').map((event) => event.fix)
  expect(fixes.length).toBeGreaterThanOrEqual(6)
  expect(fixes.at(-1)?.valid).toBe(true)
  expect(fixes.at(-1)?.lat).toBeCloseTo(26.33, 6)
  expect(b.all('clockQuality')).toMatchObject([{ source: 'beidou' }])
  expect(Math.abs(b.all('clockQuality')[0]?.offsetMs ?? Infinity)).toBeLessThan(1000)
  await b.stop()
  expect(b.time.waiting).toBe(0)
})

it('a radio is taken off the air and given back; one that is off is not reached', async () => {
  const { outcome, simulator, all, time, stop } = await bench(hyteraHrnp, 'hrnp')
  expect(await outcome('s', { kind: 'stun', radio: '1001' })).toMatchObject([
    { kind: 'accepted' },
    { kind: 'confirmed' },
  ])
  expect(all('radioState')).toEqual([{ kind: 'radioState', radio: '1001', enabled: false }])
  simulator.perform({ kind: 'text', radio: 1001, body: '听得到吗' })
  await time.advance(15_000)
  expect(all('text')).toEqual([])
  expect((await outcome('r', { kind: 'revive', radio: '1001' })).at(-1)).toEqual({
    kind: 'confirmed',
  })
  simulator.perform({ kind: 'text', radio: 1001, body: '听得到了' })
  await time.advance(15_000)
  expect(all('text').map(({ body }) => body)).toEqual(['听得到了'])
  expect((await outcome('m', { kind: 'monitor', radio: '1011' })).at(-1)).toMatchObject({
    kind: 'refused',
    cause: 'rcp-10',
  })
  await stop()
})
