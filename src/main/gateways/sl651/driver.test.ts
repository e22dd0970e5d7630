import { expect, it } from 'vitest'
import { fakeIo } from '../hytera/fake-io.ts'
import { fromLatin1, toHex } from '../../../core/gateway/frame-kit.ts'
import { superviseGateway } from '../../../core/gateway/supervisor.ts'
import { fakeTime, seededRandom } from '../../../../tests/support/fake-time.ts'
import { playedGateway } from '../../../../tests/support/played-gateway.ts'
import { memoryRoad } from '../../adapters/links/memory-link.ts'
import { readScenario } from '../../tools/simulate/scenario.ts'
import { beidou } from '../beidou/index.ts'
import { writeBinary } from '../beidou/binary.ts'
import { writeSentence } from '../beidou/sentence.ts'
import { sl651 } from './driver.ts'
import { packet, river, station, up } from './fixtures/frames.ts'
import { readFrame } from './frame.ts'

const report = up('32', `${river} 2019 000125 4520 00000080`)

function bench(settings: Record<string, unknown> = {}) {
  const fake = fakeIo(Date.UTC(2026, 6, 1, 4, 0, 5))
  const session = sl651.session(sl651.settings.parse(settings), fake.io)
  session.start()
  const sent = () => fake.written.map(({ bytes }) => readFrame(bytes))
  return { ...fake, fake, session, sent }
}

it('is ready at once, counts the stations that spoke, and sends nothing by itself', () => {
  const { session, fake, eventsOf } = bench()
  expect(eventsOf('session').map(({ status }) => status)).toEqual([
    { kind: 'connecting', step: 'waiting-for-stations' },
    { kind: 'ready', detail: '等待测站上报' },
  ])
  session.onBytes(report, 0)
  expect(eventsOf('session').at(-1)?.status).toEqual({ kind: 'ready', detail: '1 个测站上报过' })
  expect(eventsOf('stationHeard')).toEqual([
    {
      kind: 'stationHeard',
      station,
      report: 'timed',
      clockAt: Date.UTC(2026, 6, 1, 4),
      stationClass: 'river',
    },
  ])
  expect(eventsOf('reading').map(({ reading }) => reading.value)).toEqual([12.5])
  fake.advance(600_000)
  expect(fake.written).toEqual([])
})

it('confirms as it is set, every time, and takes a repeated report once', () => {
  const { session, sent, eventsOf } = bench({ confirm: 'eot' })
  for (let turn = 0; turn < 3; turn++) session.onBytes(report, 0)
  session.onBytes(up('2f', ''), 0)
  expect(sent()).toMatchObject(
    Array.from({ length: 3 }, () => ({ code: 0x32, end: 'EOT', serial: 7, password: '1234' })),
  )
  expect(eventsOf('reading')).toHaveLength(1)
  expect(eventsOf('stationHeard').map((event) => event.report)).toEqual(['timed', 'heartbeat'])
})

it('confirms a message in packets once, with its last packet', () => {
  const { session, sent, eventsOf } = bench({ confirm: 'esc' })
  const whole = `0007260701120000${river}2019000125`.replaceAll(' ', '')
  session.onBytes(packet('32', 2, 1, whole.slice(0, 50), '17'), 0)
  expect(sent()).toEqual([])
  session.onBytes(packet('32', 2, 2, whole.slice(50), '03'), 0)
  expect(sent()).toMatchObject([{ code: 0x32, serial: 7, end: 'ESC' }])
  expect(eventsOf('reading')).toHaveLength(1)
})

it('asks a station that it has heard, once, and hands over the answer', () => {
  const { session, fake, sent, resultsOf, eventsOf } = bench({ passwords: { [station]: 'AB12' } })
  session.command('a', { kind: 'queryStation', station })
  expect(resultsOf('a')).toEqual([{ kind: 'refused', cause: 'never-heard' }])
  session.onBytes(up('2f', ''), 3)
  session.command('b', { kind: 'queryStation', station })
  session.command('c', { kind: 'setStationClock', station })
  expect(resultsOf('c')).toEqual([{ kind: 'refused', cause: 'already-asked' }])
  expect(fake.written.map(({ channel }) => channel)).toEqual([3])
  expect(sent()).toMatchObject([{ code: 0x37, end: 'ENQ', password: 'ab12', station }])
  session.onBytes(up('37', `${river} 3923 00226400`), 3)
  session.onBytes(up('37', `${river} 3923 00226400`), 3)
  expect(resultsOf('b').map(({ kind }) => kind)).toEqual(['accepted', 'confirmed'])
  expect(eventsOf('reading').map(({ reading }) => [reading.report, reading.value])).toEqual([
    ['query', 226.4],
  ])
  session.command('d', { kind: 'setStationClock', station })
  expect(sent().at(-1)).toMatchObject({ code: 0x4a, sendTime: '260701120005' })
  fake.advance(20_000)
  expect(resultsOf('d').map(({ kind }) => kind)).toEqual(['accepted', 'timed-out'])
  expect(fake.written).toHaveLength(2)
})

it('can send confirmations, 37 and 4A and nothing else', () => {
  const { session, fake, resultsOf, sent } = bench({ confirm: 'eot' })
  session.onBytes(report, 0)
  const kinds = ['sendText', 'stun', 'inspect', 'selectChannel', 'check'] as const
  for (const kind of kinds) {
    session.command(kind, {
      kind,
      to: station,
      radio: station,
      group: false,
      body: '',
      channel: '',
    } as never)
    expect(resultsOf(kind)).toEqual([{ kind: 'refused', cause: 'unsupported' }])
  }
  session.command('q', { kind: 'queryStation', station })
  fake.advance(60_000)
  session.command('t', { kind: 'setStationClock', station })
  expect(sent().map((frame) => frame?.code)).toEqual([0x32, 0x37, 0x4a])
})

it('says that a station is gone whose connection closed, and asks it no more', () => {
  const { session, resultsOf } = bench()
  session.onPeer?.(5, 'open', '10.0.0.5')
  session.onBytes(up('2f', ''), 5)
  session.command('a', { kind: 'queryStation', station })
  session.onPeer?.(5, 'closed', '10.0.0.5')
  expect(resultsOf('a').at(-1)).toEqual({ kind: 'unknown', cause: 'line-lost' })
  session.command('b', { kind: 'queryStation', station })
  expect(resultsOf('b')).toEqual([{ kind: 'refused', cause: 'not-connected' }])
  session.onBytes(up('2f', '', { serial: '0008' }), 6)
  session.command('c', { kind: 'queryStation', station })
  expect(resultsOf('c')).toEqual([{ kind: 'accepted' }])
})

it('takes nothing from a wrong password where that is set, and says so once', () => {
  const { session, eventsOf } = bench({ passwords: { [station]: '9999' }, checkPassword: true })
  session.onBytes(report, 0)
  session.onBytes(up('2f', ''), 0)
  expect(eventsOf('reading')).toEqual([])
  expect(eventsOf('deviceAlarm')).toEqual([
    { kind: 'deviceAlarm', from: station, code: 'wrong-password', state: 'raised' },
  ])
})

it('tells faults of the status word when they come and go', () => {
  const { session, eventsOf } = bench()
  const status = (word: string, serial: string) =>
    session.onBytes(up('32', `${river} 4520 ${word}`, { serial }), 0)
  status('00000084', '0001')
  status('00000085', '0002')
  status('00000001', '0003')
  expect(eventsOf('deviceAlarm').map(({ code, state }) => `${code} ${state}`)).toEqual([
    'level-alarm raised',
    'ac-lost raised',
    'level-alarm cleared',
    'door-open raised',
  ])
})

it('reports a line on which no station spoke for an hour and five minutes', () => {
  const { session, fake, eventsOf } = bench()
  session.onBytes(report, 0)
  fake.advance(3_899_000)
  expect(eventsOf('session').at(-1)?.status.kind).toBe('ready')
  fake.advance(1000)
  expect(eventsOf('session').at(-1)?.status.kind).toBe('silent')
  session.onBytes(up('2f', ''), 0)
  expect(eventsOf('session').at(-1)?.status.kind).toBe('ready')
})

it('gives values, not texts, when a station reports through the satellite', () => {
  for (const wire of [
    (hex: string) => writeSentence(`BDTXR,1,0247801,1,,${hex.toUpperCase()}`),
    (hex: string) =>
      writeBinary('TXXX', 247_718, [
        0x63,
        3,
        0xc7,
        0xf9,
        10,
        30,
        0,
        0,
        ...Buffer.from(hex, 'hex'),
        0,
      ]),
  ]) {
    const fake = fakeIo()
    const session = beidou.session(beidou.settings.parse({}), fake.io)
    session.start()
    session.onBytes(wire(toHex(report)), 0)
    expect(fake.eventsOf('text')).toEqual([])
    expect(
      fake
        .eventsOf('reading')
        .map(({ reading }) => [reading.station, reading.element, reading.value]),
    ).toEqual([[station, 'PJ', 12.5]])
    session.close()
  }
})

it('keeps an hourly line open instead of opening it anew every minute', async () => {
  const time = fakeTime()
  const road = memoryRoad()
  let opened = 0
  const gateway = superviseGateway({
    driver: sl651,
    settings: sl651.settings.parse({ quietS: 120 }),
    linkSettings: { kind: 'memory', name: 'sl651' },
    openLink: (_settings, linkEvents) => {
      opened += 1
      return road.open('near', linkEvents)
    },
    clock: time.clock,
    timers: time.timers,
    random: seededRandom(5),
    onEvent: () => undefined,
    onStatus: () => undefined,
  })
  gateway.start()
  await time.advance(600_000)
  expect(gateway.health.state).toBe('silent')
  expect(opened).toBe(1)
  await gateway.close()
})

it('works with simulated stations that want confirmation, asks one and sets its clock', async () => {
  const demo = await readScenario('resources/scenarios/demo.json')
  const { time, of, gateway, stop } = await playedGateway({
    driver: sl651,
    protocol: 'sl651',
    settings: { confirm: 'eot' },
    scenario: { ...demo, stationsWantConfirmation: true },
    settleMs: 30_000,
  })
  const heard = () => of('stationHeard')
  expect(new Set(heard().map((event) => event.station))).toEqual(
    new Set(['6230010001', '6230010002', '6230010003']),
  )
  expect(heard().some((event) => event.report === 'extra')).toBe(true)
  const late = heard().find((event) => event.station === '6230010003')
  expect((late?.clockAt ?? 0) - time.clock.nowMs()).toBeLessThan(-880_000)
  const before = gateway.health.counts.in
  gateway.command('q', { kind: 'queryStation', station: '6230010003' })
  gateway.command('t', { kind: 'setStationClock', station: '6230010001' })
  await time.advance(5000)
  const ends = of('commandResult').map(({ command, result }) => `${command} ${result.kind}`)
  expect(ends.toSorted()).toEqual(['q accepted', 'q confirmed', 't accepted', 't confirmed'])
  expect(gateway.health.counts.in).toBe(before + 2)
  expect(gateway.health.counts).toMatchObject({ damaged: 0, noise: 0, unknown: 0 })
  expect(await stop()).toBe(0)
})

it('is recognised by its frames and names the station', () => {
  const recognise = sl651.detection?.recognise
  expect(recognise?.(report)).toEqual({ good: 1, damaged: 0, noise: 0, says: `测站 ${station}` })
  expect(recognise?.(fromLatin1('$GPRMC,1*00'))).toMatchObject({ good: 0, damaged: 0 })
})
