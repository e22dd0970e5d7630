/** Files other programs open. Pure: what the thread runs. */
import { assertNever } from '../../../../core/kernel/assert-never.ts'
import type {
  MapFileFeature,
  MapFileFormat,
  WriteMapFileOptions,
} from '../../../../core/map-files/model.ts'
import type { OfferedFile } from '../../../../core/module.ts'
import { geoJsonOf } from './geojson.ts'
import { gpxOf } from './gpx.ts'
import { kmlOf, kmzOf } from './kml.ts'
import { shapefilesOf } from './shapefile.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)

export function writeMapFileHere(
  format: MapFileFormat,
  features: readonly MapFileFeature[],
  { name, encoding = 'utf-8' }: WriteMapFileOptions,
): OfferedFile {
  switch (format) {
    case 'geojson':
      return {
        name: `${name}.geojson`,
        type: 'application/geo+json',
        bytes: utf8(geoJsonOf(features, name)),
      }
    case 'kml':
      return {
        name: `${name}.kml`,
        type: 'application/vnd.google-earth.kml+xml',
        bytes: utf8(kmlOf(features, name)),
      }
    case 'kmz':
      return {
        name: `${name}.kmz`,
        type: 'application/vnd.google-earth.kmz',
        bytes: kmzOf(features, name),
      }
    case 'gpx':
      return {
        name: `${name}.gpx`,
        type: 'application/gpx+xml',
        bytes: utf8(gpxOf(features, name)),
      }
    case 'shapefile':
      return {
        name: `${name}.zip`,
        type: 'application/zip',
        bytes: shapefilesOf(features, name, encoding),
      }
    default:
      return assertNever(format)
  }
}
