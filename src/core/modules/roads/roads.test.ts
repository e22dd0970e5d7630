import { expect, it } from 'vitest'
import { openBench } from '../../../../tests/support/module-bench.ts'
import { drawingsModule } from '../drawings/index.ts'
import { incidentsModule } from '../incidents/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { peopleModule } from '../people/index.ts'
import { teamsModule } from '../teams/index.ts'
import { roadsModule } from './index.ts'

const modules = [
  incidentsModule,
  logbookModule,
  peopleModule,
  teamsModule,
  drawingsModule,
  roadsModule,
]

/** A square of about 5 km: 县道 along the south and east, 乡道 along the north and west. */
const corners = { a: [116.3, 26.3], b: [116.35, 26.3], c: [116.35, 26.345], d: [116.3, 26.345] }
const line = (names: readonly (keyof typeof corners)[], properties: Record<string, string>) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'LineString', coordinates: names.map((name) => corners[name]) },
})
const roads = {
  type: 'FeatureCollection',
  features: [
    line(['a', 'b', 'c'], { 道路等级: '县道', 名称: '小罗线' }),
    line(['c', 'd', 'a'], { 道路等级: '乡道', 名称: '罗源线' }),
    line(['a', 'c'], { highway: 'footway' }),
  ],
}
const from = { lat: 26.3, lon: 116.3 }
const to = { lat: 26.345, lon: 116.35 }
const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))

async function desk() {
  const bench = openBench(modules)
  const { api, files } = bench
  const send = async (bytes: Uint8Array, fileName: string) => {
    const { path } = await api.roads.upload({ fileName })
    const { token } = files.put(path, bytes) as { readonly token: string }
    return { token, ...(await api.roads.preview({ token })) }
  }
  const adopted = async () => {
    const { token } = await send(bytesOf(roads), '路网.geojson')
    return api.roads.adopt({ token, name: '2026 年路网', source: '县交通运输局' })
  }
  return { ...bench, send, adopted }
}

it('has the straight line always, and says that it is one', async () => {
  const { api } = await desk()
  const way = await api.roads.way({ from, to })
  expect(way).toMatchObject({ road: null, avoided: [] })
  expect(way.straightM).toBeCloseTo(7055, -2)
  expect(way.words).toContain('没有路网，只有直线距离')
  expect(await api.roads.reach({ from, minutes: [10] })).toMatchObject({
    bands: [{ minutes: 10, lines: [] }],
    words: expect.stringContaining('没有路网') as string,
  })
})

it('shows what a file holds, changes nothing, then takes it over', async () => {
  const { api, send, adopted, lines } = await desk()
  const shown = await send(bytesOf(roads), '路网.geojson')
  expect(shown).toMatchObject({ lines: 2, leftOut: 1, overCounty: true })
  expect(shown.lengths).toEqual([
    { class: 'county', word: '县道', km: 10 },
    { class: 'township', word: '乡道', km: 10 },
  ])
  expect(await api.roads.network()).toBeNull()
  expect(await adopted()).toMatchObject({ name: '2026 年路网', lines: 2, trouble: null })
  const way = await api.roads.way({ from, to })
  expect(way.road?.steps).toEqual([{ name: '小罗线', metres: expect.closeTo(9976, -2) as number }])
  expect(way.words).toContain('按道路等级推算')
  expect(lines().at(-1)).toContain('路网「2026 年路网」已导入（路网.geojson')
})

it('goes round a road block that is drawn, and back when it is taken away', async () => {
  const { api, adopted } = await desk()
  await adopted()
  const outline = { shape: 'point', geometry: { type: 'Point', coordinates: [116.33, 26.3001] } }
  const { id } = await api.drawings.draw({
    meaning: 'road-block',
    outline: outline as Parameters<typeof api.drawings.draw>[0]['outline'],
    name: '岗口',
  })
  const round = await api.roads.way({ from, to })
  expect(round.road?.steps[0]?.name).toBe('罗源线')
  expect(round.avoided).toEqual(['路障（岗口）'])
  const [drawing] = await api.drawings.list({})
  await api.drawings.remove({ drawing: id, seen: drawing?.seen ?? [], reason: '已清障' })
  expect((await api.roads.way({ from, to })).road?.steps[0]?.name).toBe('小罗线')
})

it('reaches farther in more time', async () => {
  const { api, adopted } = await desk()
  await adopted()
  const { bands } = await api.roads.reach({ from, minutes: [5, 30] })
  expect(bands.map(({ minutes }) => minutes)).toEqual([5, 30])
  for (const { lines } of bands) expect(lines.length).toBeGreaterThan(0)
})

it('a bad file gets its sentence and changes nothing', async () => {
  const { api, send, adopted } = await desk()
  await adopted()
  const before = await api.roads.network()
  const places = {
    type: 'FeatureCollection',
    features: [
      { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [116.3, 26.3] } },
    ],
  }
  await expect(send(bytesOf(places), '村.geojson')).rejects.toMatchObject({
    code: 'NOT_ROADS',
    data: { sentence: expect.stringContaining('没有能行车的道路') as string },
  })
  await expect(send(new Uint8Array(100), 'x.osm.pbf')).rejects.toMatchObject({
    data: { sentence: expect.stringContaining('不是 .osm.pbf 文件') as string },
  })
  await expect(send(new TextEncoder().encode('{"a"'), 'x.geojson')).rejects.toMatchObject({
    code: 'NOT_ROADS',
  })
  await expect(api.roads.adopt({ token: 'none', name: '甲', source: '' })).rejects.toMatchObject({
    code: 'EXPIRED',
  })
  expect(await api.roads.network()).toEqual(before)
})

it('is there after a restart, and says so where its file is lost', async () => {
  const first = await desk()
  await first.adopted()
  const again = first.restart()
  await expect.poll(async () => (await again.api.roads.network())?.trouble).toContain('丢失或损坏')
  expect(await again.api.roads.remove()).toEqual({ removed: true })
  expect(await again.api.roads.network()).toBeNull()
})
