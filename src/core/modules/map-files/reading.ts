/** What a person sees of a file, and what is taken of it. Changes nothing. */
import {
  boundsOf,
  verticesOf,
  type Bounds,
  type Geometry,
  type LonLat,
} from '../../kernel/geometry.ts'
import { areaM2, lengthM } from '../../kernel/geodesy.ts'
import type { CountyProfile } from '../../county/profile.ts'
import type { MapFileFeature, ReadMapFile } from '../../map-files/model.ts'
import { previewRows, type MapFilePreview } from './contract.ts'
import { shapeWord } from './words.ts'

/** Further off than this is another county, or another datum. */
const nearDeg = 0.5
/** Vertices of the picture. */
const mostDrawn = 20_000

type Counts = MapFilePreview['counts']

function countsOf(features: readonly MapFileFeature[]): Counts {
  const counts = { points: 0, lines: 0, areas: 0 }
  for (const { geometry } of features) {
    if (geometry.type.endsWith('Point')) counts.points++
    else if (geometry.type.endsWith('LineString')) counts.lines++
    else counts.areas++
  }
  return counts
}

function isAway({ west, east, south, north }: Bounds, county: CountyProfile['county']): boolean {
  const { bbox } = county
  return (
    east < bbox.west - nearDeg ||
    west > bbox.east + nearDeg ||
    north < bbox.south - nearDeg ||
    south > bbox.north + nearDeg
  )
}

function joined(all: readonly Bounds[]): Bounds {
  const [first, ...others] = all
  return others.reduce(
    (whole, next) => ({
      west: Math.min(whole.west, next.west),
      south: Math.min(whole.south, next.south),
      east: Math.max(whole.east, next.east),
      north: Math.max(whole.north, next.north),
    }),
    first ?? { west: 0, south: 0, east: 0, north: 0 },
  )
}

const km = (metres: number) =>
  metres < 1000 ? `${Math.round(metres)} 米` : `${(metres / 1000).toFixed(2)} 公里`
const km2 = (square: number) =>
  square < 10_000 ? `${Math.round(square)} 平方米` : `${(square / 1e6).toFixed(3)} 平方公里`

function sizeWords(geometry: Geometry): string {
  switch (geometry.type) {
    case 'Point': {
      const [lon, lat] = geometry.coordinates
      return `${lat.toFixed(5)}, ${lon.toFixed(5)}`
    }
    case 'MultiPoint':
      return `${geometry.coordinates.length} 个点`
    case 'LineString':
    case 'MultiLineString':
      return km(lengthM(geometry))
    case 'Polygon':
    case 'MultiPolygon':
      return km2(areaM2(geometry))
  }
}

function thinLine(line: readonly LonLat[], step: number, least: number): [number, number][] {
  const last = line.length - 1
  const kept = line.filter((_, index) => index % step === 0 || index === last)
  const shown = kept.length < least ? line : kept
  return shown.map(([lon, lat]) => [lon, lat])
}

/** Each step-th vertex: enough to see where it lies. */
function thinned(geometry: Geometry, step: number): Geometry {
  switch (geometry.type) {
    case 'Point':
    case 'MultiPoint':
      return geometry
    case 'LineString':
      return { type: geometry.type, coordinates: thinLine(geometry.coordinates, step, 2) }
    case 'MultiLineString':
      return {
        type: geometry.type,
        coordinates: geometry.coordinates.map((line) => thinLine(line, step, 2)),
      }
    case 'Polygon':
      return {
        type: geometry.type,
        coordinates: geometry.coordinates.map((ring) => thinLine(ring, step, 4)),
      }
    case 'MultiPolygon':
      return {
        type: geometry.type,
        coordinates: geometry.coordinates.map((one) => one.map((ring) => thinLine(ring, step, 4))),
      }
  }
}

/** As far as the vertices reach; the first ones of a great many. */
function picture(features: readonly MapFileFeature[]): Geometry[] {
  const sizes = features.map(({ geometry }) => verticesOf(geometry).length)
  const step = Math.max(1, Math.ceil(sizes.reduce((sum, size) => sum + size, 0) / mostDrawn))
  const shown: Geometry[] = []
  let left = mostDrawn
  for (const { geometry } of features) {
    const thin = thinned(geometry, step)
    left -= verticesOf(thin).length
    if (left < 0) break
    shown.push(thin)
  }
  return shown
}

function columnsOf(features: readonly MapFileFeature[]): MapFilePreview['columns'] {
  const columns = new Map<string, { filled: number; sample: string }>()
  for (const { properties } of features) {
    for (const [name, value] of Object.entries(properties)) {
      const known = columns.get(name)
      if (known) known.filled++
      else columns.set(name, { filled: 1, sample: value.slice(0, 40) })
    }
  }
  return [...columns].map(([name, rest]) => ({ name, ...rest }))
}

/** Without ending and folders: what unnamed things are called. */
function stemOf(fileName: string): string {
  const stem = (fileName.split(/[/\\]/).at(-1) ?? '').replace(/\.[^.]{1,8}$/, '')
  return stem.slice(0, 40) === '' ? '未命名' : stem.slice(0, 40)
}

export interface Chosen {
  readonly features: readonly MapFileFeature[]
  readonly unnamed: number
}

/** Those of the parts that are wanted, each with a name. */
export function chosenFeatures(
  file: ReadMapFile,
  fileName: string,
  answers: { readonly nameFrom?: string | undefined; readonly without: readonly string[] },
): Chosen {
  const { nameFrom } = answers
  const without = new Set(answers.without)
  const stem = stemOf(fileName)
  let unnamed = 0
  const features = file.features.flatMap((feature) => {
    if (without.has(feature.part)) return []
    const said = nameFrom === undefined ? feature.name : (feature.properties[nameFrom] ?? '')
    const name = said.replaceAll(/\s+/g, ' ').trim()
    if (name !== '') return [{ ...feature, name }]
    unnamed++
    return [{ ...feature, name: `${stem} ${unnamed}` }]
  })
  return { features, unnamed }
}

export function previewOf(
  file: ReadMapFile,
  { features, unnamed }: Chosen,
  { county }: CountyProfile,
): MapFilePreview {
  const bounds = features.map(({ geometry }) => boundsOf(geometry))
  const byPart = Map.groupBy(file.features, ({ part }) => part)
  return {
    kind: file.kind,
    datum: file.datum,
    datumSaid: file.datumSaid ?? null,
    projection: file.projection ?? null,
    projected: file.projected,
    swapped: file.swapped,
    looksSwapped: file.looksSwapped,
    encoding: file.encoding ?? null,
    warnings: [...file.warnings],
    counts: countsOf(features),
    parts: [...byPart].map(([name, held]) => ({ name, counts: countsOf(held) })),
    columns: columnsOf(features),
    unnamed,
    away: bounds.filter((one) => isAway(one, county)).length,
    bounds: joined(bounds),
    rows: features.slice(0, previewRows).map(({ name, geometry, properties }) => ({
      name,
      shape: shapeWord(geometry),
      size: sizeWords(geometry),
      away: isAway(boundsOf(geometry), county),
      properties: { ...properties },
    })),
    shapes: picture(features),
  }
}
