/** GeoJSON (RFC 7946): WGS-84, right-hand rings, the name as a property. */
import type { MapFileFeature } from '../../../../core/map-files/model.ts'
import { rightHanded } from '../rings.ts'

export function geoJsonOf(features: readonly MapFileFeature[], name: string): string {
  const lines = features.map(({ name: called, geometry, properties, times }) =>
    JSON.stringify({
      type: 'Feature',
      properties: {
        ...(called === '' ? {} : { name: called }),
        ...properties,
        ...(times ? { times: times.map((time) => new Date(time).toISOString()) } : {}),
      },
      geometry: rightHanded(geometry),
    }),
  )
  const head = `{"type":"FeatureCollection","name":${JSON.stringify(name)},"features":[`
  return `${head}\n${lines.join(',\n')}\n]}\n`
}
