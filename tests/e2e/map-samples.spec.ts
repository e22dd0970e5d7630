/**
 * Every file of `../shared/maps/samples`, taken over through the screen: a good one shows the right
 * thing at a known place, a bad one gets its sentence and changes nothing.
 */
import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Page } from '@playwright/test'
import {
  badShapes,
  goodShapes,
  pathsOf,
  samples,
  samplesAbsent,
  shapeFiles,
} from '../support/map-samples.ts'
import { lookAtFile, openBaseMaps, removeOpenBase, sentenceOfFile, takeOver } from './base-desk.ts'
import { expect, otherShellsWhenLong, test } from './fixtures.ts'
import {
  apart,
  coloursAround,
  expectColourAt,
  goToPlace,
  mapOf,
  steerTo,
  tokenColour,
  type Colour,
} from './map-places.ts'

otherShellsWhenLong()
test.use({ demo: true })
test.beforeEach(() => test.skip(samplesAbsent !== undefined, samplesAbsent))

/** A place that is known to be on a map, and its colour in the file's own picture. */
type Known = readonly [what: string, lat: number, lon: number, colour: Colour]

const greyWorld: readonly Known[] = [
  ['Gansu', 35, 103, [237, 237, 237]],
  ['the Philippine Sea', 18, 130, [254, 254, 254]],
]
const colourfulWorld: readonly Known[] = [
  ['Gansu', 35, 103, [249, 226, 100]],
  ['the Philippine Sea', 18, 130, [219, 233, 251]],
  ['Mongolia', 46, 104, [252, 198, 99]],
  ['Transbaikalia', 51, 110, [211, 228, 112]],
]
const reliefWorld: readonly Known[] = [
  ['Gansu', 35, 103, [205, 213, 194]],
  ['the Philippine Sea', 18, 130, [251, 253, 253]],
  ['India', 24, 79, [199, 211, 170]],
  ['Transbaikalia', 51, 110, [177, 195, 167]],
]

const pictures: Readonly<Record<string, readonly Known[]>> = {
  'mbtiles/plain_1.mbtiles': greyWorld,
  'mbtiles/corrupt_null_tile.mbtiles': greyWorld,
  'mbtiles/unindexed.mbtiles': greyWorld,
  'mbtiles/geography-class-png.mbtiles': colourfulWorld,
  'mbtiles/geography-class-webp.mbtiles': colourfulWorld,
  'pmtiles/png.pmtiles': reliefWorld,
  'pmtiles/webp2.pmtiles': reliefWorld,
}

const whitney = 'pmtiles/usgs-mt-whitney-8-15-webp-512.pmtiles'

/** Vector packs: a place, and the colour of the theme that is drawn there. */
const vectors: Readonly<Record<string, readonly (readonly [string, number, number, string])[]>> = {
  'mbtiles/world_cities.mbtiles': [
    ['Beijing', 39.93185, 116.38504, 'map-label'],
    ['nothing in Gansu', 35, 103, 'map-land'],
  ],
  'mbtiles/world_cities_missing_center.mbtiles': [['Beijing', 39.93185, 116.38504, 'map-label']],
  // Its only shape is the triangle between 0° N 0° E and the first degree.
  'pmtiles/test_fixture_2.pmtiles': [
    ['inside the triangle', 0.3, 0.3, 'map-built'],
    ['outside of it', 0.8, 0.8, 'map-land'],
  ],
}

const badPacks: Readonly<Record<string, string>> = {
  'mbtiles/corrupt.mbtiles': '已损坏',
  'mbtiles/invalid.mbtiles': '没有瓦片表',
  'mbtiles/invalid-tile-format.mbtiles': '既不是图片',
  'mbtiles/with spaces.mbtiles': '没有瓦片',
  'pmtiles/empty.pmtiles': '空的',
  'pmtiles/invalid.pmtiles': '不是底图文件',
  'pmtiles/invalid_v4.pmtiles': '第 4 版',
  'pmtiles/test_fixture_mlt.pmtiles': 'MLT',
}

const onDispatch = (page: Page) => page.keyboard.press('Alt+1')
const noBases = (page: Page) => page.getByText('还没有底图，地图用内置示意底图')

async function takePack(page: Page, file: string): Promise<void> {
  await lookAtFile(page, join(samples, file))
  await expect(page.getByLabel(/^底图预览/)).toBeVisible()
  await takeOver(page, basename(file), /WGS-84/)
  await onDispatch(page)
}

async function dropPack(page: Page, file: string): Promise<void> {
  await openBaseMaps(page)
  await page.getByText(basename(file), { exact: true }).first().click()
  await removeOpenBase(page)
  await expect(noBases(page)).toBeVisible()
}

/** The search takes places in China; to any other a file with its point leads. */
async function goTo(page: Page, lat: number, lon: number) {
  if (lon > 73 && lon < 135 && lat > 3 && lat < 54) return goToPlace(page, lat, lon)
  const name = `${lat} ${lon}`
  const content = `<kml><Placemark><Point><coordinates>${lon},${lat}</coordinates></Point></Placemark></kml>`
  const kml = { name: '点.kml', mimeType: 'application/xml', buffer: Buffer.from(content) }
  await importAs(page, kml, name, 1)
  await goToFirstOf(page, name)
  await switchOff(page, name)
  return steerTo(page, lat, lon)
}

/** `exact`: a dot of some pixels, of which one has the colour; else the mean of the place. */
async function expectColour(page: Page, what: string, known: Known, exact = false): Promise<void> {
  const [place, lat, lon, colour] = known
  const at = await goTo(page, lat, lon)
  const seen = await expectColourAt(page, `${what}: ${place}`, at, colour, exact)
  console.log(`${what}: ${place} is ${String(seen)} (in the file ${String(colour)})`)
}

test('every pack of pictures shows what is known to be there', async ({ consolePage: page }) => {
  test.setTimeout(180_000)
  for (const [file, places] of Object.entries(pictures)) {
    await takePack(page, file)
    for (const known of places) await expectColour(page, file, known)
    await dropPack(page, file)
  }
})

/** Zoom, column and row of the tile of 512 pixels under a point of the page, as its address says. */
async function tileUnder(page: Page, { x, y }: { x: number; y: number }): Promise<number[]> {
  const address = await page.evaluate(
    ([left, top]) => {
      const tiles = [...document.querySelectorAll<HTMLImageElement>('img.leaflet-tile-loaded')]
      const under = tiles.find((tile) => {
        const box = tile.getBoundingClientRect()
        return left >= box.left && left < box.right && top >= box.top && top < box.bottom
      })
      return under?.src ?? ''
    },
    [x, y] as const,
  )
  return (/\/(\d+)\/(\d+)\/(\d+)\?/.exec(address) ?? []).slice(1).map(Number)
}

test(`${whitney} has the tile of the summit under the summit`, async ({ consolePage: page }) => {
  await takePack(page, whitney)
  const [lat, lon] = [36.5786, -118.292]
  const at = await goTo(page, lat, lon)
  const tile = () => tileUnder(page, at)
  await expect.poll(tile).toHaveLength(3)
  const [zoom = 0, ...place] = await tile()
  const sine = Math.sin((lat * Math.PI) / 180)
  const down = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)
  const expected = [((lon + 180) / 360) * 2 ** zoom, down * 2 ** zoom].map(Math.floor)
  expect(place).toEqual(expected)
  console.log(`${whitney}: tile ${zoom}/${place.join('/')}`)
  await dropPack(page, whitney)
})

test('every vector pack shows what is known to be there', async ({ consolePage: page }) => {
  test.setTimeout(120_000)
  for (const [file, places] of Object.entries(vectors)) {
    await takePack(page, file)
    for (const [place, lat, lon, token] of places) {
      await expectColour(page, file, [place, lat, lon, await tokenColour(page, token)], true)
    }
    await dropPack(page, file)
  }
})

test('packs that cannot be shown get their sentence and change nothing', async ({
  consolePage: page,
}) => {
  test.setTimeout(180_000)
  for (const [file, part] of Object.entries(badPacks)) {
    await lookAtFile(page, join(samples, file))
    const sentence = await sentenceOfFile(page)
    expect(sentence, file).toContain(part)
    expect(sentence, file).toMatch(/[。！]$/)
    await page.getByRole('button', { name: /^取消/ }).click()
    await expect(noBases(page)).toBeVisible()
  }
})

test('no pack is left out', () => {
  const there = ['mbtiles', 'pmtiles'].flatMap((folder) =>
    readdirSync(join(samples, folder)).map((name) => `${folder}/${name}`),
  )
  const known = [pictures, vectors, badPacks].flatMap((table) => Object.keys(table)).concat(whitney)
  expect(known.toSorted()).toEqual(there.toSorted())
})

const layers = (page: Page) => page.getByRole('group', { name: '图层', exact: true })

type Chosen = Parameters<ReturnType<Page['locator']>['setInputFiles']>[0]

async function chooseFile(page: Page, files: Chosen) {
  const panel = page.getByRole('region', { name: '导入导出' })
  await expect(mapOf(page)).toBeVisible()
  if ((await panel.count()) === 0) await page.getByRole('button', { name: '导入导出' }).click()
  await page.getByLabel('选择地图文件').setInputFiles(files)
  return panel
}

/** Looked at, confirmed, taken over as a layer of its own. */
async function importAs(page: Page, files: Chosen, name: string, count: number): Promise<void> {
  const panel = await chooseFile(page, files)
  await panel.getByText('新图层', { exact: true }).click()
  await panel.getByLabel(/^新图层名称/).fill(name)
  await expect(panel.getByText(`将新增 ${count}，`)).toBeVisible()
  await panel.getByRole('checkbox', { name: '已在图上核对，位置正确' }).check()
  await panel.getByRole('button', { name: `导入 ${count} 个` }).click()
  await expect(panel.getByText('或拖到这里')).toBeVisible()
}

async function switchOff(page: Page, layer: string): Promise<void> {
  const list = layers(page)
  await list.getByRole('button', { name: '图层' }).click()
  await list.getByLabel('找图层').fill(layer)
  await list.getByRole('checkbox').uncheck()
  await list.getByRole('button', { name: '图层' }).click()
}

/** By the list of what is on the map, as somebody without a mouse. */
async function goToFirstOf(page: Page, layer: string): Promise<void> {
  await page.getByRole('button', { name: '目标列表' }).click()
  await page.getByLabel('筛选图上目标').fill(layer)
  const rows = page.getByRole('grid', { name: '图上目标' }).getByRole('row', { name: layer })
  await rows.first().click()
  const said = page.getByRole('status', { name: '图上选中' })
  await expect(said).toContainText(layer)
  await page.getByRole('button', { name: '目标列表' }).click()
  // What is selected is drawn in the colour of what is selected.
  await page.keyboard.press('Escape')
  await expect(said).toHaveText('')
}

/** How near, in pixels, something of the layer's colour is to a place; `Infinity` where there is none. */
async function nearestOf(page: Page, at: { x: number; y: number }, colour: Colour) {
  const around = 10
  const size = 2 * around + 1
  const colours = await coloursAround(page, at, around)
  // A thin line across the grid of pixels covers half of them.
  const found = colours.flatMap((one, index) =>
    apart(one, colour) < 110
      ? [Math.hypot((index % size) - around, Math.floor(index / size) - around)]
      : [],
  )
  return Math.min(...found, Number.POSITIVE_INFINITY)
}

for (const folder of ['kml-gpx', 'kmz', 'shp']) {
  test(`every file of ${folder} lies where it is known to lie`, async ({ consolePage: page }) => {
    const files = Object.entries(goodShapes).filter(([file]) => file.startsWith(`${folder}/`))
    test.setTimeout(60_000 + files.length * 12_000)
    const colour = await tokenColour(page, 'st-support')
    await expect(mapOf(page)).toBeVisible()
    for (const [file, [count, , lon, lat]] of files) {
      const name = `${folder} ${basename(file)}`
      await importAs(page, pathsOf(file), name, count)
      await goToFirstOf(page, name)
      const at = await steerTo(page, lat, lon)
      const near = () => nearestOf(page, at, colour)
      await expect.poll(near, { message: `${file} at ${lat} ${lon}` }).toBeLessThan(4)
      const px = await near()
      // What is there is of this file and of no other.
      await switchOff(page, name)
      await expect.poll(near, { message: `${file} switched off` }).toBe(Number.POSITIVE_INFINITY)
      console.log(`${file}: drawn ${px.toFixed(1)} px from ${lat} ${lon}`)
    }
  })
}

test('files of shapes that cannot be read get their sentence and change nothing', async ({
  consolePage: page,
}) => {
  test.setTimeout(120_000)
  await expect(mapOf(page)).toBeVisible()
  const before = await layers(page).getByRole('button').first().textContent()
  for (const [file, part] of Object.entries(badShapes)) {
    const panel = await chooseFile(page, pathsOf(file))
    await expect(panel.getByRole('alert'), file).toContainText(part)
    expect(await panel.getByRole('alert').textContent(), file).toMatch(/。$/)
    await expect(panel.getByRole('button', { name: /^导入 / })).toHaveCount(0)
  }
  expect(await layers(page).getByRole('button').first().textContent()).toBe(before)
})

test('no file of shapes is left out', () => {
  const known = [...Object.keys(goodShapes), ...Object.keys(badShapes)]
  expect(known.toSorted()).toEqual(shapeFiles().toSorted())
  expect(existsSync(samples)).toBe(true)
})
