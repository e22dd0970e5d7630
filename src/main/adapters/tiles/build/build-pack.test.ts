/** A pack built here, read back by the reader that others' packs go through. */
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { bytesToHeader } from 'pmtiles'
import { afterAll, expect, it } from 'vitest'
import type { BuildInput, BuildPlan } from '../../../../core/map-packs.ts'
import { openPmtiles } from '../pmtiles.ts'
import { readTile } from '../tile-format.ts'
import { buildPack } from './build-pack.ts'
import type { CutTile } from './cut-tiles.ts'
import { layersOf } from './roles.ts'
import { writePmtiles } from './write-pmtiles.ts'

const folder = mkdtempSync(join(tmpdir(), 'build-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function lines(count: number): string {
  const features = Array.from({ length: count }, (_, step) => ({
    type: 'Feature',
    properties: { 名称: `路${step}`, 等级: step % 2 === 0 ? '县道' : '村道' },
    geometry: {
      type: 'LineString',
      coordinates: [
        [116.1 + (step % 40) * 0.012, 26 + Math.floor(step / 40) * 0.013],
        [116.11 + (step % 40) * 0.012, 26.01 + Math.floor(step / 40) * 0.013],
      ],
    },
  }))
  return JSON.stringify({ type: 'FeatureCollection', features })
}

function planOf(path: string, more: Partial<BuildInput> = {}): BuildPlan {
  const input: BuildInput = {
    path,
    fileName: path,
    role: 'road',
    nameField: '名称',
    classField: '等级',
    datum: 'wgs84',
    ...more,
  }
  return { name: '路网', attribution: '', minZoom: 8, maxZoom: 15, inputs: [input] }
}

it('gives back every tile it was given', async () => {
  const source = join(folder, 'roads.geojson')
  writeFileSync(source, lines(2400))
  const pack = join(folder, 'roads.pmtiles')
  let cut: readonly CutTile[] = []
  const steps = new Set<string>()
  const built = buildPack(
    planOf(source),
    (tiles, about) => {
      cut = tiles
      writePmtiles(pack, tiles, about)
    },
    ({ step }) => steps.add(step),
  )
  expect(built).toMatchObject({ ok: true, value: { tiles: cut.length, leftOut: 0 } })
  expect([...steps]).toEqual(['reading', 'cutting', 'writing'])
  expect(cut.length).toBeGreaterThan(3000)
  const open = await openPmtiles(pack)
  for (const { z, x, y, bytes } of cut) {
    const read = await open.read(z, x, y)
    expect(Buffer.from(read ?? [])).toEqual(Buffer.from(readTile(bytes)?.bytes ?? []))
  }
  expect(await open.read(15, 0, 0)).toBeUndefined()
  expect((await open.facts()).layers).toEqual(['transportation', 'transportation_name'])
  open.close()
})

it('finds tiles through leaf directories, and stores equal ones once', async () => {
  const pack = join(folder, 'many.pmtiles')
  const column = (at: number) => 12_000 + (at % 150)
  const row = (at: number) => 6000 + Math.floor(at / 150)
  // Of differing lengths, so that the directory does not shrink to nothing; every tenth is the same.
  const bytesOf = (at: number) => {
    const digest = createHash('sha256')
      .update(String(at % 10 === 0 ? 0 : at))
      .digest()
    return Buffer.concat([digest, digest]).subarray(0, 8 + ((digest[0] ?? 0) % 56))
  }
  const tiles = Array.from({ length: 40_000 }, (_, at) => ({
    z: 14,
    x: column(at),
    y: row(at),
    bytes: gzipSync(bytesOf(at)),
  }))
  const bounds = { west: 83, south: 30, east: 87, north: 43 }
  writePmtiles(pack, tiles, { minZoom: 14, maxZoom: 14, bounds, metadata: {} })
  const head = bytesToHeader(Uint8Array.from(readFileSync(pack).subarray(0, 127)).buffer, '')
  expect(head.leafDirectoryLength).toBeGreaterThan(0)
  expect(head).toMatchObject({
    numAddressedTiles: 40_000,
    numTileContents: 36_001,
    clustered: true,
  })
  const open = await openPmtiles(pack)
  for (let at = 0; at < tiles.length; at += 37) {
    expect(Buffer.from((await open.read(14, column(at), row(at))) ?? [])).toEqual(bytesOf(at))
  }
  expect(await open.read(14, 1, 1)).toBeUndefined()
  open.close()
})

it('refuses with a sentence what cannot be drawn as what it is said to be, and what is too deep', () => {
  const source = join(folder, 'few.geojson')
  writeFileSync(source, lines(3))
  const nothing = () => expect.fail('nothing is written')
  expect(buildPack(planOf(source, { role: 'building' }), nothing, () => undefined)).toMatchObject({
    ok: false,
    data: expect.stringContaining('没有能画的内容'),
  })
  expect(buildPack(planOf(join(folder, 'none.geojson')), nothing, () => undefined)).toMatchObject({
    ok: false,
    data: expect.stringContaining('没有这个文件'),
  })
})

it('tells classes apart by Chinese words and by those of OpenStreetMap', () => {
  const classOf = (said: string, role: BuildInput['role'], type: 'Point' | 'LineString') => {
    const geometry =
      type === 'Point'
        ? { type, coordinates: [116.3, 26.3] as [number, number] }
        : {
            type,
            coordinates: [
              [116.3, 26.3],
              [116.4, 26.3],
            ] as [number, number][],
          }
    const feature = { name: '某', geometry, properties: { 类: said }, part: '' }
    return layersOf(feature, { role, nameField: null, classField: '类' })[0]?.tags['class']
  }
  expect(classOf('高速公路', 'road', 'LineString')).toBe('motorway')
  expect(classOf('G206', 'road', 'LineString')).toBe('trunk')
  expect(classOf('primary', 'road', 'LineString')).toBe('primary')
  expect(classOf('县道', 'road', 'LineString')).toBe('secondary')
  expect(classOf('residential', 'road', 'LineString')).toBe('minor')
  expect(classOf('渠', 'waterway', 'LineString')).toBe('canal')
  expect(classOf('镇', 'place', 'Point')).toBe('village')
  expect(classOf('自然村', 'place', 'Point')).toBe('hamlet')
  expect(classOf('县城', 'place', 'Point')).toBe('town')
})
