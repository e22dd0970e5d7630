/** GPX 1.1: points as waypoints, lines and the edges of areas as tracks. */
import { linesOf, type Geometry, type LonLat } from '../../../../core/kernel/geometry.ts'
import type { MapFileFeature } from '../../../../core/map-files/model.ts'
import { element } from './xml-text.ts'

/** Attributes have no place of their own in GPX. */
function words({ name, properties }: MapFileFeature): string {
  const lines = Object.entries(properties).map(([key, value]) => `${key}：${value}`)
  return element('name', name) + element('desc', lines.join('\n'))
}

function point(tag: string, [lon, lat]: LonLat, inside: string): string {
  return `<${tag} lat="${lat}" lon="${lon}">${inside}</${tag}>`
}

function pointsOf(geometry: Geometry): readonly LonLat[] {
  if (geometry.type === 'Point') return [geometry.coordinates]
  return geometry.type === 'MultiPoint' ? geometry.coordinates : []
}

function track(feature: MapFileFeature): string {
  const times = feature.times ?? []
  const segments = linesOf(feature.geometry).map((line) => {
    const points = line.map((at, index) => {
      const time = times[index]
      return point(
        'trkpt',
        at,
        time === undefined ? '' : element('time', new Date(time).toISOString()),
      )
    })
    return `<trkseg>${points.join('\n')}</trkseg>`
  })
  return segments.length === 0 ? '' : `<trk>${words(feature)}${segments.join('')}</trk>\n`
}

export function gpxOf(features: readonly MapFileFeature[], name: string): string {
  // Waypoints come before tracks (the order of the schema).
  const waypoints = features.flatMap((feature) =>
    pointsOf(feature.geometry).map((at) => `${point('wpt', at, words(feature))}\n`),
  )
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    '<gpx version="1.1" creator="dispatch-console" xmlns="http://www.topografix.com/GPX/1/1">\n',
    `<metadata>${element('name', name)}</metadata>\n`,
    ...waypoints,
    ...features.map(track),
    '</gpx>\n',
  ].join('')
}
