/**
 * 北斗网格位置码 in two dimensions (GB/T 39409-2020): ten levels of cells, each inside the one
 * before, 6°×4° down to 1/2048″. Read from public implementations and checked with their
 * published examples; the paper standard was not at hand. Only the north-east quarter of the
 * globe is handled: China lies in it, and the others number their cells the other way round.
 */
import type { GeoPoint } from './geo.ts'
import { accept, refuse, type Refusal, type Result } from './result.ts'

/** Everything is counted in whole units of 1/2048″: fractions of degrees would not add up. */
const perDegree = 3600 * 2048
const perMinute = 60 * 2048
const perSecond = 2048

interface Level {
  /** Width and height of a cell in units. */
  readonly lon: number
  readonly lat: number
  readonly digits: 1 | 2
  /** Cells beside and above each other in a cell of the level before. */
  readonly columns: number
  readonly rows: number
}

/** Levels 2 … 10; level 1 is written `N50G`. */
const levels: readonly Level[] = [
  { lon: 30 * perMinute, lat: 30 * perMinute, digits: 2, columns: 12, rows: 8 },
  { lon: 15 * perMinute, lat: 10 * perMinute, digits: 1, columns: 2, rows: 3 },
  { lon: perMinute, lat: perMinute, digits: 2, columns: 15, rows: 10 },
  { lon: 4 * perSecond, lat: 4 * perSecond, digits: 2, columns: 15, rows: 15 },
  { lon: 2 * perSecond, lat: 2 * perSecond, digits: 1, columns: 2, rows: 2 },
  { lon: perSecond / 4, lat: perSecond / 4, digits: 2, columns: 8, rows: 8 },
  { lon: perSecond / 32, lat: perSecond / 32, digits: 2, columns: 8, rows: 8 },
  { lon: perSecond / 256, lat: perSecond / 256, digits: 2, columns: 8, rows: 8 },
  { lon: 1, lat: 1, digits: 2, columns: 8, rows: 8 },
]

const zone = { lon: 6 * perDegree, lat: 4 * perDegree }
/** Latitude bands of 4° from the equator to 88°. */
const bands = 'ABCDEFGHIJKLMNOPQRSTUV'

/** 1 … 10: the length of the code and the size of its cell. */
export type GridLevel = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10

/** A number lies a hair below its cell's edge where it was a decimal fraction of a degree. */
const hair = 1e-4

/** The code of the cell a WGS-84 point lies in; `undefined` outside the north-east quarter. */
export function gridCode({ lat, lon }: GeoPoint, level: GridLevel): string | undefined {
  if (!(lat >= 0 && lat < 88 && lon >= 0 && lon < 180)) return undefined
  let east = Math.floor(lon * perDegree + hair)
  let north = Math.floor(lat * perDegree + hair)
  const column = Math.floor(east / zone.lon)
  const band = Math.floor(north / zone.lat)
  east -= column * zone.lon
  north -= band * zone.lat
  let code = `N${String(column + 31).padStart(2, '0')}${bands[band] ?? ''}`
  for (const cell of levels.slice(0, level - 1)) {
    const x = Math.floor(east / cell.lon)
    const y = Math.floor(north / cell.lat)
    code += cell.digits === 2 ? hex(x) + hex(y) : String(y * cell.columns + x)
    east -= x * cell.lon
    north -= y * cell.lat
  }
  return code
}

function hex(value: number): string {
  return value.toString(16).toUpperCase()
}

export interface GridCell {
  /** Its middle, WGS-84 degrees. */
  readonly point: GeoPoint
  readonly level: GridLevel
  readonly widthDeg: number
  readonly heightDeg: number
}

/** `not-a-code`: something else; `bad-code`: it looks like one and no cell has it. */
export type GridCodeRefusal = Refusal<'not-a-code'> | Refusal<'bad-code'>

/** Reads a code of any length, in either case, with or without blanks between its levels. */
export function parseGridCode(typed: string): Result<GridCell, GridCodeRefusal> {
  const code = typed.normalize('NFKC').toUpperCase().replaceAll(/[\s-]/g, '')
  const head = /^N(\d\d)([A-Z])/.exec(code)
  if (!head || !/^N\d\d[A-Z][0-9A-F]{0,16}$/.test(code)) return refuse('not-a-code')
  const column = Number(head[1]) - 31
  const band = bands.indexOf(head[2] ?? '')
  if (column < 0 || column > 29 || band < 0) return refuse('bad-code')
  let east = column * zone.lon
  let north = band * zone.lat
  let size: Pick<Level, 'lon' | 'lat'> = zone
  let level = 1
  let rest = code.slice(4)
  for (const cell of levels) {
    if (rest === '') break
    const [x, y] = cellOf(rest.slice(0, cell.digits), cell)
    if (!(x < cell.columns && y < cell.rows)) return refuse('bad-code')
    east += x * cell.lon
    north += y * cell.lat
    size = cell
    level += 1
    rest = rest.slice(cell.digits)
  }
  const point = {
    lat: (north + size.lat / 2) / perDegree,
    lon: (east + size.lon / 2) / perDegree,
  }
  const [widthDeg, heightDeg] = [size.lon / perDegree, size.lat / perDegree]
  return accept({ point, level: level as GridLevel, widthDeg, heightDeg })
}

/** Column and row; NaN where digits are missing. */
function cellOf(digits: string, { digits: wanted, columns }: Level): readonly [number, number] {
  if (digits.length < wanted) return [Number.NaN, Number.NaN]
  if (wanted === 2)
    return [Number.parseInt(digits[0] ?? '', 16), Number.parseInt(digits[1] ?? '', 16)]
  const value = Number(digits)
  return [value % columns, Math.floor(value / columns)]
}
