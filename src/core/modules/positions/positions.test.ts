import { expect, it } from 'vitest'
import { openBench, type Bench } from '../../../../tests/support/module-bench.ts'
import type { GatewayFix } from '../../gateway/events.ts'
import { alarmsModule } from '../alarms/index.ts'
import { gatewaysModule } from '../gateways/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { rulesModule } from '../rules/index.ts'
import { teamsModule } from '../teams/index.ts'
import { latestPosition, positionsModule } from './index.ts'
import { openPositionRing, thinned, type HeldPosition } from './ring.ts'

const modules = [
  alarmsModule,
  logbookModule,
  rulesModule,
  teamsModule,
  positionsModule,
  gatewaysModule,
]
const shicheng = { lat: 26.31, lon: 116.34 }

async function desk(driverSettings: Record<string, unknown> = {}) {
  const bench = openBench(modules)
  const link = { kind: 'serial', path: '/dev/ttyUSB0', baud: 115200 } as const
  const { id } = await bench.api.gateways.add({
    name: '中心',
    driver: 'fake',
    link,
    driverSettings,
  })
  bench.hub.health(id, { state: 'ready', reason: 'working' })
  const fix = (more: Partial<GatewayFix> = {}) =>
    bench.hub.say(id, {
      kind: 'position',
      fix: { radio: '101', ...shicheng, valid: true, ...more },
    })
  return { ...bench, id, fix }
}
const qualities = async ({ api }: Pick<Bench, 'api'>) =>
  (await api.positions.latest()).map(({ quality }) => quality)

it('streams a fix under its unit, and under its number where no unit holds the radio', async () => {
  const { api, fix, id, published } = await desk()
  const { id: unit } = await api.teams.register({
    name: '小松队',
    callSign: '小松01',
    group: 'township',
    type: 'fire',
    radios: ['101'],
  })
  fix()
  fix({ radio: '205' })
  expect(published.map(({ key }) => key)).toEqual([`unit:${unit}`, `radio:${id}:205`])
})

it('moves a position to the unit that takes the radio over', async () => {
  const { api, fix, id } = await desk()
  fix()
  expect((await api.positions.latest())[0]?.key).toBe(`radio:${id}:101`)
  const made = await api.teams.register({
    name: '小松队',
    callSign: '小松01',
    group: 'township',
    type: 'fire',
    radios: ['101'],
  })
  expect((await api.positions.latest()).map(({ key }) => key)).toEqual([`unit:${made.id}`])
})

it.each([
  ['no-fix', { valid: false }],
  ['implausible', { lat: 0, lon: 0 }],
  ['implausible', { lat: 95, lon: 116 }],
  ['implausible', { lat: Number.NaN }],
  ['far', { lat: 51.5, lon: -0.1 }],
] as const)('keeps a fix that is %s off the map (%o)', async (quality, more) => {
  const bench = await desk()
  bench.fix(more)
  expect(bench.published).toEqual([])
  expect(await qualities(bench)).toEqual([quality])
})

it('does not draw coordinates whose datum is unknown', async () => {
  const bench = await desk({ datum: 'unknown' })
  bench.fix()
  expect(bench.published).toEqual([])
  expect(await qualities(bench)).toEqual(['datum-unknown'])
})

it('does not hide a usable position behind a later one that is not', async () => {
  const { context, fix, id, test } = await desk()
  fix()
  test.world.advance(60_000)
  fix({ lat: 26.4, valid: false })
  expect(latestPosition(context, `radio:${id}:101`)).toMatchObject(shicheng)
})

it('does not go back to an older fix that arrives late, and dates a fix from the future by its arrival', async () => {
  const { context, fix, id, published, test } = await desk()
  const now = test.world.clock.nowMs()
  fix({ fixAt: now + 86_400_000 })
  expect(latestPosition(context, `radio:${id}:101`)?.at).toBe(now)
  fix({ lat: 26.4, fixAt: now - 30_000 })
  expect(latestPosition(context, `radio:${id}:101`)).toMatchObject(shicheng)
  expect(published).toHaveLength(1)
})

it('puts a late point on the track at its own time, also from yesterday, and moves nothing', async () => {
  const { api, context, fix, id, published, test } = await desk()
  const now = test.world.clock.nowMs()
  fix({ fixAt: now })
  fix({ lat: 26.4, fixAt: now - 30 * 3_600_000, late: true })
  fix({ lat: 26.5, late: true })
  expect(published).toHaveLength(1)
  const key = `radio:${id}:101`
  expect(latestPosition(context, key)).toMatchObject(shicheng)
  const track = await api.positions.track({ key, from: 0, to: now })
  expect(track.map(({ lat, at }) => [lat, at])).toEqual([
    [26.4, now - 30 * 3_600_000],
    [shicheng.lat, now],
  ])
})

it('keeps an old late point from being the newest after a restart', async () => {
  const before = await desk()
  const now = before.test.world.clock.nowMs()
  before.fix({ fixAt: now })
  before.fix({ lat: 26.4, fixAt: now - 3_600_000, late: true })
  before.test.world.advance(1000)
  const { context } = before.restart()
  expect(latestPosition(context, `radio:${before.id}:101`)).toMatchObject(shicheng)
})

it('knows the newest positions again after a restart, and gives the track', async () => {
  const before = await desk()
  const from = before.test.world.clock.nowMs()
  for (let n = 0; n < 5; n++) {
    before.fix({ lat: 26.3 + n / 100 })
    before.test.world.advance(1000)
  }
  before.fix({ valid: false })
  const { api, context } = before.restart()
  const key = `radio:${before.id}:101`
  expect(latestPosition(context, key)?.lat).toBeCloseTo(26.34)
  const track = await api.positions.track({ key, from, to: from + 60_000 })
  expect(track.map(({ lat }) => lat.toFixed(2))).toEqual([
    '26.30',
    '26.31',
    '26.32',
    '26.33',
    '26.34',
    '26.31',
  ])
})

it('writes a burst in one transaction', async () => {
  const { context, fix, test } = await desk()
  const count = () =>
    context.live.prepare<{ n: number }>('select count(*) n from position').get()?.n
  for (let n = 0; n < 500; n++) fix({ radio: String(n) })
  expect(count()).toBe(0)
  test.world.advance(250)
  expect(count()).toBe(500)
})

/** Known again by its speed. */
const heldAt = (at: number, speedKmh: number): HeldPosition => ({
  key: 'unit:a',
  at,
  ...shicheng,
  quality: 'good',
  speedKmh,
  headingDeg: null,
  gateway: 'g',
  radio: '1',
  arrivedAt: at,
  late: false,
})

it('gives of a long track the first fix of each of as many stretches, and of a short one all', () => {
  const { context, test } = openBench(modules)
  const ring = openPositionRing(context)
  const from = test.world.clock.nowMs()
  const all = Array.from({ length: 100 }, (_, second) => heldAt(from + second * 1000, second))
  for (const one of all) ring.add(one)
  const to = from + 99_999
  const { positions, total } = ring.thinnedTrack('unit:a', from, to, 10)
  expect(total).toBe(100)
  expect(positions.map(({ speedKmh }) => speedKmh)).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90])
  expect(ring.thinnedTrack('unit:a', from, to, 100).positions).toHaveLength(100)
  // The same of fixes that are at hand.
  expect(positions).toMatchObject(thinned(all, from, to, 10))
})

it('keeps the ring within its count and its age', () => {
  const { context, test } = openBench(modules)
  const ring = openPositionRing(context, { perKey: 100, ageMs: 3_600_000 })
  const position = (n: number) => heldAt(test.world.clock.nowMs(), n)
  for (let n = 0; n < 250; n++) ring.add(position(n))
  test.world.advance(61_000)
  const all = () => ring.track('unit:a', 0, test.world.clock.nowMs(), 1000)
  expect(all().map(({ speedKmh }) => speedKmh)).toEqual(
    Array.from({ length: 100 }, (_, n) => n + 150),
  )
  test.world.advance(3_600_000)
  ring.add(position(999))
  test.world.advance(61_000)
  expect(all().map(({ speedKmh }) => speedKmh)).toEqual([999])
})

it('says where the console itself is, from a satellite receiver', async () => {
  const { api, fix } = await desk()
  fix({ radio: 'own', reason: 'own' })
  expect(await api.positions.latest()).toMatchObject([{ key: 'own' }])
})

it('watches the clock: quiet up to two seconds, amber up to a minute, then an alarm with a line', async () => {
  const { api, hub, id, lines } = await desk()
  const say = (offsetMs: number) =>
    hub.say(id, { kind: 'clockQuality', offsetMs, source: 'beidou' })
  expect(await api.positions.clock()).toBeNull()
  say(1500)
  expect(await api.positions.clock()).toMatchObject({ level: 'good', source: '北斗' })
  say(-30_000)
  expect(await api.positions.clock()).toMatchObject({ level: 'amber' })
  expect((await api.alarms.open()).alarms).toEqual([])
  say(-192_000)
  say(-193_000)
  expect((await api.alarms.open()).alarms).toMatchObject([{ kind: 'clock-doubt', times: 1 }])
  expect(lines().at(-1)).toBe('本机时钟比北斗时间快 3 分 12 秒，记录时间可能不准')
  say(200)
  expect((await api.alarms.open()).alarms).toMatchObject([{ state: 'cleared-unacknowledged' }])
})
