import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { smallPng, writeMbtiles } from '../../../tests/support/map-packs.ts'
import { wholeCounty } from '../../../tests/support/map-sources.ts'
import { checkMapFile } from './map-checks.ts'
import { run } from './maps.ts'

const county = { west: 116.0971, south: 25.9659, east: 116.6336, north: 26.6024 }
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'map-tool-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('says what a good file is and why a bad one is refused', async () => {
  const good = join(folder, 'good.mbtiles')
  writeMbtiles(good, { tiles: [{ z: 12, x: 3371, row: 2 ** 12 - 1 - 1737, bytes: smallPng(1) }] })
  expect(await checkMapFile(good, county)).toMatchObject({
    kind: 'taken',
    words: expect.stringContaining('mbtiles raster png 256px · z12-12 tms'),
  })
  const shapes = join(folder, 'county.geojson')
  writeFileSync(shapes, wholeCounty)
  expect(await checkMapFile(shapes, county)).toMatchObject({
    kind: 'taken',
    words: expect.stringContaining('geojson 0 points, 0 lines, 1 areas'),
  })
  const bad = join(folder, 'bad.mbtiles')
  writeFileSync(bad, 'nothing')
  expect(await checkMapFile(bad, county)).toMatchObject({ kind: 'refused' })
})

it('fails where nothing was there to check, on a wrong command line, and strictly on a refusal', async () => {
  expect(await run([folder])).toBe(1)
  expect(await run([])).toBe(2)
  expect(await run([join(folder, 'nowhere')])).toBe(2)
  writeFileSync(join(folder, 'county.geojson'), wholeCounty)
  expect(await run([folder])).toBe(0)
  writeFileSync(join(folder, 'bad.mbtiles'), 'nothing')
  expect(await run([folder])).toBe(0)
  expect(await run([folder, '--strict'])).toBe(1)
})
