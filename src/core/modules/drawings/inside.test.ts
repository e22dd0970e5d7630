import { expect, it } from 'vitest'
import { openBench } from '../../../../tests/support/module-bench.ts'
import { destination } from '../../kernel/geodesy.ts'
import { alarmsModule } from '../alarms/index.ts'
import { directoryModule } from '../directory/index.ts'
import { featuresModule } from '../features/index.ts'
import { gatewaysModule } from '../gateways/index.ts'
import { incidentsModule } from '../incidents/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { peopleModule } from '../people/index.ts'
import { placesModule } from '../places/index.ts'
import { positionsModule } from '../positions/index.ts'
import { radioModule } from '../radio/index.ts'
import { rulesModule } from '../rules/index.ts'
import { stationsModule } from '../stations/index.ts'
import { teamsModule } from '../teams/index.ts'
import { drawingsModule } from './index.ts'

const modules = [
  alarmsModule,
  directoryModule,
  featuresModule,
  incidentsModule,
  logbookModule,
  peopleModule,
  placesModule,
  positionsModule,
  radioModule,
  rulesModule,
  stationsModule,
  teamsModule,
  drawingsModule,
  gatewaysModule,
]

const centre = { lat: 26.33, lon: 116.34 }
const at = (bearing: number, metres: number) => destination(centre, bearing, metres)
const point = (bearing: number, metres: number) => {
  const { lat, lon } = at(bearing, metres)
  return { type: 'Point' as const, coordinates: [lon, lat] as [number, number] }
}

async function desk() {
  const bench = openBench(modules)
  const { api, hub } = bench
  const { id: gateway } = await api.gateways.add({
    name: '中心',
    driver: 'fake',
    link: { kind: 'serial', path: '/dev/ttyUSB0', baud: 115200 },
  })
  hub.health(gateway, { state: 'ready', reason: 'working' })
  const fix = (radio: string, bearing: number, metres: number) =>
    hub.say(gateway, {
      kind: 'position',
      fix: { radio, ...at(bearing, metres), valid: true },
    })
  const add = (
    layer: string,
    name: string,
    where: ReturnType<typeof point> | null,
    properties: Record<string, string> = {},
    township: string | null = null,
  ) => api.features.add({ layer, name, geometry: where, properties, township })
  const circle = (radiusM: number) =>
    api.drawings.draw({
      meaning: 'evacuation',
      outline: { shape: 'circle', centre, radiusM },
    })
  const group = async (drawing: string, key: string) =>
    (await api.drawings.inside({ drawing })).groups.find((one) => one.key === key)
  return { ...bench, api, fix, add, circle, group }
}

it('lists and counts what lies in a circle, to the metre of its edge', async () => {
  const { add, circle, group } = await desk()
  await add('village', '罗源村', point(10, 1990), { people: '1204' })
  await add('village', '江口村', point(200, 500), { people: '300' })
  await add('village', '无数村', point(90, 100))
  await add('village', '远村', point(10, 2010), { people: '9999' })
  await add('shelter', '小松中学', point(45, 1500), { capacity: '600' })
  await add('risk', '后山滑坡', point(300, 800), { colour: 'red', people: '57' })
  await add('depot', '县库', point(0, 5000))
  const { id } = await circle(2000)
  expect(await group(id, 'village')).toMatchObject({
    people: '人口 1504 人，另 1 处未登记',
    rows: [{ name: '江口村' }, { name: '罗源村' }, { name: '无数村' }].map((row) =>
      expect.objectContaining(row),
    ),
  })
  expect(await group(id, 'shelter')).toMatchObject({
    rows: [{ name: '小松中学', detail: '核定 600 人' }],
  })
  expect(await group(id, 'risk')).toMatchObject({
    people: '受威胁 57 人',
    rows: [{ name: '后山滑坡', detail: '红色，威胁 57 人' }],
  })
  expect(await group(id, 'depot')).toBeUndefined()
})

it('names the units and the radios whose newest position is inside, each radio once', async () => {
  const { api, fix, circle, group } = await desk()
  const { id: unit } = await api.teams.register({
    name: '小松队',
    callSign: '小松01',
    group: 'township',
    type: 'fire',
    radios: ['101'],
  })
  fix('101', 0, 500)
  fix('205', 90, 500)
  fix('206', 90, 5000)
  const { id } = await circle(1000)
  expect(await group(id, 'unit')).toMatchObject({
    rows: [{ key: `unit:${unit}`, name: '小松01' }],
  })
  const inside = await api.drawings.inside({ drawing: id })
  expect(inside.radios.map(({ number }) => number).toSorted()).toEqual(['101', '205'])
  expect(inside.radios.find(({ number }) => number === '101')?.name).toBe('小松01')
  // It drives out: from then on it is not written to.
  fix('205', 90, 3000)
  const later = await api.drawings.inside({ drawing: id })
  expect(later.radios.map(({ number }) => number)).toEqual(['101'])
})

it('counts what is known to its township only apart, and never as inside', async () => {
  const { api, add, circle, group, test } = await desk()
  await add('shelter', '某村小学', null, {}, '360735100')
  await api.incidents.open({
    receivedAt: test.world.clock.nowMs(),
    source: '电话',
    place: { text: '琴江镇', township: '360735100', precision: 'township-only' },
    title: '琴江镇火情',
    category: null,
  })
  const { id } = await circle(50_000)
  const { groups, unplaced } = await api.drawings.inside({ drawing: id })
  expect(groups).toEqual([])
  const town = unplaced.find(({ township }) => township === '琴江镇')
  expect(town).toMatchObject({ features: 1, incidents: 1 })
  const before = town?.villages ?? 0
  expect(before).toBeGreaterThan(10)
  // A village is inside as soon as somebody gave it a point.
  await api.places.setPoint({
    place: '360735100200',
    point: { ...at(10, 300), precision: 'approximate' },
    how: 'click',
  })
  expect(await group(id, 'village')).toMatchObject({
    people: '人口未登记',
    rows: [{ key: 'place:360735100200', name: '兴隆村', detail: '琴江镇，人口未登记' }],
  })
  const after = (await api.drawings.inside({ drawing: id })).unplaced
  expect(after.find(({ township }) => township === '琴江镇')?.villages).toBe(before - 1)
})

it('leaves out townships whose imported area the drawing does not touch', async () => {
  const { api, add, circle } = await desk()
  await add('shelter', '某村小学', null, {}, '360735100')
  const [west, south, east, north] = [116.6, 26.0, 116.62, 26.02]
  await api.features.add({
    layer: 'township',
    name: '琴江镇',
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [west, south],
          [east, south],
          [east, north],
          [west, north],
          [west, south],
        ],
      ],
    },
    properties: {},
    township: null,
  })
  const { id } = await circle(2000)
  const { unplaced } = await api.drawings.inside({ drawing: id })
  expect(unplaced.map(({ township }) => township)).not.toContain('琴江镇')
  expect(unplaced.length).toBeGreaterThan(5)
})

it('holds what lies clockwise between the bearings of a sector', async () => {
  const { api, add, group } = await desk()
  await add('village', '北村', point(350, 800))
  await add('village', '南村', point(180, 800))
  const { id } = await api.drawings.draw({
    meaning: 'search',
    outline: { shape: 'sector', centre, radiusM: 1000, fromDeg: 340, toDeg: 20 },
  })
  expect((await group(id, 'village'))?.rows.map(({ name }) => name)).toEqual(['北村'])
})

it('finds nothing inside a line', async () => {
  const { api } = await desk()
  const { id } = await api.drawings.draw({
    meaning: 'fire-line',
    outline: {
      shape: 'line',
      geometry: {
        type: 'LineString',
        coordinates: [point(0, 10).coordinates, point(9, 99).coordinates],
      },
    },
  })
  expect(await api.drawings.inside({ drawing: id })).toEqual({
    groups: [],
    radios: [],
    unplaced: [],
  })
})
