/** Whether one file passes through the same doors as an import: its line, and what went wrong. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { geometrySchema } from '../../core/kernel/geometry.ts'
import type { FileSource, PackBounds, PackLook } from '../../core/map-packs.ts'
import { copyPack } from '../adapters/tiles/copy-pack.ts'
import { lookAtSource, readSource } from '../adapters/tiles/build/read-source.ts'
import { lookAtPack } from '../adapters/tiles/look.ts'
import { openPacks } from '../adapters/tiles/open-packs.ts'
import { writeMapFileHere } from '../adapters/map-files/write/index.ts'
import { readMapFileHere } from '../adapters/map-files/read/index.ts'

export type MapCheck =
  /** It can be imported; `words` say what it is. */
  | { readonly kind: 'taken'; readonly words: string }
  /** It cannot, and the sentence says why. */
  | { readonly kind: 'refused'; readonly words: string }
  /** Our own fault: it was neither taken rightly nor refused with a sentence. */
  | { readonly kind: 'failed'; readonly words: string }

const packs = /\.(mbtiles|pmtiles)$/i
const mapFiles = /\.(geojson|json|kml|kmz|gpx|tcx|zip|shp)$/i

/** Kinds of files that are imported; parts of a Shapefile go with their `.shp`. */
export function isMapFile(name: string): boolean {
  return packs.test(name) || mapFiles.test(name)
}

export async function checkMapFile(path: string, county: PackBounds): Promise<MapCheck> {
  const before = traces(path)
  const check = await judged(path, county)
  // A look changes nothing, whatever the file is.
  if (traces(path) !== before) return { kind: 'failed', words: 'the look left traces beside it' }
  if (check.kind === 'refused' && !/^[^a-z]*\p{Script=Han}.*。$/su.test(check.words)) {
    return { kind: 'failed', words: `refused without a whole Chinese sentence: ${check.words}` }
  }
  return check
}

/** What lies in the folder, and the file's own size and time. */
function traces(path: string): string {
  const { size, mtimeMs } = statSync(path)
  return JSON.stringify([readdirSync(dirname(path)).toSorted(), size, mtimeMs])
}

async function judged(path: string, county: PackBounds): Promise<MapCheck> {
  try {
    return packs.test(path) ? await checkPack(path, county) : checkSource(path)
  } catch (error) {
    const words = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { kind: 'failed', words: `threw: ${words.split('\n').slice(0, 3).join(' ')}` }
  }
}

async function checkPack(path: string, county: PackBounds): Promise<MapCheck> {
  const looked = await lookAtPack(path, { county })
  if (!looked.ok) return { kind: 'refused', words: looked.data }
  const problem = await packProblem(path, looked.value)
  if (problem !== undefined) return { kind: 'failed', words: problem }
  return { kind: 'taken', words: packWords(looked.value) }
}

function packWords({ container, tiles, count, rows, warnings }: PackLook): string {
  const { kind, format, schema, tileSize, minZoom, maxZoom, bounds } = tiles
  const { west, south, east, north } = bounds
  const box = [west, south, east, north].map((degrees) => degrees.toFixed(3)).join(',')
  return [
    `${container} ${kind} ${format}${schema === null ? ` ${tileSize}px` : ` ${schema}`}`,
    `z${minZoom}-${maxZoom} ${rows} [${box}]${count === null ? '' : ` ${count} tiles`}`,
    ...warnings,
  ].join(' · ')
}

/** Served and copied, its sample tile must be the same; `undefined`: it is. */
async function packProblem(path: string, look: PackLook): Promise<string | undefined> {
  const { container, rows, sample, tiles } = look
  if (!sample) return 'no sample tile'
  const folder = mkdtempSync(join(tmpdir(), 'map-check-'))
  try {
    const copied = await copyPack({ container, path, rows }, join(folder, 'copy'), () => undefined)
    if (!copied.ok) return `not copied: ${copied.data}`
    const sources: FileSource[] = [
      { id: 'original', kind: 'file', container, path, rows },
      { id: 'copy', kind: 'file', ...copied.value },
    ]
    const troubles: string[] = []
    const open = openPacks(
      (id, { trouble }) => void (trouble && troubles.push(`${id}: ${trouble}`)),
      (error) => void troubles.push(String(error)),
    )
    await open.serve(sources)
    const [original, copy] = await Promise.all(
      sources.map(({ id }) => open.read(id, sample.z, sample.x, sample.y)),
    )
    await open.serve([])
    if (troubles.length > 0) return troubles.join('; ')
    if (original?.format !== tiles.format)
      return `the sample tile is ${original?.format ?? 'absent'}`
    if (!copy || !Buffer.from(copy.bytes).equals(original.bytes)) return 'the copy has another tile'
    return undefined
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function checkSource(path: string): MapCheck {
  const file = { path, fileName: basename(path) }
  const looked = lookAtSource(file)
  if (!looked.ok) return { kind: 'refused', words: looked.data }
  const { points, lines, areas, datumSaid, suggested, warnings } = looked.value
  if (suggested.datum === null) return { kind: 'refused', words: warnings[0] ?? '' }
  const { features, kind } = readSource(file, suggested.datum)
  const bad = features.filter(({ geometry }) => !geometrySchema.safeParse(geometry).success)
  if (bad.length > 0) return { kind: 'failed', words: `${bad.length} shapes are not sound` }
  const written = writeMapFileHere('geojson', features, { name: 'again' })
  const again = readMapFileHere(written.bytes, { datum: 'wgs84' })
  const shapes = (all: typeof features) => JSON.stringify(all.map(({ geometry }) => geometry))
  if (!again.ok || shapes(again.value.features) !== shapes(features)) {
    return { kind: 'failed', words: 'written as GeoJSON and read again it has other shapes' }
  }
  const counts = `${points} points, ${lines} lines, ${areas} areas`
  const datum = datumSaid === '' ? suggested.datum : `${suggested.datum} (${datumSaid})`
  return { kind: 'taken', words: [`${kind} ${counts} · ${datum}`, ...warnings].join(' · ') }
}
