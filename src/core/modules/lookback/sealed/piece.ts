/**
 * A sealed piece: usable fixes of everything in a stretch of time, CBOR, column by column. Times
 * are seconds after the one before and places 1e-6 degree after the one before (0.1 m): most
 * numbers fit into two bytes.
 */
import { decode, encode } from 'cborg'
import { z } from 'zod'
import type { HeldPosition } from '../../positions/index.ts'

const column = z.array(z.number().int())
/** Whole degrees and km/h; -1 where none was said. */
const pieceSchema = z.object({
  v: z.literal(1),
  from: z.number().int(),
  to: z.number().int(),
  keys: z.array(
    z.object({
      key: z.string(),
      gateway: z.string(),
      radio: z.string(),
      at: column,
      arrived: column,
      lat: column,
      lon: column,
      heading: column,
      speed: column,
      /** Rows that came late: on the track, never what the map showed. */
      late: column,
    }),
  ),
})
type Piece = z.infer<typeof pieceSchema>

const degree = 1e6

function deltas(values: readonly number[]): number[] {
  return values.map((value, index) => value - (values[index - 1] ?? 0))
}

function sums(values: readonly number[]): number[] {
  let sum = 0
  return values.map((value) => (sum += value))
}

/** @param fixes of one key, oldest first */
function columnsOf(
  from: number,
  fixes: readonly HeldPosition[],
): Piece['keys'][number] | undefined {
  const [first] = fixes
  if (!first) return undefined
  return {
    key: first.key,
    gateway: first.gateway,
    radio: first.radio,
    // Milliseconds: a moment between two fixes is judged as exactly as when it was live.
    at: deltas(fixes.map(({ at }) => at - from)),
    arrived: fixes.map(({ at, arrivedAt }) => arrivedAt - at),
    lat: deltas(fixes.map(({ lat }) => Math.round(lat * degree))),
    lon: deltas(fixes.map(({ lon }) => Math.round(lon * degree))),
    heading: fixes.map(({ headingDeg }) => (headingDeg === null ? -1 : Math.round(headingDeg))),
    speed: fixes.map(({ speedKmh }) => (speedKmh === null ? -1 : Math.round(speedKmh))),
    late: fixes.flatMap(({ late }, index) => (late ? [index] : [])),
  }
}

/** @param keys fixes of each key, oldest first; the first may be from before `from` */
export function encodePiece(
  from: number,
  to: number,
  keys: readonly (readonly HeldPosition[])[],
): Uint8Array {
  const columns = keys.flatMap((fixes) => columnsOf(from, fixes) ?? [])
  return encode({ v: 1, from, to, keys: columns } satisfies Piece)
}

/** Fixes of each key, oldest first; `undefined` where the bytes are no piece. */
export function decodePiece(
  bytes: Uint8Array,
): ReadonlyMap<string, readonly HeldPosition[]> | undefined {
  const read = pieceSchema.safeParse(decodedOr(bytes))
  if (!read.success) return undefined
  const { from, keys } = read.data
  return new Map(keys.map((columns) => [columns.key, fixesOf(from, columns)]))
}

function decodedOr(bytes: Uint8Array): unknown {
  try {
    return decode(bytes)
  } catch {
    // Not CBOR: the file was damaged on the disk, which `verify` tells by its hash.
    return undefined
  }
}

function fixesOf(from: number, columns: Piece['keys'][number]): HeldPosition[] {
  const { key, gateway, radio } = columns
  const [lats, lons] = [sums(columns.lat), sums(columns.lon)]
  const late = new Set(columns.late)
  const said = (value: number | undefined) => (value === undefined || value < 0 ? null : value)
  return sums(columns.at).map((offset, index) => ({
    key,
    gateway,
    radio,
    at: from + offset,
    arrivedAt: from + offset + (columns.arrived[index] ?? 0),
    lat: (lats[index] ?? 0) / degree,
    lon: (lons[index] ?? 0) / degree,
    headingDeg: said(columns.heading[index]),
    speedKmh: said(columns.speed[index]),
    quality: 'good' as const,
    late: late.has(index),
  }))
}
