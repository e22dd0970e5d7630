/** A file of the county's own that a pack is built from: read, and described for the form. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { zipSync } from 'fflate'
import { boundsOf, type Bounds } from '../../../../core/kernel/geometry.ts'
import { accept, refuse, type Result } from '../../../../core/kernel/result.ts'
import type { MapDatum, MapFileFeature, ReadMapFile } from '../../../../core/map-files/model.ts'
import type { BadPack, SourceLook, SourceRole } from '../../../../core/map-packs.ts'
import { readMapFileHere } from '../../map-files/read/index.ts'
import { problemSentence } from '../look.ts'
import { PackProblem } from '../pack.ts'

const mostBytes = 400 * 1024 * 1024
const setParts = new Set(['.shp', '.shx', '.dbf', '.prj', '.cpg'])
/** Only looked at to find out what kind of file it is; the real zone is asked. */
const anyZone: MapDatum = 'cgcs2000-39'

/** The bytes of a file; of a Shapefile its whole set, as the ZIP in which sets are sent around. */
function bytesOf(path: string): Uint8Array {
  const { size } = statSync(path)
  if (size === 0) throw new PackProblem('文件是空的（0 字节）。')
  if (size > mostBytes) {
    throw new PackProblem('文件超过 400 MB，读不完。请在其他软件里分成几个文件后重试。')
  }
  if (extname(path).toLowerCase() !== '.shp') return readFileSync(path)
  const stem = basename(path, extname(path)).toLowerCase()
  const parts = readdirSync(dirname(path)).filter((name) => {
    const end = extname(name)
    return setParts.has(end.toLowerCase()) && basename(name, end).toLowerCase() === stem
  })
  const entries = parts.map((name) => [
    `${stem}${extname(name).toLowerCase()}`,
    readFileSync(join(dirname(path), name)),
  ])
  return zipSync(Object.fromEntries(entries) as Record<string, Uint8Array>, { level: 0 })
}

export interface SourceFile {
  readonly path: string
  /** As its owner calls it; the path of what a page sent has no name. */
  readonly fileName: string
}

/** @throws PackProblem, or the system's error */
export function readSource(file: SourceFile, datum: MapDatum | undefined): ReadMapFile {
  const read = readMapFileHere(bytesOf(file.path), datum ? { datum } : {})
  if (!read.ok) throw new PackProblem(read.data.sentence)
  return read.value
}

/** Changes nothing. */
export function lookAtSource(file: SourceFile): Result<SourceLook, BadPack> {
  try {
    const bytes = bytesOf(file.path)
    const read = readMapFileHere(bytes, {})
    if (read.ok) return accept(described(file, read.value, read.value.datum))
    if (read.code !== 'datum-needed') return refuse('bad-pack', read.data.sentence)
    const trial = readMapFileHere(bytes, { datum: anyZone })
    if (!trial.ok) return refuse('bad-pack', trial.data.sentence)
    const look = described(file, trial.value, null)
    return accept({ ...look, warnings: [read.data.sentence, ...look.warnings] })
  } catch (error) {
    return refuse('bad-pack', problemSentence(error))
  }
}

/** Attribute names that say what a thing is called, or of what class it is, in the order of trust. */
const nameFields = [/^name:zh$/i, /^name$/i, /^mc$/i, /名称|名字|路名|地名/, /name/i, /mc$/i]
const classFields = [
  /^(fclass|highway|class|type|place|waterway|natural|landuse)$/i,
  /等级|类型|类别|级别/,
  /^(dj|lx|gb)$/i,
  /class|type/i,
]

function fieldLike(fields: readonly string[], patterns: readonly RegExp[]): string | null {
  for (const pattern of patterns) {
    const found = fields.find((field) => pattern.test(field))
    if (found !== undefined) return found
  }
  return null
}

const byName: readonly (readonly [RegExp, SourceRole])[] = [
  [/road|street|highway|道路|公路|交通|路网/i, 'road'],
  [/rail|铁路/i, 'railway'],
  [/build|house|房|建筑/i, 'building'],
  [/forest|green|landuse|林|地类|植被/i, 'green'],
  [/bound|admin|border|county|town|界|区划|行政/i, 'boundary'],
  [/place|village|地名|村|居民/i, 'place'],
  [/water|river|lake|hydro|水|河/i, 'waterway'],
]

function roleLike(fileName: string, points: number, lines: number, areas: number): SourceRole {
  const said = byName.find(([pattern]) => pattern.test(fileName))?.[1]
  const shape = areas >= lines && areas >= points ? 'area' : lines >= points ? 'line' : 'point'
  const fits: Readonly<Record<typeof shape, readonly SourceRole[]>> = {
    line: ['road', 'railway', 'waterway', 'boundary'],
    area: ['water', 'building', 'green', 'boundary'],
    point: ['place', 'poi'],
  }
  if (said === 'waterway' && shape === 'area') return 'water'
  if (said && fits[shape].includes(said)) return said
  return { line: 'road', area: 'boundary', point: 'place' }[shape] as SourceRole
}

function exampleOf(features: readonly MapFileFeature[], field: string): string {
  return (
    features.find(({ properties }) => (properties[field] ?? '') !== '')?.properties[field] ?? ''
  )
}

function described(
  file: SourceFile,
  { features, warnings, datumSaid, projection }: ReadMapFile,
  datum: MapDatum | null,
): SourceLook {
  const of = (end: string) => features.filter(({ geometry: { type } }) => type.endsWith(end)).length
  const [points, lines, areas] = [of('Point'), of('LineString'), of('Polygon')]
  const fields = [
    ...new Set(features.slice(0, 2000).flatMap(({ properties }) => Object.keys(properties))),
  ]
  return {
    count: features.length,
    points,
    lines,
    areas,
    fields: fields
      .slice(0, 60)
      .map((name) => ({ name, example: exampleOf(features, name).slice(0, 40) })),
    bounds: datum === null ? null : boundsOfAll(features),
    datumSaid: projection ?? datumSaid ?? '',
    suggested: {
      role: roleLike(file.fileName, points, lines, areas),
      nameField: fieldLike(fields, nameFields),
      classField: fieldLike(fields, classFields),
      datum,
    },
    warnings: [...warnings],
  }
}

export function boundsOfAll(features: readonly Pick<MapFileFeature, 'geometry'>[]): Bounds | null {
  if (features.length === 0) return null
  return features
    .map(({ geometry }) => boundsOf(geometry))
    .reduce((all, one) => ({
      west: Math.min(all.west, one.west),
      south: Math.min(all.south, one.south),
      east: Math.max(all.east, one.east),
      north: Math.max(all.north, one.north),
    }))
}
