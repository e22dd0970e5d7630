/**
 * A sealed piece: usable fixes of everything in a stretch of time. CBOR around rows of fixed
 * length, so that an hour of two thousand radios is opened without making an object of each fix.
 */
import { decode, encode } from 'cborg'
import { z } from 'zod'
import type { HeldPosition } from '../../positions/index.ts'

const pieceSchema = z.object({
  v: z.literal(1),
  /** UTC epoch milliseconds; rows count from here. */
  from: z.number().int(),
  to: z.number().int(),
  keys: z.array(
    z.object({
      key: z.string(),
      gateway: z.string(),
      radio: z.string(),
      /** Oldest first, `rowBytes` each, little-endian. */
      rows: z.instanceof(Uint8Array).refine(({ length }) => length % rowBytes === 0),
    }),
  ),
})
type Piece = z.infer<typeof pieceSchema>
type KeyRows = Piece['keys'][number]

/** ms since `from`, ms until it arrived, 1e-6 degree (0.1 m) twice, degrees, km/h, late or not. */
const offsets = { at: 0, arrived: 4, lat: 8, lon: 12, heading: 16, speed: 18, late: 20 } as const
const rowBytes = 21
const degree = 1e6
/** Where no heading or speed was said. */
const unsaid = -1

/** Fixes of one key, oldest first. */
export interface SealedTrack {
  readonly length: number
  fix(index: number): HeldPosition
}

function rowsOf(from: number, fixes: readonly HeldPosition[]): Uint8Array {
  const rows = new Uint8Array(fixes.length * rowBytes)
  const view = new DataView(rows.buffer)
  fixes.forEach(({ at, arrivedAt, lat, lon, headingDeg, speedKmh, late }, index) => {
    const row = index * rowBytes
    view.setInt32(row + offsets.at, at - from, true)
    view.setInt32(row + offsets.arrived, arrivedAt - at, true)
    view.setInt32(row + offsets.lat, Math.round(lat * degree), true)
    view.setInt32(row + offsets.lon, Math.round(lon * degree), true)
    view.setInt16(row + offsets.heading, Math.round(headingDeg ?? unsaid), true)
    view.setInt16(row + offsets.speed, Math.round(speedKmh ?? unsaid), true)
    view.setUint8(row + offsets.late, late ? 1 : 0)
  })
  return rows
}

/** @param keys fixes of each key, oldest first; the first may be from before `from` */
export function encodePiece(
  from: number,
  to: number,
  keys: readonly (readonly HeldPosition[])[],
): Uint8Array {
  const rows = keys.flatMap((fixes): KeyRows[] => {
    const [first] = fixes
    if (!first) return []
    const { key, gateway, radio } = first
    return [{ key, gateway, radio, rows: new Uint8Array(rowsOf(from, fixes)) }]
  })
  return encode({ v: 1, from, to, keys: rows } satisfies Piece)
}

/** By key; `undefined` where the bytes are no piece. */
export function decodePiece(bytes: Uint8Array): ReadonlyMap<string, SealedTrack> | undefined {
  const read = pieceSchema.safeParse(decodedOr(bytes))
  if (!read.success) return undefined
  const { from, keys } = read.data
  return new Map(keys.map((rows) => [rows.key, trackOf(from, rows)]))
}

function decodedOr(bytes: Uint8Array): unknown {
  try {
    return decode(bytes)
  } catch {
    // Not CBOR: the file was damaged on the disk, which `verify` tells by its hash.
    return undefined
  }
}

function trackOf(from: number, { key, gateway, radio, rows }: KeyRows): SealedTrack {
  const view = new DataView(rows.buffer, rows.byteOffset, rows.byteLength)
  const said = (value: number) => (value === unsaid ? null : value)
  return {
    length: rows.length / rowBytes,
    fix(index) {
      const row = index * rowBytes
      const at = from + view.getInt32(row + offsets.at, true)
      return {
        key,
        gateway,
        radio,
        at,
        arrivedAt: at + view.getInt32(row + offsets.arrived, true),
        lat: view.getInt32(row + offsets.lat, true) / degree,
        lon: view.getInt32(row + offsets.lon, true) / degree,
        headingDeg: said(view.getInt16(row + offsets.heading, true)),
        speedKmh: said(view.getInt16(row + offsets.speed, true)),
        quality: 'good',
        late: view.getUint8(row + offsets.late) === 1,
      }
    },
  }
}
