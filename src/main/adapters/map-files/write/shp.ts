/** Shapes of one kind as `.shp` and `.shx` (ESRI Shapefile Technical Description, 1998). */
import { boundsOf, type Geometry, type LonLat } from '../../../../core/kernel/geometry.ts'
import { turnedPolygon } from '../rings.ts'

export const shapeKinds = ['point', 'multipoint', 'line', 'area'] as const
export type ShapeKind = (typeof shapeKinds)[number]

const typeCodes: Readonly<Record<ShapeKind, number>> = { point: 1, line: 3, area: 5, multipoint: 8 }

export function shapeKindOf({ type }: Geometry): ShapeKind {
  if (type === 'Point') return 'point'
  if (type === 'MultiPoint') return 'multipoint'
  return type === 'LineString' || type === 'MultiLineString' ? 'line' : 'area'
}

function partsOf(geometry: Geometry): readonly (readonly LonLat[])[] {
  switch (geometry.type) {
    case 'LineString':
      return [geometry.coordinates]
    case 'MultiLineString':
      return geometry.coordinates
    case 'Polygon':
      return turnedPolygon(geometry.coordinates, false)
    case 'MultiPolygon':
      return geometry.coordinates.flatMap((one) => turnedPolygon(one, false))
    case 'Point':
    case 'MultiPoint':
      return []
  }
}

function writePosition(bytes: Buffer, [lon, lat]: LonLat, at: number): void {
  bytes.writeDoubleLE(lon, at)
  bytes.writeDoubleLE(lat, at + 8)
}

function writeBounds(bytes: Buffer, geometry: Geometry, at: number): void {
  const { west, south, east, north } = boundsOf(geometry)
  ;[west, south, east, north].forEach((value, index) => bytes.writeDoubleLE(value, at + 8 * index))
}

function pointRecord(position: LonLat): Buffer {
  const bytes = Buffer.alloc(20)
  bytes.writeInt32LE(typeCodes.point, 0)
  writePosition(bytes, position, 4)
  return bytes
}

function multiPointRecord(geometry: Geometry, positions: readonly LonLat[]): Buffer {
  const bytes = Buffer.alloc(40 + 16 * positions.length)
  bytes.writeInt32LE(typeCodes.multipoint, 0)
  writeBounds(bytes, geometry, 4)
  bytes.writeInt32LE(positions.length, 36)
  positions.forEach((position, index) => writePosition(bytes, position, 40 + 16 * index))
  return bytes
}

function partsRecord(geometry: Geometry, code: number): Buffer {
  const parts = partsOf(geometry)
  const positions = parts.flat()
  const from = 44 + 4 * parts.length
  const bytes = Buffer.alloc(from + 16 * positions.length)
  bytes.writeInt32LE(code, 0)
  writeBounds(bytes, geometry, 4)
  bytes.writeInt32LE(parts.length, 36)
  bytes.writeInt32LE(positions.length, 40)
  let start = 0
  parts.forEach((part, index) => {
    bytes.writeInt32LE(start, 44 + 4 * index)
    start += part.length
  })
  positions.forEach((position, index) => writePosition(bytes, position, from + 16 * index))
  return bytes
}

function recordOf(geometry: Geometry): Buffer {
  if (geometry.type === 'Point') return pointRecord(geometry.coordinates)
  if (geometry.type === 'MultiPoint') return multiPointRecord(geometry, geometry.coordinates)
  return partsRecord(geometry, typeCodes[shapeKindOf(geometry)])
}

function header(kind: ShapeKind, lengthBytes: number, geometries: readonly Geometry[]): Buffer {
  const bytes = Buffer.alloc(100)
  bytes.writeInt32BE(9994, 0)
  // Lengths are counted in words of 16 bits.
  bytes.writeInt32BE(lengthBytes / 2, 24)
  bytes.writeInt32LE(1000, 28)
  bytes.writeInt32LE(typeCodes[kind], 32)
  const bounds = geometries.map(boundsOf)
  const values = [
    Math.min(...bounds.map(({ west }) => west)),
    Math.min(...bounds.map(({ south }) => south)),
    Math.max(...bounds.map(({ east }) => east)),
    Math.max(...bounds.map(({ north }) => north)),
  ]
  values.forEach((value, index) => bytes.writeDoubleLE(value, 36 + 8 * index))
  return bytes
}

/** Geometries of this kind only, at least one. */
export function shpOf(
  kind: ShapeKind,
  geometries: readonly Geometry[],
): { readonly shp: Uint8Array; readonly shx: Uint8Array } {
  const records = geometries.map(recordOf)
  const heads: Buffer[] = []
  const index: Buffer[] = []
  let at = 100
  records.forEach((record, number) => {
    const head = Buffer.alloc(8)
    head.writeInt32BE(number + 1, 0)
    head.writeInt32BE(record.length / 2, 4)
    heads.push(head)
    const entry = Buffer.alloc(8)
    entry.writeInt32BE(at / 2, 0)
    entry.writeInt32BE(record.length / 2, 4)
    index.push(entry)
    at += 8 + record.length
  })
  const bodies = records.flatMap((record, number) => [heads[number] ?? Buffer.alloc(0), record])
  return {
    shp: Buffer.concat([header(kind, at, geometries), ...bodies]),
    shx: Buffer.concat([header(kind, 100 + 8 * records.length, geometries), ...index]),
  }
}
