/** One map file: told apart by its bytes, read, settled. Pure: what the thread runs. */
import { accept, refuse, type Result } from '../../../../core/kernel/result.ts'
import type {
  MapFileRefusal,
  ReadMapFile,
  ReadMapFileOptions,
} from '../../../../core/map-files/model.ts'
import { FileFault, unreadable } from './fault.ts'
import { readGeoJson } from './geojson.ts'
import { gpxFile, tcxFile } from './gpx.ts'
import { kmlFile, readKmz } from './kml.ts'
import type { RawFile } from './raw.ts'
import { settle } from './settle.ts'
import { hasShapefiles, readShapefiles } from './shapefile.ts'
import { xmlTextOf } from './text.ts'
import { parseXml, rootName } from './xml.ts'
import { isZip, namesIn } from './zip.ts'

function startsLike(bytes: Uint8Array): string {
  return new TextDecoder('latin1')
    .decode(bytes.subarray(0, 400))
    .replace(/^(?:ï»¿|ÿþ|þÿ)/, '')
    .replaceAll('\0', '')
    .trimStart()
}

function readXml(bytes: Uint8Array): RawFile {
  const document = parseXml(xmlTextOf(bytes))
  switch (rootName(document)) {
    case 'kml':
      return kmlFile(document, 'kml')
    case 'gpx':
      return gpxFile(document)
    case 'TrainingCenterDatabase':
      return tcxFile(document)
    case 'osm':
      throw unreadable('这是 OSM 原始数据，不能当作图层导入。路网请在“路网”里导入。')
    default:
      throw unreadable('这是 XML 文件，但不是 KML、GPX 或 TCX，没有导入。请核对选的文件。')
  }
}

function readZip(bytes: Uint8Array, options: ReadMapFileOptions): RawFile {
  const names = namesIn(bytes)
  if (hasShapefiles(names)) return readShapefiles(bytes, options.encoding)
  if (names.some((name) => /\.kml$/i.test(name))) return readKmz(bytes)
  throw unreadable('压缩包里没有 Shapefile（.shp）或 KML，没有导入。请核对选的文件。')
}

const shapefileCode = [0, 0, 0x27, 0x0a]

function readBytes(bytes: Uint8Array, options: ReadMapFileOptions): RawFile {
  if (isZip(bytes)) return readZip(bytes, options)
  const start = startsLike(bytes)
  if (start.startsWith('<!DOCTYPE html') || /^<html/i.test(start)) {
    throw unreadable('这是网页，不是地图文件（多半是下载时存错了），没有导入。请重新下载。')
  }
  if (start.startsWith('<')) return readXml(bytes)
  if (start.startsWith('{') || start.startsWith('[') || start.startsWith('\u001e')) {
    return readGeoJson(bytes)
  }
  if (shapefileCode.every((byte, place) => bytes[place] === byte)) {
    throw unreadable(
      '只有 .shp 一个文件，缺少属性和坐标系。请把同名的 .shp、.dbf、.prj、.cpg 一起选中，或打包成 ZIP。',
    )
  }
  throw unreadable(
    '不认识这种文件，没有导入。可以导入 GeoJSON、KML、KMZ、GPX、TCX 和 Shapefile（ZIP 或整套文件）。',
  )
}

/** A bad file is a refusal with its sentence; throws only for our own mistakes. */
export function readMapFileHere(
  bytes: Uint8Array,
  options: ReadMapFileOptions,
): Result<ReadMapFile, MapFileRefusal> {
  try {
    return accept(settle(readBytes(bytes, options), options))
  } catch (error) {
    if (error instanceof FileFault) return refuse(error.code, { sentence: error.message })
    throw error
  }
}
