import { expect, it } from 'vitest'
import { openBench, type Bench } from '../../../../tests/support/module-bench.ts'
import type { GatewayFix } from '../../gateway/events.ts'
import { modules } from '../index.ts'

const minuteMs = 60_000

type Api = Bench['api']

/** What a page shows at this moment, by the queries that every screen asks. */
async function shownNow(api: Api) {
  const { assignments } = await api.dispatch.board({})
  const { incidents } = await api.incidents.list({})
  return {
    units: await api.teams.list(),
    incidents: incidents.map(({ lastEntryAt: _last, ...card }) => card),
    states: assignments.map(({ unit, incident, state, stateSince, orderedAt }) => ({
      unit,
      incident,
      state,
      stateSince,
      orderedAt,
    })),
    drawings: await api.drawings.list({}),
    features: await api.features.list({}),
    fences: (await api.fences.list()).map(
      ({ inside: _inside, trouble: _trouble, ...rest }) => rest,
    ),
    places: (await api.places.located())
      .filter(({ point }) => point !== null)
      .map(({ id, point }) => ({ id, point }))
      .toSorted((one, other) => one.id.localeCompare(other.id)),
    positions: (await api.positions.latest()).toSorted((a, b) => a.key.localeCompare(b.key)),
    alarms: (await api.alarms.open()).alarms.map(({ id, title, state }) => ({ id, title, state })),
    stations: (await api.stations.list()).map(stationWords),
  }
}

function stationWords({
  station,
  name,
  point,
  state,
  latest,
}: {
  readonly station: string
  readonly name: string
  readonly point: unknown
  readonly state: string
  readonly latest: readonly { readonly name: string; readonly value: number | null }[]
}) {
  const values = latest.map((one) => `${one.name} ${one.value}`)
  return { station, name, point, state, values }
}

async function shownThen(api: Api, at: number) {
  const { facts, features, positions, stations } = await api.lookback.picture({ at })
  const { picture } = facts
  if (!picture) throw new Error('nothing was held before')
  return {
    units: picture.units,
    incidents: picture.incidents,
    states: picture.assignments.map(({ unit, incident, state, stateSince, orderedAt }) => ({
      unit,
      incident,
      state,
      stateSince,
      orderedAt,
    })),
    drawings: picture.drawings,
    features: features.list,
    fences: picture.fences,
    places: picture.places
      .map(({ id, point }) => ({ id, point }))
      .toSorted((one, other) => one.id.localeCompare(other.id)),
    positions: positions.toSorted((a, b) => a.key.localeCompare(b.key)),
    alarms: picture.alarms.map(({ id, title, state }) => ({ id, title, state })),
    stations: stations.map(stationWords),
  }
}

const linesOf = async (api: Api, incident: string) =>
  (await api.logbook.list({ incident, limit: 100 })).entries

async function desk() {
  const bench = openBench(modules)
  const { api, hub, test } = bench
  const now = () => test.world.clock.nowMs()
  const { id: gateway } = await api.gateways.add({
    name: '中心',
    driver: 'fake',
    link: { kind: 'serial', path: '/dev/ttyUSB0', baud: 115200 },
    driverSettings: {},
  })
  hub.health(gateway, { state: 'ready', reason: 'working' })
  const fix = (radio: string, lat: number, more: Partial<GatewayFix> = {}) =>
    hub.say(gateway, { kind: 'position', fix: { radio, valid: true, lat, lon: 116.34, ...more } })
  const register = (callSign: string, radio: string) =>
    api.teams.register({
      name: `${callSign}队`,
      callSign,
      group: 'township',
      type: 'fire',
      radios: [radio],
    })
  const measure = (value: number) => {
    hub.say(gateway, { kind: 'stationHeard', station: '6230010001', report: 'timed' })
    hub.say(gateway, {
      kind: 'reading',
      reading: {
        station: '6230010001',
        at: now(),
        element: 'Z',
        unit: 'm',
        report: 'timed',
        value,
      },
    })
  }
  const call = (state: 'start' | 'end') =>
    hub.say(
      gateway,
      state === 'start'
        ? {
            kind: 'callStart',
            call: 'c1',
            direction: 'in',
            type: 'group',
            target: '10',
            caller: '101',
          }
        : { kind: 'callEnd', call: 'c1', cause: 'ended' },
    )
  return { ...bench, now, fix, register, measure, call }
}

const line = (lon: number) => ({
  shape: 'line' as const,
  geometry: {
    type: 'LineString' as const,
    coordinates: [
      [116.3, 26.3],
      [lon, 26.3],
    ] as [number, number][],
  },
})
const area = {
  type: 'Polygon' as const,
  coordinates: [
    [
      [116.3, 26.3],
      [116.32, 26.3],
      [116.32, 26.32],
      [116.3, 26.3],
    ] as [number, number][],
  ],
}

it('shows at 14:05 what was on the screen at 14:05, whatever was corrected, drawn or heard since', async () => {
  const { api, test, now, fix, register, measure } = await desk()
  measure(226.4)
  await api.stations.describe({
    station: '6230010001',
    name: '洋和水文站',
    place: '琴江镇',
    point: { lat: 26.33, lon: 116.35 },
    note: '',
  })
  const one = await register('小松01', '101')
  const two = await register('屏山01', '102')
  const { id: incident } = await api.incidents.open({
    source: '村支书刘某',
    channel: 'phone',
    place: { precision: 'township-only', text: '小松镇', township: '360735101' },
    category: null,
  })
  fix('101', 26.31)
  fix('102', 26.32)
  fix('555', 26.33)
  test.world.advance(minuteMs)
  const { orders } = await api.dispatch.order({
    incident,
    units: [one.id],
    task: '扑救',
    place: '罗源村',
    channel: 'G12',
  })
  const [order] = orders
  if (!order) throw new Error('no order')
  test.world.advance(minuteMs)
  await api.dispatch.advance({ assignment: order.assignment, to: 'acknowledged' })
  const { id: drawing } = await api.drawings.draw({
    incident,
    meaning: 'fire-line',
    outline: line(116.31),
    name: '东线',
  })
  const shelters = (await api.features.layers()).find(({ kind }) => kind === 'shelter')
  const { id: shelter } = await api.features.add({
    layer: shelters?.id ?? '',
    name: '小松中学',
    geometry: { type: 'Point', coordinates: [116.33, 26.31] },
    township: null,
    properties: { capacity: '300' },
  })
  const { id: fence } = await api.fences.define({
    name: '警戒区',
    source: { kind: 'own', geometry: area },
    watch: { kind: 'all' },
    rules: { enter: true, leave: false, stayMs: null },
  })
  const place = await api.places.register({
    name: '老码头',
    kind: '地点',
    point: { lat: 26.3, lon: 116.3, precision: 'surveyed' },
  })
  const { id: typed } = await api.logbook.write({
    incident,
    kind: 'report',
    source: { kind: 'text', text: '小松01' },
    text: '已看到火点，东侧蔓延',
  })
  test.world.advance(3 * minuteMs)
  fix('101', 26.312)

  const at = now()
  const recorded = await shownNow(api)
  const heard = await linesOf(api, incident)

  // Everything after 14:05: later states, corrections, a late fix, a radio that changes hands.
  test.world.advance(minuteMs)
  fix('101', 26.5, { late: true, fixAt: at - 30_000 })
  fix('102', 26.45, { fixAt: at - 1000 })
  fix('101', 26.4)
  await api.dispatch.advance({ assignment: order.assignment, to: 'en_route' })
  await api.teams.setStatus({ team: two.id, status: 'resting' })
  await api.teams.assignRadio({ team: two.id, radio: '555' })
  const [shown] = await api.drawings.list({})
  await api.drawings.change({
    drawing,
    seen: shown?.seen ?? [],
    incident,
    meaning: 'fire-line',
    outline: line(116.35),
    name: '东线',
  })
  await api.features.reportOccupancy({
    feature: shelter,
    people: 120,
    status: 'open',
    source: '刘老师',
  })
  await api.fences.withdraw({ fence, reason: '解除' })
  measure(227.1)
  await api.places.withdraw({ place: place.id, reason: '重复' })
  await api.logbook.correct({ entry: typed, reason: '方向听错', text: '已看到火点，西侧蔓延' })
  await api.incidents.setField({
    incident,
    field: 'title',
    value: '小松镇山火',
    seen: [],
  })
  await register('琴江01', '777')
  test.world.advance(60 * minuteMs)

  expect(await shownThen(api, at)).toEqual(recorded)
  expect((await api.lookback.lines({ incident, at, limit: 100 })).entries).toEqual(heard)
  // And now is another picture in every part: the test would see a part that is not folded.
  const later = await shownNow(api)
  for (const part of [
    'units',
    'incidents',
    'states',
    'drawings',
    'features',
    'fences',
    'places',
    'positions',
    'alarms',
    'stations',
  ] as const) {
    expect(later[part], part).not.toEqual(recorded[part])
  }
  expect(await linesOf(api, incident)).not.toEqual(heard)
})

it('gives the same picture for now as every screen', async () => {
  const { api, now, fix, register, test } = await desk()
  await register('小松01', '101')
  fix('101', 26.31)
  test.world.advance(1000)
  fix('102', 26.31)
  expect(await shownThen(api, now())).toEqual(await shownNow(api))
})

it('sends a part of the picture only when it is another', async () => {
  const { api, now, register, test } = await desk()
  await register('小松01', '101')
  test.world.advance(minuteMs)
  const first = await api.lookback.picture({ at: now() })
  const have = { facts: first.facts.revision, features: first.features.revision }
  test.world.advance(minuteMs)
  const same = await api.lookback.picture({ at: now(), have })
  expect(same.facts.picture).toBeNull()
  expect(same.features.list).toBeNull()
  await register('屏山01', '102')
  const other = await api.lookback.picture({ at: now(), have })
  expect(other.facts.picture?.units).toHaveLength(2)
  expect(other.features.list).toBeNull()
})

it('refuses a moment that has not come, and a period that is none', async () => {
  const { api, now } = await desk()
  const at = now() + minuteMs
  await expect(api.lookback.picture({ at })).rejects.toMatchObject({ code: 'IN_FUTURE' })
  await expect(api.lookback.lines({ incident: null, at })).rejects.toMatchObject({
    code: 'IN_FUTURE',
  })
  await expect(api.lookback.tracks({ from: now(), to: now() })).rejects.toMatchObject({
    code: 'BAD_PERIOD',
  })
})

it('gives the tracks of a period with what came late in its place', async () => {
  const { api, now, fix, register, test } = await desk()
  const { id } = await register('小松01', '101')
  const from = now()
  for (let n = 0; n < 10; n++) {
    fix('101', 26.3 + n / 1000)
    test.world.advance(minuteMs)
  }
  fix('101', 26.9, { late: true, fixAt: from + 90_000 })
  fix('101', 26.5, { valid: false })
  const to = now()
  const { tracks } = await api.lookback.tracks({ from, to })
  expect(tracks.map(({ key, label, total }) => [key, label, total])).toEqual([
    [`unit:${id}`, '小松01', 11],
  ])
  const fixes = tracks[0]?.fixes ?? []
  expect(fixes.map(([, , lat]) => lat)[2]).toBe(26.9)
  expect(fixes[2]?.[1]).toBe(to)
  const part = await api.lookback.tracks({ keys: [`unit:${id}`], from, to: from + 3 * minuteMs })
  expect(part.tracks[0]?.total).toBe(5)
})

it('tells the time of an incident and what was noted when', async () => {
  const { api, now, test } = await desk()
  const { id: incident } = await api.incidents.open({
    source: '刘某',
    channel: 'phone',
    place: { precision: 'unknown', text: '不详' },
    category: null,
  })
  test.world.advance(minuteMs)
  await api.logbook.write({
    incident,
    kind: 'report',
    source: { kind: 'text', text: '刘某' },
    text: '浓烟',
  })
  const { from, to, moments } = await api.lookback.span({ incident })
  expect(to).toBe(now())
  expect(from).toBeLessThanOrEqual(now() - minuteMs)
  expect(moments.at(-1)).toEqual({ at: now(), text: '浓烟' })
  await expect(api.lookback.span({ incident: 'nobody' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
})

it('tells who was on the air at a moment, and who had just been', async () => {
  const { api, now, register, call, test } = await desk()
  await register('小松01', '101')
  const before = now()
  test.world.advance(1000)
  call('start')
  test.world.advance(30_000)
  const during = now()
  test.world.advance(30_000)
  call('end')
  test.world.advance(20 * minuteMs)
  const callsAt = async (at: number) =>
    (await api.lookback.picture({ at })).calls.map(({ who, ongoing }) => [who, ongoing])
  expect(await callsAt(before)).toEqual([])
  expect(await callsAt(during)).toEqual([['小松01', true]])
  expect(await callsAt(during + 2 * minuteMs)).toEqual([['小松01', false]])
  expect(await callsAt(during + 10 * minuteMs)).toEqual([])
})
