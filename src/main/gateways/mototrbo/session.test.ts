import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { fakeTime, seededRandom } from '../../../../tests/support/fake-time.ts'
import { fromHex, toHex } from '../../../core/gateway/frame-kit.ts'
import type { FrameRecord } from '../../../core/gateway/driver.ts'
import type { CommandResult, GatewayEvent } from '../../../core/gateway/events.ts'
import type { VectorRow } from '../../tools/vector-protocol.ts'
import { runVectors } from '../../tools/vector-run.ts'
import {
  agreed,
  deregistration,
  here,
  place,
  registration,
  taken,
  written,
} from '../../tools/simulate/wire/mototrbo.ts'
import { addressOf, numberOf } from './address.ts'
import { readArs } from './ars.ts'
import { mototrbo } from './driver.ts'
import { datagrams } from './fixtures/datagrams.ts'
import { readLrrp } from './lrrp.ts'
import { bodyOf, readTms } from './tms.ts'
import { mototrboVectors } from './vectors.ts'

const readers = { ARS: readArs, LRRP: readLrrp, TMS: readTms }
const [ars, lrrp, tms] = [0, 1, 2]
/** 1001 = 0x3E9. */
const radio = '12.0.3.233'

function desk(settings: unknown = {}) {
  const time = fakeTime()
  const events: GatewayEvent[] = []
  const records: FrameRecord[] = []
  const sent: { hex: string; channel: number; to: string | undefined }[] = []
  const session = mototrbo.session(mototrbo.settings.parse(settings), {
    timers: time.timers,
    random: seededRandom(1),
    nowMs: () => time.clock.nowMs(),
    monotonicMs: () => time.clock.monotonicMs(),
    write: (bytes, channel = 0, to) => sent.push({ hex: toHex(bytes), channel, to }),
    emit: (event) => events.push(event),
    record: (record) => records.push(record),
  })
  session.start()
  const hear = (bytes: Uint8Array, channel: number, from = radio) =>
    session.onBytes(bytes, channel, from)
  const of = <Kind extends GatewayEvent['kind']>(kind: Kind) =>
    events.filter((event): event is Extract<GatewayEvent, { kind: Kind }> => event.kind === kind)
  const results = (command: string): CommandResult[] =>
    of('commandResult').flatMap((event) => (event.command === command ? [event.result] : []))
  return { time, session, events, records, sent, hear, of, results }
}

const read = (service: keyof typeof readers, hex: string) =>
  readers[service](fromHex(hex) ?? new Uint8Array())

it.each(datagrams.filter(({ says }) => says))('reads $service $name', ({ service, hex, says }) => {
  expect(read(service, hex)).toMatchObject(says ?? {})
})

it.each(datagrams.filter(({ says }) => !says))(
  'finds $service $name damaged',
  ({ service, hex }) => {
    expect(read(service, hex)).toBeUndefined()
  },
)

it('reads the degrees of a place', () => {
  const where = readLrrp(fromHex('07 0f 22 04 00000001 66 257275e0 52ba23f4') ?? new Uint8Array())
  expect(where?.lat).toBeCloseTo(26.33, 6)
  expect(where?.lon).toBeCloseTo(116.335, 6)
})

it('knows a radio by its address, and no address of another network', () => {
  expect(addressOf(12, '1001')).toBe(radio)
  expect(numberOf(12, radio)).toBe('1001')
  for (const address of ['13.0.3.233', '12.0.3', '12.0.0.0', undefined])
    expect(numberOf(12, address)).toBeUndefined()
  for (const number of ['0', '16777216', 'x', '']) expect(addressOf(12, number)).toBeUndefined()
})

it('keeps the subject of a text and drops an empty one', () => {
  expect(bodyOf('\r\n收到')).toBe('收到')
  expect(bodyOf('通知\r\n请集结\0')).toBe('通知：请集结')
  expect(bodyOf('收到')).toBe('收到')
})

it('registers a radio, tells it when to come again, and misses it when it does not', async () => {
  const { time, hear, sent, of } = desk()
  hear(registration('1001'), ars)
  expect(sent).toEqual([{ hex: '0002bf01', channel: ars, to: radio }])
  await time.advance(31 * 60_000)
  hear(registration('1001'), ars)
  await time.advance(31 * 60_000)
  expect(of('radioPresence').map(({ online, how }) => [online, how])).toEqual([
    [true, 'registered'],
    [true, 'registered'],
  ])
  await time.advance(2 * 60_000)
  expect(of('radioPresence').at(-1)).toMatchObject({ radio: '1001', online: false, how: 'expired' })
  hear(registration('1001'), ars)
  hear(deregistration, ars)
  expect(of('radioPresence').at(-1)).toMatchObject({ online: false, how: 'deregistered' })
})

it('is ready at once and says how many it has heard; with a radio to ask it knows that the line is dead', async () => {
  const plain = desk()
  const ready = () => plain.of('session').at(-1)?.status
  expect(ready()).toEqual({ kind: 'ready', detail: '0 台电台在线' })
  plain.hear(registration('1001'), ars)
  await plain.time.advance(1000)
  expect(ready()).toEqual({ kind: 'ready', detail: '1 台电台在线' })

  const probing = desk({ probeRadio: 1000 })
  const states = () => probing.of('session').map(({ status }) => status.kind)
  expect(states()).toEqual(['connecting'])
  probing.hear(here, ars, '12.0.3.232')
  expect(states()).toEqual(['connecting', 'ready'])
  await probing.time.advance(45_000)
  expect(states().at(-1)).toBe('silent')
  probing.hear(here, ars, '12.0.3.232')
  expect(states().at(-1)).toBe('ready')
})

it('sends a text, is told that it arrived, and also when that comes late', async () => {
  const { time, session, hear, sent, results, of } = desk()
  session.command('c', { kind: 'sendText', to: '1001', group: false, body: '请回报' })
  expect(sent[0]).toMatchObject({ channel: tms, to: radio })
  hear(taken(5), tms)
  expect(results('c').map(({ kind }) => kind)).toEqual(['accepted'])
  hear(taken(0), tms)
  hear(taken(0), tms)
  expect(results('c').map(({ kind }) => kind)).toEqual(['accepted', 'confirmed'])
  session.command('d', { kind: 'sendText', to: '1001', group: false, body: '请回报' })
  await time.advance(31_000)
  expect(results('d').at(-1)).toEqual({ kind: 'timed-out' })
  expect(sent).toHaveLength(2)
  hear(taken(1), tms)
  hear(taken(1), tms)
  expect(of('delivery')).toEqual([{ kind: 'delivery', to: '1001', ref: '1', state: 'delivered' }])
})

it('takes a text, acknowledges each repeat and tells it once', () => {
  const { hear, sent, of } = desk()
  hear(written(37, '到位'), tms)
  hear(written(37, '到位'), tms)
  expect(sent.map(({ hex }) => hex)).toEqual(['00049f008520', '00049f008520'])
  expect(of('text')).toMatchObject([{ from: '1001', body: '到位' }])
})

it('writes to a group without waiting for anybody', () => {
  const { session, sent, results } = desk()
  session.command('c', { kind: 'sendText', to: '101', group: true, body: '集合' })
  expect(sent[0]?.to).toBe('225.0.0.101')
  expect(results('c').at(-1)).toMatchObject({ kind: 'confirmed', detail: { sentTo: 'group' } })
})

it.each([
  ['', 'text-empty'],
  ['长'.repeat(141), 'text-too-long'],
])('refuses a text it cannot send', (body, cause) => {
  const { session, sent, results } = desk()
  session.command('c', { kind: 'sendText', to: '1001', group: false, body })
  expect(results('c')).toEqual([{ kind: 'refused', cause }])
  expect(sent).toEqual([])
})

it('never uses a number that still waits, and says when all do', () => {
  const { session, results, sent } = desk()
  for (let n = 0; n < 129; n++)
    session.command(`c${n}`, { kind: 'sendText', to: '1001', group: false, body: 'x' })
  expect(new Set(sent.map(({ hex }) => hex)).size).toBe(128)
  expect(results('c128')).toEqual([{ kind: 'refused', cause: 'too-many-open' }])
})

it('locates once, at an interval and stops; a radio without a receiver says so', () => {
  const { time, session, hear, sent, results, of } = desk()
  const standing = { lat: 26.33, lon: 116.335, speedKmh: 36, headingDeg: 90 }
  const now = time.clock.nowMs()
  session.command('once', { kind: 'locate', radio: '1001' })
  hear(place(7, Buffer.of(0, 0, 0, 9), standing, now), lrrp)
  expect(results('once').map(({ kind }) => kind)).toEqual(['accepted'])
  hear(place(7, Buffer.of(0, 0, 0, 1), standing, now), lrrp)
  expect(results('once').at(-1)).toEqual({ kind: 'confirmed' })
  expect(of('position').at(-1)?.fix).toMatchObject({
    radio: '1001',
    valid: true,
    reason: 'request',
    fixAt: now,
    speedKmh: 36,
    headingDeg: 90,
  })
  const id = Buffer.of(0x40, 0, 3, 0xe9)
  session.command('each', { kind: 'locate', radio: '1001', intervalS: 200 })
  expect(sent.at(-1)?.hex).toBe('090c2204400003e9516234318148')
  hear(agreed(11, id), lrrp)
  session.command('stop', { kind: 'locate', radio: '1001', intervalS: 0 })
  hear(agreed(17, id), lrrp)
  expect(results('each').at(-1)).toEqual({ kind: 'confirmed' })
  expect(results('stop').at(-1)).toEqual({ kind: 'confirmed' })
  session.command('none', { kind: 'locate', radio: '1001' })
  hear(Buffer.from('07082204000000023710', 'hex'), lrrp)
  expect(results('none').at(-1)).toEqual({ kind: 'refused', cause: 'location-16' })
})

it('checks a radio, for everybody who asked at once, and says when nobody answers', async () => {
  const { time, session, hear, results } = desk()
  session.command('a', { kind: 'check', radio: '1001' })
  session.command('b', { kind: 'check', radio: '1001' })
  hear(here, ars)
  for (const command of ['a', 'b'])
    expect(results(command)).toEqual([{ kind: 'confirmed', detail: { online: true } }])
  session.command('c', { kind: 'check', radio: '1001' })
  await time.advance(11_000)
  expect(results('c')).toEqual([{ kind: 'timed-out' }])
})

it('says that what was under way at the end may have gone out, and leaves no timer', () => {
  const { time, session, hear, results } = desk({ probeRadio: 1000 })
  hear(registration('1001'), ars)
  session.command('c', { kind: 'sendText', to: '1001', group: false, body: 'x' })
  session.close()
  session.close()
  expect(results('c').at(-1)).toEqual({ kind: 'unknown', cause: 'session-ended' })
  expect(time.waiting).toBe(0)
})

it('records a cut datagram as damaged and one of no known type as unknown', () => {
  const { hear, records } = desk()
  hear(fromHex('0009 f0 20') ?? new Uint8Array(), ars)
  hear(fromHex('0001 3c') ?? new Uint8Array(), ars)
  expect(records.map(({ outcome, kind }) => [outcome, kind])).toEqual([
    ['damaged', 'ars/damaged'],
    ['unknown', 'ars/type_12'],
  ])
})

const published = '../shared/vectors/mototrbo.json'
it('reads every published datagram and number', async ({ skip }) => {
  if (!existsSync(published)) skip(`no ${published}`)
  const rows = JSON.parse(await readFile(published, 'utf8')) as VectorRow[]
  expect(runVectors(mototrboVectors, rows)).toMatchObject({ total: 34, passed: 34, failures: [] })
})
