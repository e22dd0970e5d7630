/** KML 2.2, and KMZ with its `doc.kml`; parts become folders. */
import { foldersToKML } from '@placemarkio/tokml'
import { zipSync } from 'fflate'
import type { MapFileFeature } from '../../../../core/map-files/model.ts'

type Root = Parameters<typeof foldersToKML>[0]
type Child = Root['children'][number]

function placemark({ name, geometry, properties, times }: MapFileFeature): Child {
  const at = times?.[0]
  return {
    type: 'Feature',
    geometry,
    properties: {
      name,
      ...properties,
      ...(at === undefined ? {} : { 开始时间: new Date(at).toISOString() }),
    },
  }
}

export function kmlOf(features: readonly MapFileFeature[]): string {
  const parts = new Map<string, Child[]>()
  for (const feature of features) {
    const held = parts.get(feature.part) ?? []
    held.push(placemark(feature))
    parts.set(feature.part, held)
  }
  const children = [...parts].flatMap(([part, held]): Child[] =>
    part === '' ? held : [{ type: 'folder', meta: { name: part }, children: held }],
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n${foldersToKML({ type: 'root', children })}\n`
}

export function kmzOf(features: readonly MapFileFeature[]): Uint8Array {
  return zipSync({ 'doc.kml': new TextEncoder().encode(kmlOf(features)) })
}
