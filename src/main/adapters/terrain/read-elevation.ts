/** Elevation files: GeoTIFF in degrees, UTM or CGCS2000 zones, and SRTM `.hgt`. */
import { fromArrayBuffer } from 'geotiff'
import proj4 from 'proj4'
import type { Bounds } from '../../../core/kernel/geometry.ts'
import { noHeight, type ElevationGrid } from '../../../core/terrain/grid.ts'

/** `message`: what is wrong with the file, in the operator's words. */
export class ElevationProblem extends Error {
  readonly code: 'not-elevation' | 'unknown-projection' | 'elsewhere'
  constructor(code: ElevationProblem['code'], message: string) {
    super(message)
    this.code = code
  }
}

/** One second of arc, about 30 m: finer than a line of sight needs. */
const finestStep = 1 / 3600
const mostCells = 30_000_000

/** Heights as the file has them: rows from north to south, in its own coordinates. */
interface Source {
  readonly columns: number
  readonly rows: number
  readonly originX: number
  readonly originY: number
  readonly stepX: number
  readonly stepY: number
  readonly heights: ArrayLike<number>
  readonly isMissing: (height: number) => boolean
  /** Degrees → the file's coordinates. */
  readonly forward: (lon: number, lat: number) => readonly [number, number]
  /** The file's coordinates → degrees. */
  readonly inverse: (x: number, y: number) => readonly [number, number]
}

/** @throws ElevationProblem */
export async function readElevation(
  fileName: string,
  bytes: Uint8Array,
  wanted: Bounds,
): Promise<ElevationGrid> {
  const source = /\.hgt$/i.test(fileName) ? readHgt(fileName, bytes) : await readTiff(bytes)
  return regular(source, wanted)
}

const plain = (x: number, y: number): readonly [number, number] => [x, y]

function readHgt(fileName: string, bytes: Uint8Array): Source {
  const named = /([NS])(\d{2})([EW])(\d{3})\.hgt$/i.exec(fileName)
  const side = Math.sqrt(bytes.length / 2)
  if (!named || (side !== 1201 && side !== 3601)) {
    throw new ElevationProblem(
      'not-elevation',
      '.hgt 文件名要像 N26E116.hgt，大小要是 1201×1201 或 3601×3601',
    )
  }
  const [, ns = 'N', lat = '0', ew = 'E', lon = '0'] = named
  const south = Number(lat) * (ns.toUpperCase() === 'N' ? 1 : -1)
  const west = Number(lon) * (ew.toUpperCase() === 'E' ? 1 : -1)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const heights = new Int16Array(side * side)
  for (let i = 0; i < heights.length; i++) heights[i] = view.getInt16(i * 2)
  const step = 1 / (side - 1)
  return {
    columns: side,
    rows: side,
    // The samples lie on the whole degrees.
    originX: west - step / 2,
    originY: south + 1 + step / 2,
    stepX: step,
    stepY: step,
    heights,
    isMissing: (height) => height === noHeight,
    forward: plain,
    inverse: plain,
  }
}

async function readTiff(bytes: Uint8Array): Promise<Source> {
  let image
  try {
    const buffer = new ArrayBuffer(bytes.length)
    new Uint8Array(buffer).set(bytes)
    image = await (await fromArrayBuffer(buffer)).getImage()
  } catch {
    throw new ElevationProblem('not-elevation', '不是 GeoTIFF，或文件已损坏')
  }
  const [columns, rows] = [image.getWidth(), image.getHeight()]
  if (columns * rows > mostCells * 4) {
    throw new ElevationProblem('not-elevation', '文件太大，请先裁剪到本县和四周 15 公里')
  }
  if (image.getSamplesPerPixel() !== 1) {
    throw new ElevationProblem('not-elevation', '这是图片（多个波段），不是高程')
  }
  let origin, resolution
  try {
    origin = image.getOrigin()
    resolution = image.getResolution()
  } catch {
    throw new ElevationProblem('unknown-projection', '文件没有写位置（GeoTIFF 的地理信息），不能用')
  }
  let heights
  try {
    heights = await image.readRasters({ samples: [0], interleave: true })
  } catch {
    throw new ElevationProblem(
      'not-elevation',
      '高程数据读不出来：文件已损坏，或用了不支持的压缩方式',
    )
  }
  const said = image.getGDALNoData()
  const keys = (image.getGeoKeys() ?? {}) as Readonly<Record<string, unknown>>
  const shift = projectionOf(keys)
  return {
    columns,
    rows,
    originX: origin[0] ?? 0,
    originY: origin[1] ?? 0,
    stepX: Math.abs(resolution[0] ?? 0),
    stepY: Math.abs(resolution[1] ?? 0),
    heights,
    isMissing: (height) =>
      !Number.isFinite(height) || height === said || height < -500 || height > 9000,
    ...shift,
  }
}

const geographic = new Set([4326, 4490, 4258, 4269, 4979, 4480])

/** Projection by its EPSG number: degrees, UTM north (WGS-84), CGCS2000 zones of 3° and 6°. */
function projectionOf(
  keys: Readonly<Record<string, unknown>>,
): Pick<Source, 'forward' | 'inverse'> {
  const projected = Number(keys['ProjectedCSTypeGeoKey'] ?? 0)
  const degrees = Number(keys['GeographicTypeGeoKey'] ?? 0)
  if (projected === 0) {
    if (degrees === 0 || geographic.has(degrees)) return { forward: plain, inverse: plain }
    throw new ElevationProblem('unknown-projection', `不认识的坐标系 EPSG:${degrees}`)
  }
  const definition = definitionOf(projected)
  if (definition === undefined) {
    throw new ElevationProblem(
      'unknown-projection',
      `不认识的投影 EPSG:${projected}（认经纬度、UTM、CGCS2000 3° 和 6° 带），请先转成经纬度`,
    )
  }
  const converter = proj4(definition)
  return {
    forward: (lon, lat) => pair(converter.forward([lon, lat])),
    inverse: (x, y) => pair(converter.inverse([x, y])),
  }
}

const pair = ([x = Number.NaN, y = Number.NaN]: readonly number[]): readonly [number, number] => [
  x,
  y,
]

function definitionOf(epsg: number): string | undefined {
  const gauss = (meridian: number, easting: number) =>
    `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=1 +x_0=${easting} +y_0=0 +ellps=GRS80 +units=m +no_defs`
  if (epsg > 32_600 && epsg <= 32_660)
    return `+proj=utm +zone=${epsg - 32_600} +datum=WGS84 +units=m +no_defs`
  if (epsg >= 4513 && epsg <= 4533) return gauss((epsg - 4488) * 3, (epsg - 4488) * 1e6 + 500_000)
  if (epsg >= 4534 && epsg <= 4554) return gauss(75 + (epsg - 4534) * 3, 500_000)
  if (epsg >= 4491 && epsg <= 4501)
    return gauss((epsg - 4478) * 6 - 3, (epsg - 4478) * 1e6 + 500_000)
  if (epsg >= 4502 && epsg <= 4512) return gauss(75 + (epsg - 4502) * 6, 500_000)
  return undefined
}

/** The file's box in degrees, by its corners. */
function boxOf(source: Source): Bounds {
  const { originX, originY, columns, rows, stepX, stepY } = source
  const corners = [
    source.inverse(originX, originY),
    source.inverse(originX + columns * stepX, originY),
    source.inverse(originX, originY - rows * stepY),
    source.inverse(originX + columns * stepX, originY - rows * stepY),
  ]
  return {
    west: Math.min(...corners.map(([lon]) => lon)),
    east: Math.max(...corners.map(([lon]) => lon)),
    south: Math.min(...corners.map(([, lat]) => lat)),
    north: Math.max(...corners.map(([, lat]) => lat)),
  }
}

/** The part of the file that is wanted, on a grid of degrees: each cell takes the height at its middle. */
function regular(source: Source, wanted: Bounds): ElevationGrid {
  const box = boxOf(source)
  const west = Math.max(box.west, wanted.west)
  const east = Math.min(box.east, wanted.east)
  const south = Math.max(box.south, wanted.south)
  const north = Math.min(box.north, wanted.north)
  if (!(west < east && south < north)) {
    throw new ElevationProblem(
      'elsewhere',
      `文件的范围（${box.west.toFixed(2)}–${box.east.toFixed(2)}°E，${box.south.toFixed(2)}–${box.north.toFixed(2)}°N）不在本县`,
    )
  }
  const own = (box.north - box.south) / source.rows
  const step = Math.max(finestStep, own)
  const [columns, rows] = [Math.ceil((east - west) / step), Math.ceil((north - south) / step)]
  if (columns * rows > mostCells)
    throw new ElevationProblem('not-elevation', '范围太大，请先裁剪到本县和四周 15 公里')
  const metres = new Int16Array(columns * rows).fill(noHeight)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const lon = west + (column + 0.5) * step
      const lat = north - (row + 0.5) * step
      const height = sourceHeight(source, ...source.forward(lon, lat))
      if (height !== undefined) metres[row * columns + column] = Math.round(height)
    }
  }
  return { columns, rows, west, north, stepLon: step, stepLat: step, metres }
}

/** Between the four nearest samples; `undefined` where one is missing. */
function sourceHeight(source: Source, x: number, y: number): number | undefined {
  const { columns, rows, heights, isMissing } = source
  const across = (x - source.originX) / source.stepX - 0.5
  const down = (source.originY - y) / source.stepY - 0.5
  if (!(across >= -0.5 && down >= -0.5 && across <= columns - 0.5 && down <= rows - 0.5))
    return undefined
  const left = Math.min(Math.max(Math.floor(across), 0), Math.max(columns - 2, 0))
  const top = Math.min(Math.max(Math.floor(down), 0), Math.max(rows - 2, 0))
  const dx = Math.min(Math.max(across - left, 0), 1)
  const dy = Math.min(Math.max(down - top, 0), 1)
  let sum = 0
  for (const [column, row, weight] of [
    [left, top, (1 - dx) * (1 - dy)],
    [left + 1, top, dx * (1 - dy)],
    [left, top + 1, (1 - dx) * dy],
    [left + 1, top + 1, dx * dy],
  ] as const) {
    if (weight === 0) continue
    const height = heights[row * columns + column]
    if (height === undefined || isMissing(height)) return undefined
    sum += height * weight
  }
  return sum
}
