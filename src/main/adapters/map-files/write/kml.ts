/**
 * KML 2.2, and KMZ with its `doc.kml`; parts become folders. Attributes are declared in a schema:
 * GDAL shows Chinese names of undeclared ones as underscores, and loses all but one of a length.
 */
import { zipSync } from 'fflate'
import { assertNever } from '../../../../core/kernel/assert-never.ts'
import type { Geometry, LonLat } from '../../../../core/kernel/geometry.ts'
import type { MapFileFeature } from '../../../../core/map-files/model.ts'
import { element, escaped } from './xml-text.ts'

const schemaId = 'columns'

function coordinates(line: readonly LonLat[]): string {
  return `<coordinates>${line.map(([lon, lat]) => `${lon},${lat}`).join(' ')}</coordinates>`
}

const pointOf = (at: LonLat) => `<Point>${coordinates([at])}</Point>`
const lineOf = (line: readonly LonLat[]) => `<LineString>${coordinates(line)}</LineString>`

function polygonOf([outer = [], ...holes]: readonly (readonly LonLat[])[]): string {
  const ring = (one: readonly LonLat[]) => `<LinearRing>${coordinates(one)}</LinearRing>`
  const inner = holes.map((hole) => `<innerBoundaryIs>${ring(hole)}</innerBoundaryIs>`)
  return `<Polygon><outerBoundaryIs>${ring(outer)}</outerBoundaryIs>${inner.join('')}</Polygon>`
}

function several(parts: readonly string[]): string {
  return `<MultiGeometry>${parts.join('')}</MultiGeometry>`
}

function shapeOf(geometry: Geometry): string {
  switch (geometry.type) {
    case 'Point':
      return pointOf(geometry.coordinates)
    case 'MultiPoint':
      return several(geometry.coordinates.map(pointOf))
    case 'LineString':
      return lineOf(geometry.coordinates)
    case 'MultiLineString':
      return several(geometry.coordinates.map(lineOf))
    case 'Polygon':
      return polygonOf(geometry.coordinates)
    case 'MultiPolygon':
      return several(geometry.coordinates.map(polygonOf))
    default:
      return assertNever(geometry)
  }
}

function columnsOf({ properties, times }: MapFileFeature): readonly (readonly [string, string])[] {
  const [first, last] = [times?.[0], times?.at(-1)]
  const told = Object.entries(properties)
  return first === undefined || last === undefined
    ? told
    : [
        ...told,
        ['开始时间', new Date(first).toISOString()],
        ['结束时间', new Date(last).toISOString()],
      ]
}

function placemark(feature: MapFileFeature): string {
  const columns = columnsOf(feature).map(
    ([name, value]) => `<SimpleData name="${escaped(name)}">${escaped(value)}</SimpleData>`,
  )
  const data =
    columns.length === 0
      ? ''
      : `<ExtendedData><SchemaData schemaUrl="#${schemaId}">${columns.join('')}</SchemaData></ExtendedData>`
  return `<Placemark>${element('name', feature.name)}${data}${shapeOf(feature.geometry)}</Placemark>\n`
}

export function kmlOf(features: readonly MapFileFeature[], name: string): string {
  const columns = new Set(features.flatMap((one) => columnsOf(one).map(([column]) => column)))
  const fields = [...columns].map(
    (column) => `<SimpleField name="${escaped(column)}" type="string"></SimpleField>`,
  )
  const parts = new Map<string, string[]>()
  for (const feature of features) {
    const held = parts.get(feature.part)
    if (held) held.push(placemark(feature))
    else parts.set(feature.part, [placemark(feature)])
  }
  const folders = [...parts].map(([part, held]) =>
    part === '' ? held.join('') : `<Folder>${element('name', part)}\n${held.join('')}</Folder>\n`,
  )
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<kml xmlns="http://www.opengis.net/kml/2.2"><Document>${element('name', name)}\n`,
    fields.length === 0
      ? ''
      : `<Schema name="${escaped(name)}" id="${schemaId}">${fields.join('')}</Schema>\n`,
    ...folders,
    '</Document></kml>\n',
  ].join('')
}

export function kmzOf(features: readonly MapFileFeature[], name: string): Uint8Array {
  return zipSync({ 'doc.kml': new TextEncoder().encode(kmlOf(features, name)) })
}
