/** Files that are broken, hostile or something else: each gets its sentence, none throws. */
import { unzipSync, zipSync } from 'fflate'
import { expect, it } from 'vitest'
import { sampleFeatures } from '../../../../tests/support/map-features.ts'
import { readMapFileHere } from './read/index.ts'
import { writeMapFileHere } from './write/index.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)

function sentenceOf(bytes: Uint8Array): string {
  const read = readMapFileHere(bytes, {})
  if (read.ok) throw new Error(`it was read: ${JSON.stringify(read.value).slice(0, 200)}`)
  return read.data.sentence
}

const kml = (body: string) => utf8(`<kml xmlns="http://www.opengis.net/kml/2.2">${body}</kml>`)

it.each([
  ['an empty table', new Uint8Array([1, 2, 3, 4]), '不认识这种文件'],
  ['a web page', utf8('<!DOCTYPE html><html></html>'), '这是网页'],
  ['XML of another kind', utf8('<?xml version="1.0"?><project/>'), '不是 KML、GPX 或 TCX'],
  ['XML that ends in the middle', utf8('<?xml version="1.0"?><kml><Placemark><Poi'), '不完整'],
  ['TopoJSON', utf8('{"type":"Topology","objects":{}}'), 'TopoJSON'],
  ['Esri JSON', utf8('{"fields":[],"features":[]}'), 'Esri JSON'],
  ['JSON of something else', utf8('[1,2,3]'), '没有地图要素'],
  ['a collection of nothing', utf8('{"type":"FeatureCollection","features":[]}'), '没有可以导入'],
  [
    'an unknown encoding',
    utf8('<?xml version="1.0" encoding="x-y"?><kml>\u00e9</kml>').map((byte) =>
      byte === 0xc3 ? 0xe9 : byte,
    ),
    '编码“x-y”',
  ],
  ['a placemark without a place', kml('<Placemark><name>空</name></Placemark>'), '没有图形'],
  ['an archive of papers', zipSync({ '说明.txt': utf8('x') }), '没有 Shapefile（.shp）或 KML'],
  ['a KMZ whose KML is none', zipSync({ 'doc.kml': utf8('<html/>') }), '不是 KML'],
  ['a table without its shapes', zipSync({ 'a.dbf': new Uint8Array(40) }), '没有图形文件（.shp）'],
])('refuses %s', (_, bytes, words) => {
  expect(sentenceOf(bytes)).toContain(words)
})

it('refuses an archive that unpacks to more than a map may be', () => {
  const bomb = zipSync({ 'doc.kml': new Uint8Array(300 * 1024 * 1024) }, { level: 9 })
  expect(bomb.length).toBeLessThan(1024 * 1024)
  expect(sentenceOf(bomb)).toContain('解开后太大')
})

it('refuses an archive that lies about the size or the content of a file', () => {
  const archive = zipSync({ 'doc.kml': kml('<Placemark/>') }, { level: 0 })
  const at = new TextDecoder('latin1').decode(archive).indexOf('<Placemark')
  archive[at + 1] = 0x51
  expect(sentenceOf(archive)).toContain('压缩包不完整或已损坏')
})

const { bytes: whole } = writeMapFileHere('shapefile', sampleFeatures, { name: 'a' })
const texts = ['geojson', 'kml', 'gpx'] as const

it('survives an archive cut anywhere', () => {
  for (let length = 0; length < whole.length; length += 37) {
    expect(sentenceOf(whole.subarray(0, length)), String(length)).toMatch(/。$/)
  }
})

it.each(texts)('survives %s cut anywhere', (format) => {
  const { bytes } = writeMapFileHere(format, sampleFeatures, { name: 'a' })
  for (let length = 0; length < bytes.length - 8; length += 29) {
    expect(sentenceOf(bytes.subarray(0, length)), String(length)).toMatch(/。$/)
  }
})

it('survives a Shapefile with any byte of its shapes changed', () => {
  const read = (shp: Uint8Array) => readMapFileHere(zipSync({ 'a.shp': shp }, { level: 0 }), {})
  const lone = loneShp()
  for (let at = 0; at < lone.length; at++) {
    for (const value of [0, 0x7f, 0xff]) {
      const changed = lone.slice()
      changed[at] = value
      const result = read(changed)
      expect(result.ok ? '读了。' : result.data.sentence).toMatch(/。$/)
    }
  }
})

/** A polygon with a hole, as our own writer makes it. */
function loneShp(): Uint8Array {
  const { bytes } = writeMapFileHere('shapefile', sampleFeatures.slice(4, 5), { name: 'a' })
  return unzipped(bytes, '.shp')
}

function unzipped(bytes: Uint8Array, ending: string): Uint8Array {
  const found = Object.entries(unzipSync(bytes)).find(([name]) => name.endsWith(ending))
  if (!found) throw new Error(`no ${ending}`)
  return found[1]
}

it('asks for the whole set where only the shapes were chosen', () => {
  expect(sentenceOf(loneShp())).toContain('一起选中，或打包成 ZIP')
})
