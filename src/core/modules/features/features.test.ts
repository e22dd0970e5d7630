import { expect, it } from 'vitest'
import { openBench, wang } from '../../../../tests/support/module-bench.ts'
import type { TestLog } from '../../../../tests/support/console-log.ts'
import { rowsElsewhere } from '../../../../tests/support/shuffled-console.ts'
import type { Seat } from '../../module.ts'
import { incidentsModule } from '../incidents/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { peopleModule } from '../people/index.ts'
import { teamsModule } from '../teams/index.ts'
import {
  featureFacts,
  featureProjections,
  featuresInside,
  featuresModule,
  importFeatures,
  previewFeatureImport,
  type IncomingFeature,
} from './index.ts'

const modules = [incidentsModule, logbookModule, peopleModule, teamsModule, featuresModule]
const open = (seat?: Seat) => openBench(modules, seat)

const at = (lon: number, lat: number) => ({
  type: 'Point' as const,
  coordinates: [lon, lat] as [number, number],
})
const xiaosong = '360735101'
const school = {
  layer: 'shelter',
  name: '小松中学',
  geometry: at(116.32, 26.42),
  township: null,
  properties: { 核定人数: '４００ 人', status: 'prepared', 供水: '自来水' },
}

it('has a standing layer for every kind before anybody did anything', async () => {
  const { api } = open()
  const layers = await api.features.layers()
  expect(layers.map(({ name, count, standing }) => [name, count, standing])).toEqual([
    ['物资储备库', 0, true],
    ['避难场所', 0, true],
    ['风险隐患点', 0, true],
    ['水利工程', 0, true],
    ['队伍驻地', 0, true],
    ['电台台站', 0, true],
    ['村（社区）', 0, true],
    ['乡镇区域', 0, true],
    ['监测点（未接入）', 0, true],
  ])
})

it('reads what was typed under the headings people use and keeps what it does not know', async () => {
  const { api } = open()
  await api.features.add(school)
  const [shown] = await api.features.list({ kinds: ['shelter'] })
  expect(shown).toMatchObject({
    name: '小松中学',
    kind: 'shelter',
    precision: 'approximate',
    properties: { capacity: '400', status: 'prepared', 供水: '自来水' },
    by: '王海燕',
    occupancy: null,
  })
})

it('says which value is wrong and writes nothing', async () => {
  const { api, test } = open()
  const before = opCount(test)
  await expect(
    api.features.add({ ...school, properties: { capacity: '约四百' } }),
  ).rejects.toMatchObject({ code: 'BAD_VALUE', message: '“核定人数”要填整数，现在是“约四百”。' })
  await expect(
    api.features.add({ ...school, properties: { status: '爆满' } }),
  ).rejects.toMatchObject({ message: expect.stringContaining('平时、待启用、启用、满员、关闭') })
  await expect(api.features.add({ ...school, geometry: null })).rejects.toMatchObject({
    code: 'NO_PLACE',
  })
  expect(opCount(test)).toEqual(before)
})

it('keeps what is known only to its township without a point, and counts it', async () => {
  const { api, context } = open()
  await api.features.add({ ...school, geometry: null, township: xiaosong })
  const [shown] = await api.features.list()
  expect(shown).toMatchObject({
    geometry: null,
    precision: 'township-only',
    township: { code: xiaosong, name: '小松镇' },
  })
  const layers = await api.features.layers()
  expect(layers.find(({ id }) => id === 'shelter')).toMatchObject({ count: 1, townshipOnly: 1 })
  const world = {
    type: 'Polygon' as const,
    coordinates: [
      [
        [110, 20],
        [120, 20],
        [120, 30],
        [110, 30],
        [110, 20],
      ],
    ] as [number, number][][],
  }
  expect(featuresInside(context, world)).toEqual([])
})

it('takes the township from the imported township area that holds the point', async () => {
  const { api } = open()
  const ring: [number, number][] = [
    [116.2, 26.3],
    [116.4, 26.3],
    [116.4, 26.5],
    [116.2, 26.5],
    [116.2, 26.3],
  ]
  await api.features.add({
    layer: 'township',
    name: '小松镇',
    geometry: { type: 'Polygon', coordinates: [ring] },
    township: null,
    properties: {},
  })
  await api.features.add(school)
  const [shown] = await api.features.list({ layer: 'shelter' })
  expect(shown?.township).toEqual({ code: xiaosong, name: '小松镇' })
})

it('counts a shelter as a fact with a line in the log; a late note of an earlier count changes nothing', async () => {
  const { api, test, lines } = open()
  const { id } = await api.features.add(school)
  const now = test.world.clock.nowMs()
  await api.features.reportOccupancy({ feature: id, people: 71, status: 'open', source: '刘老师' })
  await api.features.reportOccupancy({
    feature: id,
    people: 12,
    status: 'open',
    source: '',
    at: now - 60_000,
  })
  const [shown] = await api.features.list({ kinds: ['shelter'] })
  expect(shown?.occupancy).toMatchObject({ people: 71, status: 'open', source: '刘老师' })
  expect(lines()).toContain('小松中学 现有 71/400 人，启用')
  await expect(
    api.features.reportOccupancy({
      feature: id,
      people: 1,
      status: 'open',
      source: '',
      at: now + 3_600_000,
    }),
  ).rejects.toMatchObject({ code: 'IN_FUTURE' })
})

it('withdraws a feature by a fact and brings it back by another', async () => {
  const { api } = open()
  const { id } = await api.features.add(school)
  await api.features.withdraw({ feature: id, withdrawn: true, reason: '已拆除' })
  expect(await api.features.list()).toEqual([])
  await api.features.withdraw({ feature: id, withdrawn: false, reason: '误删' })
  expect(await api.features.list()).toHaveLength(1)
})

it('makes own layers, refuses a name twice, and takes a layer off with its features', async () => {
  const { api } = open()
  const { id } = await api.features.addLayer({ name: '取水点', kind: 'own', colour: 'st-rest' })
  await expect(
    api.features.addLayer({ name: '取水点', kind: 'own', colour: 'st-free' }),
  ).rejects.toMatchObject({ code: 'NAME_TAKEN' })
  await api.features.add({ ...school, layer: id, name: '一号', properties: {} })
  await api.features.withdrawLayer({ layer: id, withdrawn: true, reason: '重复' })
  expect((await api.features.layers()).map(({ name }) => name)).not.toContain('取水点')
  expect(await api.features.list()).toEqual([])
  expect(await api.features.withdrawnLayers()).toEqual([{ id, name: '取水点', colour: 'st-rest' }])
  await api.features.withdrawLayer({ layer: id, withdrawn: false, reason: '仍要用' })
  expect(await api.features.list({ layer: id })).toHaveLength(1)
  expect(await api.features.withdrawnLayers()).toEqual([])
})

it('brings no layer back under a name that was given away, nor one that was never taken off', async () => {
  const { api } = open()
  const { id } = await api.features.addLayer({ name: '取水点', kind: 'own', colour: 'st-rest' })
  await api.features.withdrawLayer({ layer: id, withdrawn: true, reason: '重复' })
  const other = await api.features.addLayer({ name: '取水点', kind: 'own', colour: 'st-free' })
  const back = (layer: string) =>
    api.features.withdrawLayer({ layer, withdrawn: false, reason: '恢复图层' })
  await expect(back(id)).rejects.toMatchObject({ code: 'NAME_TAKEN' })
  await expect(back(other.id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(back('nobody')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await api.features.changeLayer({ layer: other.id, name: '水源', colour: 'st-free' })
  await back(id)
  const own = (await api.features.layers()).filter(({ standing }) => !standing)
  expect(own.map(({ name }) => name)).toEqual(['取水点', '水源'])
})

const opCount = (test: TestLog) => [...test.log.missingFor(new Map())].length

const riskFile: IncomingFeature[] = [
  {
    name: '桐树下滑坡',
    geometry: at(116.31, 26.4),
    properties: { 风险等级: '红色', 威胁人数: '38', 乡镇: '小松镇' },
  },
  { name: '丘坊后山', geometry: null, properties: { 等级: '橙', 乡镇: '琴江镇' } },
  { name: '无处可寻', geometry: null, properties: {} },
  { name: '', geometry: at(116.3, 26.4), properties: {} },
]

it('says before an import what it would do, and does exactly that', async () => {
  const { api, context, lines } = open()
  const file = { layer: 'risk', source: '隐患点.shp', features: riskFile }
  const plan = previewFeatureImport(context, wang, file)
  expect(plan.counts).toEqual({ add: 2, update: 0, same: 0, problem: 2 })
  expect(plan.rows.map(({ problem }) => problem)).toEqual([
    undefined,
    undefined,
    '没有位置，也没有写明所在乡镇。',
    '没有名称。',
  ])
  expect(await api.features.list()).toEqual([])
  importFeatures(context, wang, file)
  const shown = await api.features.list({ layer: 'risk' })
  expect(shown.map(({ name, properties, precision }) => ({ name, properties, precision }))).toEqual(
    [
      { name: '丘坊后山', properties: { colour: 'orange' }, precision: 'township-only' },
      { name: '桐树下滑坡', properties: { colour: 'red', people: '38' }, precision: 'approximate' },
    ],
  )
  expect(lines()).toContain('图层「风险隐患点」导入 隐患点.shp：新增 2，更新 0')
})

it('writes nothing for a file that is here already and updates what the file says anew', async () => {
  const { api, context, test } = open()
  const file = { layer: 'risk', source: '隐患点.shp', features: riskFile.slice(0, 2) }
  importFeatures(context, wang, file)
  const before = opCount(test)
  expect(importFeatures(context, wang, file).counts).toMatchObject({ add: 0, update: 0, same: 2 })
  expect(opCount(test)).toEqual(before)
  const newer = [
    { name: '桐树下滑坡', geometry: at(116.311, 26.401), properties: { 威胁人数: '52' } },
  ]
  const done = importFeatures(context, wang, { ...file, features: newer })
  expect(done.counts).toMatchObject({ add: 0, update: 1 })
  const shown = await api.features.list({ layer: 'risk' })
  // A column the newer file does not have takes nothing away.
  expect(shown.find(({ name }) => name === '桐树下滑坡')).toMatchObject({
    properties: { people: '52', colour: 'red' },
    township: { code: xiaosong },
    geometry: at(116.311, 26.401),
  })
})

it('cuts a large import into facts of bounded size and withdraws all of it at once', async () => {
  const { api, context, test } = open()
  const features = Array.from({ length: 1201 }, (_, index) => ({
    name: `村 ${index}`,
    geometry: at(116.2 + index / 10_000, 26.3),
    properties: { 人口: String(index) },
  }))
  importFeatures(context, wang, { layer: 'village', source: '村.geojson', features })
  expect(await api.features.list({ kinds: ['village'] })).toHaveLength(1201)
  const sizes = [...test.log.missingFor(new Map())].map(({ bytes }) => bytes.length)
  expect(Math.max(...sizes)).toBeLessThan(250_000)
  const [imported] = await api.features.imports({ layer: 'village' })
  expect(imported).toMatchObject({ source: '村.geojson', count: 1201, withdrawn: false })
  if (!imported) throw new Error('no import listed')
  await api.features.withdrawImport({
    import: imported.import,
    withdrawn: true,
    reason: '坐标系不对',
  })
  expect(await api.features.list({ kinds: ['village'] })).toEqual([])
  await api.features.withdrawImport({ import: imported.import, withdrawn: false, reason: '无误' })
  expect(await api.features.list({ kinds: ['village'] })).toHaveLength(1201)
})

it('lists what lies inside an area, lines and areas by any of their vertices', async () => {
  const { api, context } = open()
  await api.features.add(school)
  await api.features.add({ ...school, name: '远处', geometry: at(116.5, 26.1) })
  await api.features.add({
    layer: 'water',
    name: '琴江堤',
    geometry: {
      type: 'LineString',
      coordinates: [
        [116.0, 26.0],
        [116.33, 26.43],
      ],
    },
    township: null,
    properties: {},
  })
  const ring: [number, number][] = [
    [116.3, 26.4],
    [116.4, 26.4],
    [116.4, 26.5],
    [116.3, 26.5],
    [116.3, 26.4],
  ]
  const inside = featuresInside(context, { type: 'Polygon', coordinates: [ring] })
  expect(inside.map(({ name }) => name)).toEqual(['琴江堤', '小松中学'])
})

it('refuses who may not write the directory', async () => {
  const session = { person: 'p-x', name: '新来的', rights: new Set<never>(), signedInAt: 0 }
  const { api } = open({ id: 's', name: '值班台2', session })
  await expect(api.features.add(school)).rejects.toMatchObject({ code: 'FORBIDDEN' })
})

it('gives the same rows on a console that hears everything shuffled and twice', async () => {
  const { api, context, test } = open()
  const { id } = await api.features.add(school)
  await api.features.change({ feature: id, ...school, name: '小松中学（北）' })
  await api.features.reportOccupancy({ feature: id, people: 5, status: 'open', source: '' })
  await api.features.withdraw({ feature: id, withdrawn: true, reason: '误' })
  await api.features.withdraw({ feature: id, withdrawn: false, reason: '误撤' })
  importFeatures(context, wang, { layer: 'risk', source: 'a', features: riskFile })
  const [imported] = await api.features.imports({ layer: 'risk' })
  if (!imported) throw new Error('no import listed')
  await api.features.withdrawImport({ import: imported.import, withdrawn: true, reason: '误' })
  await api.features.addLayer({ name: '甲', kind: 'own', colour: 'st-rest' })
  for (const table of ['feature_layer', 'feature_origin', 'feature_change']) {
    const here = test.db.prepare(`select * from ${table} order by id`).all()
    expect(here.length).toBeGreaterThan(0)
    for (let seed = 1; seed <= 5; seed++) {
      expect(rowsElsewhere(test, featureProjections, featureFacts, table, seed)).toEqual(here)
    }
  }
})
