/**
 * Tiles as files: `{z}/{x}/{y}.png` with rows from the north or, beside a `tilemapresource.xml`,
 * from the south; and what ArcGIS calls exploded: `L07/R0000006c/C000000d2.png`. Paths are put
 * together from checked numbers only.
 */
import { readdirSync, readFileSync, statSync, type Dirent } from 'node:fs'
import { basename, join } from 'node:path'
import { degreeGridSentence } from './mbtiles.ts'
import { PackProblem, type Pack, type PackFacts, type StoredTile } from './pack.ts'
import { deepestZoom, type Extent } from './tile-grid.ts'

/** Folders of one zoom that are looked into for its rows. */
const columnsLookedInto = 60
const samplesAZoom = 2
const mostTileBytes = 16 * 1024 * 1024

const extensions = ['png', 'jpg', 'jpeg', 'webp', 'pbf', 'mvt'] as const
const tileFile = /^(\d{1,8})\.(png|jpe?g|webp|pbf|mvt)$/i
const arcgisLevel = /^L(\d{2})$/i
const arcgisRow = /^R([0-9a-f]{8})$/i
const arcgisTile = /^C([0-9a-f]{8})\.(png|jpe?g|webp)$/i

/** Ground resolution of zoom 0 in EPSG:3857, metres per pixel of 256. */
const resolutionOfZoom0 = 156_543.033_928

interface Layout {
  readonly root: string
  readonly kind: 'xyz' | 'arcgis'
  /** Folder of each zoom. */
  readonly zooms: ReadonlyMap<number, string>
  readonly saidRows: 'xyz' | 'tms' | undefined
}

function listed(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    throw new PackProblem(`文件夹读不出来：${folder}。请检查磁盘和权限。`, error)
  }
}

const hex8 = (value: number) => value.toString(16).padStart(8, '0')

function folderZooms(folder: string, entries: readonly Dirent[]): ReadonlyMap<number, string> {
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  const numbered = names.filter((name) => /^\d{1,2}$/.test(name) && Number(name) <= deepestZoom)
  return new Map(
    numbered
      .toSorted((a, b) => Number(a) - Number(b))
      .map((name) => [Number(name), join(folder, name)]),
  )
}

/** Levels of an ArcGIS cache by zoom; the level's own number where nothing says its resolution. */
function arcgisZooms(folder: string, entries: readonly Dirent[]): ReadonlyMap<number, string> {
  const resolutions = arcgisResolutions(folder)
  const found = new Map<number, string>()
  for (const { name } of entries) {
    const level = arcgisLevel.exec(name)?.[1]
    if (level === undefined) continue
    const resolution = resolutions.get(Number(level))
    const zoom = resolution ? Math.log2(resolutionOfZoom0 / resolution) : Number(level)
    if (Math.abs(zoom - Math.round(zoom)) > 0.01) {
      throw new PackProblem(
        'ArcGIS 缓存的比例级别不是标准的墨卡托级别。请按“ArcGIS Online / Google Maps”方案重新切片。',
      )
    }
    found.set(Math.round(zoom), join(folder, name))
  }
  return new Map([...found].toSorted(([a], [b]) => a - b))
}

function arcgisConf(folder: string): string {
  for (const place of [folder, join(folder, '..')]) {
    for (const name of ['conf.xml', 'Conf.xml']) {
      try {
        return readFileSync(join(place, name), 'utf8')
      } catch {
        // Not there; the next place is tried.
      }
    }
  }
  return ''
}

function arcgisResolutions(folder: string): ReadonlyMap<number, number> {
  const conf = arcgisConf(folder)
  if (/<(?:Latest)?WKID>\s*(4490|4326|4214|4610)\s*</.test(conf)) {
    throw new PackProblem(degreeGridSentence)
  }
  const levels = conf.matchAll(
    /<LevelID>\s*(\d+)\s*<\/LevelID>[\s\S]*?<Resolution>\s*([\d.eE+-]+)\s*</g,
  )
  return new Map([...levels].map(([, level, resolution]) => [Number(level), Number(resolution)]))
}

function layoutOf(folder: string, depth = 0): Layout {
  const entries = listed(folder)
  const names = entries.map(({ name }) => name.toLowerCase())
  const arcgis = entries.filter(({ name }) => arcgisLevel.test(name))
  if (arcgis.length > 0) {
    const zooms = arcgisZooms(folder, arcgis)
    refuseBundles(zooms)
    return { root: folder, kind: 'arcgis', zooms, saidRows: 'xyz' }
  }
  const zooms = folderZooms(folder, entries)
  if (zooms.size > 0) {
    return {
      root: folder,
      kind: 'xyz',
      zooms,
      saidRows: names.includes('tilemapresource.xml') ? 'tms' : undefined,
    }
  }
  // The folder around it was chosen: one step down is what was meant, when it is the only one.
  const below = entries.filter((entry) => entry.isDirectory())
  const [only] = below
  if (only && below.length === 1 && depth < 3) return layoutOf(join(folder, only.name), depth + 1)
  throw new PackProblem(
    '文件夹里没有瓦片目录（{级别}/{列}/{行}.png，或 ArcGIS 的 L级别/R行/C列）。请选择瓦片所在的那一层文件夹。',
  )
}

function refuseBundles(zooms: ReadonlyMap<number, string>): void {
  const first = [...zooms.values()].at(-1)
  if (first === undefined) return
  if (listed(first).some(({ name }) => /\.bundlx?$/i.test(name))) {
    throw new PackProblem(
      '这是 ArcGIS 紧凑型缓存（.bundle），本台不能读。请导出为松散型（exploded）或 MBTiles 后导入。',
    )
  }
}

/** Numbered entries of a folder; what is named otherwise is not ours. */
function numbersIn(folder: string, pattern: RegExp, base: number): readonly number[] {
  return listed(folder)
    .flatMap(({ name }) => {
      const digits = pattern.exec(name)?.[1]
      return digits === undefined ? [] : [Number.parseInt(digits, base)]
    })
    .toSorted((a, b) => a - b)
}

const spread = <T>(all: readonly T[], most: number): readonly T[] =>
  all.filter((_, at) => at % Math.ceil(all.length / most) === 0 || at === all.length - 1)

const least = (numbers: readonly number[]) =>
  numbers.reduce((low, number) => Math.min(low, number), Number.POSITIVE_INFINITY)
const most = (numbers: readonly number[]) =>
  numbers.reduce((high, number) => Math.max(high, number), Number.NEGATIVE_INFINITY)

/** For ArcGIS the outer folders are rows and the files columns; for XYZ the other way. */
function extentOf({ kind }: Layout, z: number, folder: string): Extent | undefined {
  const [outerName, base, inner] =
    kind === 'xyz'
      ? ([/^(\d{1,8})$/, 10, tileFile] as const)
      : ([arcgisRow, 16, arcgisTile] as const)
  const outer = numbersIn(folder, outerName, base)
  const nameOf = (number: number) => (kind === 'xyz' ? String(number) : `R${hex8(number)}`)
  const inside = spread(outer, columnsLookedInto).flatMap((number) =>
    numbersIn(join(folder, nameOf(number)), inner, base),
  )
  if (outer.length === 0 || inside.length === 0) return undefined
  const [columns, rows] = kind === 'xyz' ? [outer, inside] : [inside, outer]
  const extent = {
    z,
    minX: least(columns),
    maxX: most(columns),
    minRow: least(rows),
    maxRow: most(rows),
  }
  const last = 2 ** z - 1
  return extent.maxX <= last && extent.maxRow <= last ? extent : undefined
}

function readBytes(path: string): Uint8Array | undefined {
  try {
    if (statSync(path).size > mostTileBytes) return undefined
    const bytes = readFileSync(path)
    return bytes.length > 0 ? bytes : undefined
  } catch {
    // A tile that is not there is no tile; whether the folder is there is asked apart.
    return undefined
  }
}

function tilePath({ kind }: Layout, folder: string, x: number, row: number): string {
  return kind === 'xyz'
    ? join(folder, String(x), String(row))
    : join(folder, `R${hex8(row)}`, `C${hex8(x)}`)
}

/** @throws PackProblem */
export function openTileFolder(path: string): Pack {
  const layout = layoutOf(path)
  const read = (z: number, x: number, row: number): Uint8Array | undefined => {
    const folder = layout.zooms.get(z)
    if (folder === undefined) return undefined
    const bare = tilePath(layout, folder, x, row)
    for (const extension of extensions) {
      const bytes = readBytes(`${bare}.${extension}`)
      if (bytes) return bytes
    }
    return undefined
  }
  return {
    read: async (z, x, row) => read(z, x, row),
    facts: async () => factsOf(path, layout),
    samples: async () => samplesOf(layout),
    all: () => storedTiles(layout),
    // Nothing is held open.
    close: () => undefined,
  }
}

function factsOf(path: string, layout: Layout): PackFacts {
  const extents = [...layout.zooms].flatMap(([z, folder]) => extentOf(layout, z, folder) ?? [])
  if (extents.length === 0) {
    throw new PackProblem('瓦片目录里没有瓦片文件（png、jpg、webp、pbf）。请检查导出是否完成。')
  }
  return {
    container: 'folder',
    usualRows: 'xyz',
    saidRows: layout.saidRows,
    extents,
    count: null,
    sizeBytes: null,
    indexed: true,
    name: basename(path).slice(0, 60),
    attribution: '',
    layers: [],
    warnings: [],
  }
}

function* storedTiles(layout: Layout): Iterable<StoredTile> {
  for (const [z, folder] of layout.zooms) yield* tilesOfZoom(layout, z, folder)
}

function* tilesOfZoom(layout: Layout, z: number, folder: string): Iterable<StoredTile> {
  const [outerName, base, inner] =
    layout.kind === 'xyz'
      ? ([/^(\d{1,8})$/, 10, tileFile] as const)
      : ([arcgisRow, 16, arcgisTile] as const)
  for (const outer of listed(folder)) {
    const digits = outer.isDirectory() ? outerName.exec(outer.name)?.[1] : undefined
    if (digits === undefined) continue
    for (const { name } of listed(join(folder, outer.name))) {
      const inside = inner.exec(name)?.[1]
      const bytes = inside === undefined ? undefined : readBytes(join(folder, outer.name, name))
      if (inside === undefined || !bytes) continue
      const [a, b] = [Number.parseInt(digits, base), Number.parseInt(inside, base)]
      yield layout.kind === 'xyz' ? { z, x: a, row: b, bytes } : { z, x: b, row: a, bytes }
    }
  }
}

function samplesOf(layout: Layout): readonly StoredTile[] {
  return [...layout.zooms].toReversed().flatMap(([z, folder]) => {
    const some: StoredTile[] = []
    for (const tile of tilesOfZoom(layout, z, folder)) {
      some.push(tile)
      if (some.length >= samplesAZoom) break
    }
    return some
  })
}
