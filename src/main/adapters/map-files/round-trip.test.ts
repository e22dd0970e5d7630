/** What we wrote comes back as it went: geometry to the last digit, every Chinese character. */
import { unzipSync, zipSync } from 'fflate'
import { expect, it } from 'vitest'
import { sampleFeatures } from '../../../../tests/support/map-features.ts'
import type { Geometry } from '../../../core/kernel/geometry.ts'
import type { MapFileFeature, ReadMapFileOptions } from '../../../core/map-files/model.ts'
import { readMapFileHere } from './read/index.ts'
import { writeMapFileHere } from './write/index.ts'

function readBack(bytes: Uint8Array, options: ReadMapFileOptions = {}) {
  const read = readMapFileHere(bytes, options)
  if (!read.ok) throw new Error(read.data.sentence)
  return read.value
}

const shapes = (features: readonly MapFileFeature[]) =>
  features.map(({ name, geometry }) => ({ name, geometry }))

/** A Shapefile's sets come one after the other: points first. */
const byName = (features: readonly MapFileFeature[]) =>
  features.toSorted((one, other) => (one.name < other.name ? -1 : 1))

it.each(['geojson', 'kml', 'kmz'] as const)('brings every shape back from %s', (format) => {
  const { bytes } = writeMapFileHere(format, sampleFeatures, { name: '石城县' })
  const { features, warnings } = readBack(bytes)
  expect(shapes(byName(features))).toEqual(shapes(byName(sampleFeatures)))
  expect(features.find(({ name }) => name.startsWith('琴江'))?.properties).toMatchObject({
    容量: '300',
    负责人: '刘某',
    备注: '可停直升机，水电齐全',
  })
  expect(warnings).toEqual([])
})

it.each(['utf-8', 'gbk'] as const)('brings every shape back from a Shapefile in %s', (encoding) => {
  const { bytes } = writeMapFileHere('shapefile', sampleFeatures, { name: '石城县', encoding })
  const { features, encoding: found } = readBack(bytes)
  expect(shapes(byName(features))).toEqual(shapes(byName(sampleFeatures)))
  expect(found).toBe(encoding === 'gbk' ? 'gb18030' : 'utf-8')
  expect(features.find(({ name }) => name.startsWith('琴江'))?.properties).toMatchObject({
    容量: '300',
    负责人: '刘某',
    备注: '可停直升机，水电齐全',
  })
})

it('reads GBK attributes without a .cpg and without a language mark (pitfall 9)', () => {
  const { bytes } = writeMapFileHere('shapefile', sampleFeatures, { name: 'a', encoding: 'gbk' })
  const bare = Object.fromEntries(
    Object.entries(unzipSync(bytes))
      .filter(([name]) => !name.endsWith('.cpg'))
      .map(([name, content]) => {
        if (name.endsWith('.dbf')) content[29] = 0
        return [name, content]
      }),
  )
  const { features, encoding } = readBack(zipSync(bare))
  expect(encoding).toBe('gb18030')
  expect(byName(features).map(({ name }) => name)).toEqual(
    byName(sampleFeatures).map(({ name }) => name),
  )
  expect(JSON.stringify(features)).not.toContain('\ufffd')
})

it('reads UTF-8 attributes whose .cpg says GBK, as copied sets often do', () => {
  const { bytes } = writeMapFileHere('shapefile', sampleFeatures, { name: 'a' })
  const lying = Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([name, content]) => [
      name,
      name.endsWith('.cpg') ? new TextEncoder().encode('GBK') : content,
    ]),
  )
  expect(byName(readBack(zipSync(lying)).features).map(({ name }) => name)).toEqual(
    byName(sampleFeatures).map(({ name }) => name),
  )
})

it('keeps a rare character of a name that GBK cannot write', () => {
  const rare: MapFileFeature = {
    name: '𠮷家村 㙍',
    geometry: { type: 'Point', coordinates: [116.3, 26.3] },
    properties: {},
    part: '',
  }
  const { bytes } = writeMapFileHere('shapefile', [rare], { name: 'a', encoding: 'gbk' })
  expect(readBack(bytes).features[0]?.name).toBe(rare.name)
})

it('shortens names of columns to ten bytes, keeps them apart and says so in the archive', () => {
  const feature: MapFileFeature = {
    name: '点',
    geometry: { type: 'Point', coordinates: [116.3, 26.3] },
    properties: { 联系人姓名甲: '一', 联系人姓名乙: '二', 说明: '长'.repeat(200) },
    part: '',
  }
  const { bytes } = writeMapFileHere('shapefile', [feature], { name: 'a' })
  const files = unzipSync(bytes)
  const said = new TextDecoder().decode(files['说明.txt'])
  const bare = Object.fromEntries(Object.entries(files).filter(([name]) => name !== '说明.txt'))
  const other = readBack(zipSync(bare)).features[0]?.properties
  expect(other).toMatchObject({ 联系人: '一', 联系人1: '二' })
  const { properties } = readBack(bytes).features[0] ?? {}
  expect(properties).toMatchObject({ 联系人姓名甲: '一', 联系人姓名乙: '二' })
  // 254 bytes hold 84 whole characters.
  expect(properties?.['说明']).toBe('长'.repeat(84))
  expect(said).toContain('“联系人姓名乙”写作“联系人1”')
  expect(said).toContain('1 个值超过 254 字节')
})

function linesIn(geometry: Geometry): unknown {
  switch (geometry.type) {
    case 'Point':
    case 'LineString':
      return geometry.coordinates
    case 'MultiPoint':
    case 'MultiLineString':
    case 'Polygon':
      return geometry.coordinates
    case 'MultiPolygon':
      return geometry.coordinates.flat()
  }
}

it('brings points, lines and the edges of areas back from GPX, with the times of a track', () => {
  const { bytes } = writeMapFileHere('gpx', sampleFeatures, { name: '石城县' })
  const { features } = readBack(bytes)
  const track = features.find(({ name }) => name === '巡护路线')
  expect(track).toMatchObject({ part: '航迹', times: sampleFeatures[2]?.times })
  for (const { name, geometry } of sampleFeatures.filter(({ name: one }) => one !== '水源')) {
    const back = features.find((one) => one.name === name)
    expect(back && linesIn(back.geometry), name).toEqual(linesIn(geometry))
  }
  expect(features.filter(({ name }) => name === '水源')).toHaveLength(2)
})
