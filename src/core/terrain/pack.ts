/** A grid as one run of bytes: a heading of JSON and the heights, little-endian. */
import type { ElevationGrid } from './grid.ts'

const mark = 0x53434431

type Heading = Omit<ElevationGrid, 'metres'>

/** @param encode UTF-8, handed in: the core has none of its own */
export function packGrid(grid: ElevationGrid, encode: (text: string) => Uint8Array): Uint8Array {
  const { metres, ...heading } = grid
  const head = encode(JSON.stringify(heading satisfies Heading))
  const bytes = new Uint8Array(8 + head.length + metres.length * 2)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, mark)
  view.setUint32(4, head.length)
  bytes.set(head, 8)
  for (const [i, height] of metres.entries()) view.setInt16(8 + head.length + i * 2, height, true)
  return bytes
}

/** `undefined` for bytes that `packGrid` did not write. */
export function unpackGrid(
  bytes: Uint8Array,
  decode: (bytes: Uint8Array) => string,
): ElevationGrid | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 8 || view.getUint32(0) !== mark) return undefined
  const start = 8 + view.getUint32(4)
  // Our own JSON, written above.
  const heading = JSON.parse(decode(bytes.subarray(8, start))) as Heading
  const cells = heading.columns * heading.rows
  if (bytes.length !== start + cells * 2) return undefined
  const metres = new Int16Array(cells)
  for (let i = 0; i < cells; i++) metres[i] = view.getInt16(start + i * 2, true)
  return { ...heading, metres }
}
