/**
 * Base maps that the test makes itself, walked through the forms a person fills in: an online
 * layer, a pack built from a file, vector packs of both other schemas, bases of two datums.
 */
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { toWgs84 } from '../../src/core/kernel/datum.ts'
import type { Geometry } from '../../src/core/kernel/geometry.ts'
import type { LayerFeature } from '../../src/main/adapters/tiles/build/roles.ts'
import { cutTiles } from '../../src/main/adapters/tiles/build/cut-tiles.ts'
import { writeMbtiles } from '../../src/main/adapters/tiles/write-mbtiles.ts'
import { smallPng } from '../support/map-packs.ts'
import { lookAtFile, openBaseMaps, removeOpenBase, takeOver } from './base-desk.ts'
import { expect, otherShellsWhenLong, test } from './fixtures.ts'
import {
  apart,
  coloursAround,
  expectColourAt,
  goToPlace,
  tokenColour,
  type Colour,
  type ScreenPoint,
} from './map-places.ts'

otherShellsWhenLong()
test.use({ demo: true })

const onDispatch = (page: Page) => page.keyboard.press('Alt+1')
const baseRow = (page: Page, name: string) =>
  page.getByRole('grid', { name: '底图' }).getByRole('row', { name })

/** East and west of it is something else, whatever the pack. */
const middle = { lat: 26.42, lon: 116.3671875 }
const [westOf, eastOf] = [
  { lat: middle.lat, lon: middle.lon - 0.05 },
  { lat: middle.lat, lon: middle.lon + 0.05 },
]

/** From `west` to `east`, as far to the north as to the south of the middle. */
function block(west: number, east: number): Geometry {
  const [south, north] = [middle.lat - 0.15, middle.lat + 0.15]
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ] as [number, number][]
  return { type: 'Polygon', coordinates: [ring] }
}

async function seeColour(
  page: Page,
  what: string,
  { lat, lon }: { readonly lat: number; readonly lon: number },
  token: string,
  exact = false,
): Promise<void> {
  const at = await goToPlace(page, lat, lon)
  await expectColourAt(page, what, at, await tokenColour(page, token), exact)
}

test('an online layer is tried, refused, mended and drawn; its key is shown to nobody', async ({
  consolePage: page,
}) => {
  const key = 'c0ffee5ecret'
  const shade = 77
  const server = createServer(({ url = '' }, answer) => {
    const asked = new URL(url, 'http://tiles')
    const isMine = asked.searchParams.get('k') === key && /^\/\d+\/\d+\/\d+$/.test(asked.pathname)
    answer.writeHead(isMine ? 200 : 403, { 'content-type': 'image/png' })
    answer.end(isMine ? smallPng(shade) : '')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const { port } = server.address() as AddressInfo
    await openBaseMaps(page)
    await page.getByRole('button', { name: /^在线图层/ }).click()
    const address = page.getByLabel(/^地址/)
    const said = page.getByRole('status').filter({ hasText: /。$/ })
    const attempt = page.getByRole('button', { name: '试取一张' })
    const add = page.getByRole('button', { name: '添加', exact: true })
    await expect(add).toHaveAttribute('title', '请填名称')
    await page.getByLabel(/^名称/).fill('县影像服务')
    await address.fill(`http://127.0.0.1:${port}/{z}/{x}?k={key}`)
    await page.getByRole('radio', { name: /WGS-84/ }).click()
    await page.getByLabel(/^来源/).fill('县大数据中心')
    await attempt.click()
    await expect(said).toContainText('地址里须有 {z}、{x}、{y}')
    await add.click()
    await expect(address).toHaveAttribute('aria-invalid', 'true')
    await address.fill(`http://127.0.0.1:${port}/{z}/{x}/{y}?k={key}`)
    await page.getByLabel('密钥').fill('wrong')
    await attempt.click()
    await expect(said).toContainText('服务器拒绝了请求（403）')
    await page.getByLabel('密钥').fill(key)
    await attempt.click()
    await expect(said).toHaveText('连上了，县城处有瓦片。')
    await page.getByRole('checkbox', { name: /^缓存看过的瓦片/ }).check()
    await expect(add).toHaveAttribute('title', '缓存瓦片须先写明使用许可')
    await page.getByLabel(/^使用许可/).fill('县大数据中心 2026-11 批复')
    await add.click()
    await expect(page.getByRole('button', { name: '移除底图…' })).toBeVisible()
    await expect(page.getByText('县影像服务', { exact: true }).first()).toBeVisible()
    expect(await page.content()).not.toContain(key)
    await onDispatch(page)
    const at = await goToPlace(page, middle.lat, middle.lon)
    await expectColourAt(page, 'the online layer', at, [shade, shade, shade])
    await openBaseMaps(page)
    await baseRow(page, '县影像服务').click()
    await removeOpenBase(page)
  } finally {
    server.close()
    server.closeAllConnections()
  }
})

test('a pack is built from a file of the county and lies where the file says', async ({
  consolePage: page,
  dataDir,
}) => {
  const path = join(dataDir, '水库.geojson')
  const feature = { type: 'Feature', properties: { 名称: '大库' } }
  const geometry = block(middle.lon - 0.15, middle.lon)
  const features = [{ ...feature, geometry }]
  writeFileSync(path, JSON.stringify({ type: 'FeatureCollection', features }))
  await openBaseMaps(page)
  await page.getByRole('button', { name: /^制作矢量底图/ }).click()
  const begin = page.getByRole('button', { name: '开始制作' })
  await expect(begin).toHaveAttribute('title', '请先加数据文件')
  await page.getByLabel('文件在本机上的完整路径').fill(path)
  await page.getByRole('button', { name: /^查看/ }).click()
  const input = page.getByRole('group', { name: '水库.geojson' })
  await expect(input).toContainText('1 个（点 0、线 0、面 1）')
  const choose = async (label: RegExp, option: string) => {
    await input.getByLabel(label).click()
    await page.locator('.ant-select-item-option').filter({ hasText: option }).click()
    await expect(page.locator('.ant-select-item-option:visible')).toHaveCount(0)
  }
  await choose(/^是什么/, '水面')
  await choose(/^坐标系/, 'WGS-84')
  await choose(/^名称字段/, '名称')
  await page.getByLabel(/^名称（必填）/).fill('县水系')
  await expect(begin).toHaveAttribute('title', '请填来源')
  await page.getByLabel(/^来源/).fill('县水利局 2025 年')
  await begin.click()
  await expect(page.getByText('已制作，共 1 个要素')).toBeVisible()
  await expect(baseRow(page, '县水系')).toContainText('矢量 OpenMapTiles')
  await onDispatch(page)
  await seeColour(page, 'in the water', westOf, 'map-water')
  await seeColour(page, 'beside it', eastOf, 'map-land')
})

const roadLat = middle.lat + 0.03
const town = { lat: middle.lat - 0.03, lon: middle.lon - 0.04 }

type Tags = LayerFeature['tags']
type Layered = readonly [layer: string, tags: Tags]

/** Wood to the west, water to the east, a motorway across both, a town in the wood. */
const schemas: Readonly<Record<string, readonly [Layered, Layered, Layered, Layered]>> = {
  Shortbread: [
    ['land', { kind: 'forest' }],
    ['water_polygons', { kind: 'water' }],
    ['streets', { kind: 'motorway' }],
    ['place_labels', { kind: 'town', name: '试验镇' }],
  ],
  Protomaps: [
    ['landuse', { kind: 'forest' }],
    ['water', { kind: 'lake' }],
    ['roads', { kind: 'highway' }],
    ['places', { kind: 'locality', kind_detail: 'town', name: '试验镇' }],
  ],
}

function writeVectors(path: string, features: readonly Omit<LayerFeature, 'fromZoom'>[]): void {
  const pack = writeMbtiles(path)
  cutTiles(
    features.map((feature) => ({ ...feature, fromZoom: 0 })),
    {
      minZoom: 8,
      maxZoom: 14,
      onTile: ({ z, x, y, bytes }) => pack.put(z, x, y, bytes),
      onProgress: () => undefined,
    },
  )
  pack.finish({ name: 'vectors', format: 'pbf' })
  pack.close()
}

for (const [schema, [wood, water, road, place]] of Object.entries(schemas)) {
  test(`a ${schema} pack is known as such and drawn in the theme's colours`, async ({
    consolePage: page,
    dataDir,
  }) => {
    const path = join(dataDir, `${schema}.mbtiles`)
    const [west, east] = [middle.lon - 0.15, middle.lon + 0.15]
    const line: Geometry = {
      type: 'LineString',
      coordinates: [
        [west, roadLat],
        [east, roadLat],
      ],
    }
    const geometries: readonly (readonly [Layered, Geometry])[] = [
      [wood, block(west, middle.lon)],
      [water, block(middle.lon, east)],
      [road, line],
      [place, { type: 'Point', coordinates: [town.lon, town.lat] }],
    ]
    writeVectors(
      path,
      geometries.map(([[layer, tags], geometry]) => ({ layer, tags, geometry })),
    )
    await lookAtFile(page, path)
    await expect(page.getByLabel(/^底图预览/)).toBeVisible()
    await takeOver(page, '别家矢量', /WGS-84/)
    await expect(baseRow(page, '别家矢量')).toContainText(`矢量 ${schema}`)
    await onDispatch(page)
    await seeColour(page, 'the wood', westOf, 'map-wood')
    await seeColour(page, 'the lake', eastOf, 'map-water')
    await seeColour(page, 'the motorway', { lat: roadLat, lon: westOf.lon }, 'map-motorway', true)
    await seeColour(page, "the town's dot", town, 'map-label', true)
  })
}

/** A boundary between tiles of the zooms 10 … 14; GCJ-02 has it about 600 m beside WGS-84. */
const boundaryColumn = 13_488
const shades: readonly [Colour, Colour] = [
  [70, 70, 70],
  [190, 190, 190],
]

function writeTwoShades(path: string): void {
  const pack = writeMbtiles(path)
  const tiles = shades.map(([shade]) => smallPng(shade))
  for (let z = 10; z <= 14; z++) {
    const column = boundaryColumn / 2 ** (14 - z)
    const sine = Math.sin((middle.lat * Math.PI) / 180)
    const down = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)
    const row = Math.floor(down * 2 ** z)
    for (let south = -4; south <= 4; south++) {
      for (let east = -5; east < 5; east++) {
        const tile = tiles[east < 0 ? 0 : 1]
        if (tile) pack.put(z, column + east, row + south, tile)
      }
    }
  }
  pack.finish({ name: 'shades', format: 'png' })
  pack.close()
}

/** What of a strip across the map lies where: columns from the middle of the screen point. */
async function columnsOf(page: Page, at: ScreenPoint, colour: Colour): Promise<readonly number[]> {
  const around = 16
  const size = 2 * around + 1
  const colours = await coloursAround(page, at, around)
  const hits = Array.from(
    { length: size },
    (_, column) =>
      colours.filter((one, index) => index % size === column && apart(one, colour) < 8).length,
  )
  return hits.flatMap((count, column) => (count > size / 2 ? [column - around] : []))
}

/** A GCJ-02 base taken for WGS-84 lies 35 px away at this zoom. */
const nearPx = 6

/** The darker shade ends and the lighter one begins at the point. */
async function expectBoundary(page: Page, at: ScreenPoint): Promise<void> {
  const gap = async () => {
    const dark = Math.max(...(await columnsOf(page, at, shades[0])))
    const light = Math.min(...(await columnsOf(page, at, shades[1])))
    return Math.max(Math.abs(dark), Math.abs(light))
  }
  await expect.poll(gap, { message: 'the shades meet at the place' }).toBeLessThan(nearPx)
}

test('bases of two datums lie on each other, whichever is the lower', async ({
  consolePage: page,
  dataDir,
}) => {
  const there = { lat: middle.lat, lon: (boundaryColumn / 2 ** 14) * 360 - 180 }
  const place = toWgs84(there, 'gcj02')
  const [raster, vector] = [join(dataDir, 'shades.mbtiles'), join(dataDir, 'line.mbtiles')]
  writeTwoShades(raster)
  const line: Geometry = {
    type: 'LineString',
    coordinates: [
      [place.lon, place.lat - 0.1],
      [place.lon, place.lat + 0.1],
    ],
  }
  writeVectors(vector, [
    { layer: 'streets', tags: { kind: 'motorway' }, geometry: line },
    { layer: 'street_labels', tags: { kind: 'motorway' }, geometry: line },
  ])
  await lookAtFile(page, raster)
  await takeOver(page, '高德切片', /GCJ-02/)
  await lookAtFile(page, vector)
  await takeOver(page, '县道路', /WGS-84/)
  await onDispatch(page)
  const at = await goToPlace(page, place.lat, place.lon)
  await expectBoundary(page, at)
  const motorway = await tokenColour(page, 'map-motorway')
  const offsets = async () => (await columnsOf(page, at, motorway)).map(Math.abs)
  await expect.poll(offsets, { message: 'the road is drawn' }).not.toEqual([])
  expect(Math.max(...(await offsets())), 'the road runs through the place').toBeLessThan(nearPx)
  // Now the road is below, and the map is drawn in its datum.
  await openBaseMaps(page)
  await baseRow(page, '县道路').click()
  await page.getByRole('button', { name: '下移一层' }).click()
  await expect(page.getByRole('button', { name: '下移一层' })).toHaveAttribute(
    'title',
    '已在最下面',
  )
  await onDispatch(page)
  await expectBoundary(page, await goToPlace(page, place.lat, place.lon))
})
