/** Files other programs open. Pure: what the thread runs. */
import type {
  MapFileFeature,
  MapFileFormat,
  WriteMapFileOptions,
} from '../../../../core/map-files/model.ts'
import type { OfferedFile } from '../../../../core/module.ts'
import { geoJsonOf } from './geojson.ts'

export function writeMapFileHere(
  _format: MapFileFormat,
  features: readonly MapFileFeature[],
  { name }: WriteMapFileOptions,
): OfferedFile {
  const bytes = new TextEncoder().encode(geoJsonOf(features, name))
  return { name: `${name}.geojson`, type: 'application/geo+json', bytes }
}
