/** GPX 1.0 and 1.1, and TCX: waypoints, tracks and routes, each a part. */
import { gpx, tcx } from '@tmcw/togeojson'
import type { Document } from '@xmldom/xmldom'
import { withoutLooks } from './properties.ts'
import type { RawFeature, RawFile } from './raw.ts'

interface Read {
  readonly geometry: unknown
  readonly properties: Readonly<Record<string, unknown>> | null
}

const partWords: Readonly<Record<string, string>> = { trk: '航迹', rte: '航线' }

/** `times` of one line is a list; of several it is a list of lists, which belongs to none of them alone. */
function featureOf({ geometry, properties }: Read): RawFeature {
  const { name, coordinateProperties, _gpxType, ...rest } = properties ?? {}
  return {
    name: typeof name === 'string' ? name.trim() : '',
    geometry,
    properties: withoutLooks(rest),
    part: typeof _gpxType === 'string' ? (partWords[_gpxType] ?? '') : '航点',
    times: (coordinateProperties as { readonly times?: unknown } | undefined)?.times,
  }
}

/** Points the converter drops without a word. */
function badPoints(document: Document): number {
  const points = ['wpt', 'rtept', 'trkpt'].flatMap((name) => [
    ...document.getElementsByTagNameNS('*', name),
  ])
  const isNumber = (text: string | null) =>
    text !== null && text.trim() !== '' && !Number.isNaN(Number(text))
  return points.filter(
    (point) => !isNumber(point.getAttribute('lat')) || !isNumber(point.getAttribute('lon')),
  ).length
}

export function gpxFile(document: Document): RawFile {
  const bad = badPoints(document)
  return {
    kind: 'gpx',
    features: gpx(document).features.map(featureOf),
    datumSaid: 'wgs84',
    warnings: bad > 0 ? [`${bad} 个点的经纬度读不出来，已跳过。`] : [],
  }
}

export function tcxFile(document: Document): RawFile {
  const features = tcx(document).features.map((one) => ({ ...featureOf(one), part: '' }))
  return { kind: 'tcx', features, datumSaid: 'wgs84', warnings: [] }
}
