/**
 * Roads out of an OpenStreetMap extract: PBF (`.osm.pbf`), whose blocks are described on the
 * project's wiki page "PBF Format", or XML (`.osm`). Only nodes and ways are looked at.
 */
import { DOMParser } from '@xmldom/xmldom'
import { unzlibSync } from 'fflate'
import { PbfReader } from 'pbf'
import type { LonLat } from '../../../core/kernel/geometry.ts'
import { roadTags } from '../../../core/roads/classes.ts'
import type { RoadLine } from '../../../core/roads/graph.ts'
import type { Roads } from '../../../core/roads/prepare.ts'

/** `message`: what is wrong with the file, in the operator's words. */
export class OsmProblem extends Error {}

interface Way {
  readonly refs: readonly number[]
  readonly tags: Readonly<Record<string, string>>
}

interface Extract {
  readonly nodes: Map<number, LonLat>
  readonly ways: Way[]
}

/** A tree of a larger text would not fit into memory. */
const mostXmlBytes = 48 * 1024 * 1024
/** The most a block may unpack to (32 MiB by the format). */
const mostBlockBytes = 32 * 1024 * 1024
const known = new Set(['OsmSchema-V0.6', 'DenseNodes', 'HistoricalInformation'])

/** @throws OsmProblem */
export function readOsm(bytes: Uint8Array): Roads {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 400)).trimStart()
  const extract = { nodes: new Map<number, LonLat>(), ways: [] }
  if (start.startsWith('<')) readXml(bytes, extract)
  else readPbf(bytes, extract)
  return roadsOfExtract(extract)
}

function roadsOfExtract({ nodes, ways }: Extract): Roads {
  const lines: RoadLine[] = []
  let leftOut = 0
  for (const { refs, tags } of ways) {
    const road = tags['highway'] === undefined ? undefined : roadTags(tags)
    // An extract ends at its border: nodes beyond it are not in the file.
    const coordinates = refs.flatMap((ref) => {
      const place = nodes.get(ref)
      return place ? [place] : []
    })
    if (road && coordinates.length > 1) lines.push({ ...road, coordinates })
    else leftOut += 1
  }
  return { lines, leftOut }
}

/** `undefined` for anything but a number. */
const numberOf = (text: string | null): number | undefined => {
  const value = text === null || text === '' ? Number.NaN : Number(text)
  return Number.isFinite(value) ? value : undefined
}

function readXml(bytes: Uint8Array, { nodes, ways }: Extract): void {
  if (bytes.length > mostXmlBytes) {
    throw new OsmProblem(
      'OSM XML 超过 48 MB，请先转成 .osm.pbf（osmium cat 原文件 -o 新文件.osm.pbf）',
    )
  }
  let document
  try {
    document = new DOMParser({
      onError: (level, message) => {
        if (level !== 'warning') throw new OsmProblem(`XML 不完整：${message}`)
      },
    }).parseFromString(new TextDecoder().decode(bytes), 'text/xml')
  } catch (error) {
    if (error instanceof OsmProblem) throw error
    throw new OsmProblem('XML 不完整或已损坏')
  }
  if (document.documentElement?.tagName !== 'osm') throw new OsmProblem('这个 XML 不是 OSM 数据')
  for (const node of document.getElementsByTagName('node')) {
    const [id, lat, lon] = ['id', 'lat', 'lon'].map((name) => numberOf(node.getAttribute(name)))
    if (id !== undefined && lat !== undefined && lon !== undefined) nodes.set(id, [lon, lat])
  }
  for (const way of document.getElementsByTagName('way')) {
    const tags: Record<string, string> = {}
    for (const tag of way.getElementsByTagName('tag'))
      tags[tag.getAttribute('k') ?? ''] = tag.getAttribute('v') ?? ''
    const refs = [...way.getElementsByTagName('nd')].flatMap(
      (nd) => numberOf(nd.getAttribute('ref')) ?? [],
    )
    ways.push({ refs, tags })
  }
}

function readPbf(bytes: Uint8Array, extract: Extract): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  let seenHeader = false
  while (at < bytes.length) {
    if (at + 4 > bytes.length) throw new OsmProblem('文件不完整：最后一块被截断')
    const headerLength = view.getUint32(at)
    if (headerLength > 64 * 1024) throw new OsmProblem('不是 .osm.pbf 文件')
    const header = fieldsOf(bytes.subarray(at + 4, at + 4 + headerLength))
    const type = textOf(header.get(1)?.[0])
    const size = Number(header.get(3)?.[0] ?? -1)
    at += 4 + headerLength
    if (!seenHeader && type !== 'OSMHeader') throw new OsmProblem('不是 .osm.pbf 文件')
    if (size < 0 || at + size > bytes.length) throw new OsmProblem('文件不完整：最后一块被截断')
    const block = unpacked(bytes.subarray(at, at + size))
    at += size
    if (type === 'OSMHeader') {
      seenHeader = true
      checkFeatures(block)
    } else if (type === 'OSMData') undamaged(() => readBlock(block, extract))
  }
  if (!seenHeader) throw new OsmProblem('不是 .osm.pbf 文件')
}

type Field = number | Uint8Array

/** What the reader of protocol buffers throws is a damaged file. */
function undamaged(read: () => unknown): void {
  try {
    read()
  } catch (error) {
    if (error instanceof OsmProblem) throw error
    throw new OsmProblem(`数据块损坏（${error instanceof Error ? error.message : String(error)}）`)
  }
}

/** Every field of a message, by its number: varints as numbers, all else as bytes. */
function fieldsOf(bytes: Uint8Array): Map<number, Field[]> {
  const fields = new Map<number, Field[]>()
  undamaged(() =>
    new PbfReader(bytes).readFields((tag, _result, pbf) => {
      // Wire type 0 is a varint, 2 has a length; the format uses no other.
      const value =
        pbf.type === 0 ? pbf.readVarint(true) : pbf.type === 2 ? pbf.readBytes() : undefined
      if (value === undefined) return
      const held = fields.get(tag)
      if (held) held.push(value)
      else fields.set(tag, [value])
    }, undefined),
  )
  return fields
}

const textOf = (field: Field | undefined): string =>
  field instanceof Uint8Array ? new TextDecoder().decode(field) : ''

function unpacked(blob: Uint8Array): Uint8Array {
  const fields = fieldsOf(blob)
  const raw = fields.get(1)?.[0]
  if (raw instanceof Uint8Array) return raw
  const packed = fields.get(3)?.[0]
  const size = Number(fields.get(2)?.[0] ?? 0)
  if (!(packed instanceof Uint8Array))
    throw new OsmProblem('数据块用了不支持的压缩方式（只支持 zlib）')
  if (size > mostBlockBytes) throw new OsmProblem('数据块过大')
  try {
    return unzlibSync(packed, { out: new Uint8Array(size) })
  } catch {
    throw new OsmProblem('数据块损坏，解不开压缩')
  }
}

function checkFeatures(block: Uint8Array): void {
  const strange = (fieldsOf(block).get(4) ?? []).map(textOf).filter((name) => !known.has(name))
  if (strange.length > 0) throw new OsmProblem(`文件要求不支持的功能：${strange.join('、')}`)
}

/** Packed varints: `signed` ones are zigzag and, in this format, always differences. */
function differences(field: Field | undefined): number[] {
  if (!(field instanceof Uint8Array)) return []
  const values: number[] = []
  const pbf = new PbfReader(field)
  let sum = 0
  while (pbf.pos < field.length) values.push((sum += pbf.readSVarint()))
  return values
}

function indexes(field: Field | undefined): number[] {
  if (!(field instanceof Uint8Array)) return []
  const values: number[] = []
  const pbf = new PbfReader(field)
  while (pbf.pos < field.length) values.push(pbf.readVarint())
  return values
}

function readBlock(bytes: Uint8Array, { nodes, ways }: Extract): void {
  const block = fieldsOf(bytes)
  const table = block.get(1)?.[0]
  const strings = table instanceof Uint8Array ? (fieldsOf(table).get(1) ?? []).map(textOf) : []
  const grain = Number(block.get(17)?.[0] ?? 100)
  const [latOffset, lonOffset] = [Number(block.get(19)?.[0] ?? 0), Number(block.get(20)?.[0] ?? 0)]
  const degrees = (value: number, offset: number) => (value * grain + offset) / 1e9
  for (const group of block.get(2) ?? []) {
    if (!(group instanceof Uint8Array)) continue
    const fields = fieldsOf(group)
    for (const node of fields.get(1) ?? []) {
      if (!(node instanceof Uint8Array)) continue
      const pbf = new PbfReader(node)
      const read = { id: 0, lat: 0, lon: 0 }
      pbf.readFields((tag) => {
        if (tag === 1) read.id = pbf.readSVarint()
        if (tag === 8) read.lat = pbf.readSVarint()
        if (tag === 9) read.lon = pbf.readSVarint()
      }, undefined)
      nodes.set(read.id, [degrees(read.lon, lonOffset), degrees(read.lat, latOffset)])
    }
    for (const dense of fields.get(2) ?? []) {
      if (!(dense instanceof Uint8Array)) continue
      const packed = fieldsOf(dense)
      const [ids, lats, lons] = [1, 8, 9].map((tag) => differences(packed.get(tag)?.[0]))
      for (const [i, id] of (ids ?? []).entries())
        nodes.set(id, [degrees(lons?.[i] ?? 0, lonOffset), degrees(lats?.[i] ?? 0, latOffset)])
    }
    for (const way of fields.get(3) ?? []) {
      if (!(way instanceof Uint8Array)) continue
      const packed = fieldsOf(way)
      const values = indexes(packed.get(3)?.[0])
      const tags: Record<string, string> = {}
      for (const [i, key] of indexes(packed.get(2)?.[0]).entries())
        tags[strings[key] ?? ''] = strings[values[i] ?? -1] ?? ''
      ways.push({ refs: differences(packed.get(8)?.[0]), tags })
    }
  }
}
