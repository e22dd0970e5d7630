/** The door of the readers and writers: what comes in through a thread, and what is refused. */
import { expect, it } from 'vitest'
import type { MapFileFeature } from '../../../core/map-files/model.ts'
import { readMapFile, writeMapFile } from './index.ts'

const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))

const ring: [number, number][] = [
  [116.3, 26.3],
  [116.4, 26.3],
  [116.4, 26.4],
  [116.3, 26.3],
]
const features: readonly MapFileFeature[] = [
  {
    name: '琴江镇安置点',
    geometry: { type: 'Point', coordinates: [116.34, 26.33] },
    properties: { 容量: '300' },
    part: '',
  },
  { name: '警戒区', geometry: { type: 'Polygon', coordinates: [ring] }, properties: {}, part: '' },
]

it('reads what it wrote, in a thread of its own', async () => {
  const file = await writeMapFile('geojson', features, { name: '石城县' })
  const read = await readMapFile(file.name, file.bytes)
  expect(read.ok && read.value.features.map(({ name, geometry }) => ({ name, geometry }))).toEqual(
    features.map(({ name, geometry }) => ({ name, geometry })),
  )
  expect(read.ok && read.value.features[0]?.properties).toMatchObject({ 容量: '300' })
})

it('asks which zone is meant where the numbers are metres, and then puts them right', async () => {
  const bytes = bytesOf({ type: 'Point', coordinates: [434107.1276, 2913563.7823] })
  const asked = await readMapFile('点.geojson', bytes)
  expect(asked).toMatchObject({ ok: false, code: 'datum-needed' })
  const read = await readMapFile('点.geojson', bytes, { datum: 'cgcs2000-39' })
  const [lon = 0, lat = 0] =
    read.ok && read.value.features[0]?.geometry.type === 'Point'
      ? read.value.features[0].geometry.coordinates
      : []
  // PROJ's own figures for 116.34E 26.33N in zone 39.
  expect(lon).toBeCloseTo(116.34, 8)
  expect(lat).toBeCloseTo(26.33, 8)
})

it('refuses what is no map file with a sentence', async () => {
  const refused = await readMapFile('a.geojson', new TextEncoder().encode('{"type": "Feature'))
  expect(refused).toMatchObject({ ok: false, code: 'unreadable' })
  expect(!refused.ok && refused.data.sentence).toContain('读不出来')
})
