/** A file of another program on its way to the map, and what stands on the map on its way out. */
import { expect, it } from 'vitest'
import { openBench, wang, type Bench } from '../../../../tests/support/module-bench.ts'
import { modules } from '../index.ts'
import type { Reading, Received, TakeTarget } from './contract.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)

function point(name: string, lon: number, lat: number, besides: object = {}) {
  return {
    type: 'Feature',
    properties: { 名称: name, ...besides },
    geometry: { type: 'Point', coordinates: [lon, lat] },
  }
}

const shelters = (...features: readonly object[]) =>
  utf8(JSON.stringify({ type: 'FeatureCollection', features }))

const two = shelters(
  point('琴江中学', 116.34, 26.33, { 容量: '300人', 电话: '0797-0000000' }),
  point('小松中学', 116.36, 26.48, { 容量: '很多' }),
)

async function bring(bench: Bench, bytes: Uint8Array, name = '安置点.geojson'): Promise<Reading> {
  const { path } = await bench.api.mapFiles.upload({ name })
  const { token } = bench.files.put(path, bytes) as Received
  return { token }
}

async function shelterLayer(bench: Bench): Promise<TakeTarget> {
  const layers = await bench.api.features.layers()
  const layer = layers.find(({ kind }) => kind === 'shelter')?.id
  if (layer === undefined) throw new Error('no shelters')
  return { kind: 'layer', layer }
}

it('shows what is in a file and where before anything is taken over', async () => {
  const bench = openBench(modules)
  const file = await bring(bench, two)
  const seen = await bench.api.mapFiles.preview(file)
  expect(seen).toMatchObject({
    kind: 'geojson',
    datum: 'wgs84',
    datumSaid: null,
    counts: { points: 2, lines: 0, areas: 0 },
    away: 0,
    unnamed: 0,
    rows: [{ name: '琴江中学', shape: '点', size: '26.33000, 116.34000' }, { name: '小松中学' }],
  })
  expect(seen.columns.map(({ name, filled }) => [name, filled])).toEqual([
    ['名称', 2],
    ['容量', 2],
    ['电话', 1],
  ])
  expect(await bench.api.features.list({})).toEqual([])
  expect(bench.lines()).toEqual([])
  bench.stop()
})

it('moves the points when somebody says that they are GCJ-02', async () => {
  const bench = openBench(modules)
  const file = await bring(bench, two)
  const seen = await bench.api.mapFiles.preview({ ...file, datum: 'gcj02' })
  const shape = seen.shapes[0]
  const [lon = 0, lat = 0] = shape?.type === 'Point' ? shape.coordinates : []
  // Some 600 m to the west-north-west here.
  expect((116.34 - lon) * 99_500).toBeGreaterThan(400)
  expect((lat - 26.33) * 111_000).toBeGreaterThan(250)
  bench.stop()
})

it('asks for the zone of metres and says which one is the county’s', async () => {
  const bench = openBench(modules)
  const file = await bring(bench, shelters(point('甲', 434_107, 2_913_563)))
  await expect(bench.api.mapFiles.preview(file)).rejects.toMatchObject({
    code: 'DATUM_NEEDED',
    data: { zone: 39 },
  })
  const seen = await bench.api.mapFiles.preview({ ...file, datum: 'cgcs2000-39' })
  expect(seen.away).toBe(0)
  bench.stop()
})

it('takes a file over into a layer, and the same file again changes nothing', async () => {
  const bench = openBench(modules)
  const target = await shelterLayer(bench)
  const file = await bring(bench, two)
  expect(await bench.api.mapFiles.plan({ ...file, target })).toEqual({
    add: 2,
    update: 0,
    same: 0,
    problem: 0,
    remarks: ['小松中学：核定人数“很多”看不懂，按原文保留'],
  })
  expect(await bench.api.mapFiles.take({ ...file, target })).toMatchObject({ add: 2 })
  const taken = await bench.api.features.list({ kinds: ['shelter'] })
  expect(taken.map(({ name, source }) => [name, source])).toEqual([
    ['琴江中学', '安置点.geojson'],
    ['小松中学', '安置点.geojson'],
  ])
  expect(bench.lines().at(-1)).toContain('导入 安置点.geojson：新增 2')
  const again = await bring(bench, two)
  await expect(bench.api.mapFiles.take({ ...again, target })).rejects.toMatchObject({
    code: 'NOTHING',
  })
  bench.stop()
})

it('makes an own layer, or drawings of an incident, of what has no name of its own', async () => {
  const bench = openBench(modules)
  const bare = utf8(
    '{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[116.3,26.3]},{"type":"LineString","coordinates":[[116.3,26.3],[116.4,26.4]]}]}',
  )
  const file = await bring(bench, bare, '踏勘.json')
  await bench.api.mapFiles.take({
    ...file,
    target: { kind: 'new-layer', name: '踏勘', colour: 'st-support' },
  })
  const features = await bench.api.features.list({})
  expect(features.map(({ name, kind }) => [name, kind])).toEqual([
    ['踏勘 1', 'own'],
    ['踏勘 2', 'own'],
  ])
  const drawn = await bring(bench, bare, '踏勘.json')
  const drawings = { kind: 'drawings', incident: null, points: 'water', areas: 'cordon' } as const
  await expect(
    bench.api.mapFiles.take({ ...drawn, target: { ...drawings, lines: 'water' } }),
  ).rejects.toMatchObject({ code: 'WRONG_SHAPE' })
  await bench.api.mapFiles.take({ ...drawn, target: { ...drawings, lines: 'fire-line' } })
  const list = await bench.api.drawings.list({})
  expect(Object.fromEntries(list.map(({ meaning, name }) => [meaning, name]))).toEqual({
    water: '踏勘 1',
    'fire-line': '踏勘 2',
  })
  bench.stop()
})

it('refuses a bad file with its sentence, and forgets a file after ten minutes', async () => {
  const bench = openBench(modules)
  const bad = await bring(bench, utf8('<html>'), 'x.kml')
  await expect(bench.api.mapFiles.preview(bad)).rejects.toMatchObject({
    code: 'UNREADABLE',
    message: expect.stringContaining('这是网页'),
  })
  const file = await bring(bench, two)
  bench.test.world.advance(10 * 60_000 + 1)
  await expect(bench.api.mapFiles.preview(file)).rejects.toMatchObject({ code: 'EXPIRED' })
  bench.stop()
})

it('exports what stands on the map, says so in the log, and reads it back the same', async () => {
  const bench = openBench(modules)
  const target = await shelterLayer(bench)
  await bench.api.mapFiles.take({ ...(await bring(bench, two)), target })
  await bench.api.drawings.draw({
    meaning: 'fire-line',
    outline: {
      shape: 'line',
      geometry: {
        type: 'LineString',
        coordinates: [
          [116.3, 26.3],
          [116.31, 26.32],
        ],
      },
    },
    name: '东线',
  })
  const before = await bench.api.features.list({ kinds: ['shelter'] })
  for (const format of ['geojson', 'kml', 'kmz', 'shapefile'] as const) {
    const what = [{ kind: 'drawings' as const }, target] as Parameters<
      typeof bench.api.mapFiles.export
    >[0]['what']
    const done = await bench.api.mapFiles.export({ format, name: '石城', what })
    expect(done.count).toBe(3)
    const written = bench.files.offered.at(-1)
    if (!written) throw new Error('nothing was offered')
    const back = await bench.api.mapFiles.preview(await bring(bench, written.bytes, written.name))
    expect(back.counts).toEqual({ points: 2, lines: 1, areas: 0 })
    const geometries = back.shapes.map((shape) => JSON.stringify(shape))
    for (const { geometry } of before) expect(geometries).toContain(JSON.stringify(geometry))
    expect(back.rows.find(({ name }) => name === '琴江中学')?.properties).toMatchObject({
      核定人数: '300 人',
    })
  }
  expect(bench.lines().at(-1)).toContain('导出地图文件「石城.zip」（Shapefile），3 个对象')
  await expect(
    bench.api.mapFiles.export({ format: 'kml', name: '空', what: [{ kind: 'units' }] }),
  ).rejects.toMatchObject({ code: 'NOTHING' })
  bench.stop()
})

it('lets nobody export who may not', async () => {
  const session = wang.session && { ...wang.session, rights: new Set([]) }
  const bench = openBench(modules, { ...wang, session })
  await expect(
    bench.api.mapFiles.export({ format: 'kml', name: 'a', what: [{ kind: 'drawings' }] }),
  ).rejects.toMatchObject({ code: 'FORBIDDEN' })
  bench.stop()
})

it('prints the picture of the map as a paper with its title, and keeps nothing that is no picture', async () => {
  const bench = openBench(modules)
  const png = Uint8Array.from(
    atob(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    ),
    (letter) => letter.codePointAt(0) ?? 0,
  )
  const picture = async (bytes: Uint8Array) => {
    const { path } = await bench.api.mapFiles.picture({ title: '山火态势图', caption: '示意底图' })
    return (bench.files.put(path, bytes) as Received).token
  }
  const order = { kind: 'map_print', format: 'pdf' } as const
  await expect(
    bench.api.documents.print({ ...order, subject: await picture(utf8('no picture')) }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const done = await bench.api.documents.print({ ...order, subject: await picture(png) })
  expect(done.name).toMatch(/^山火态势图 \d{8}-\d{4}\.pdf$/)
  const pdf = new TextDecoder('latin1').decode(bench.files.offered.at(-1)?.bytes)
  expect(pdf.startsWith('%PDF-')).toBe(true)
  expect(pdf).toContain('/Subtype /Image')
  expect(bench.lines().at(-1)).toContain('打印《山火态势图》（PDF）')
  bench.stop()
})
