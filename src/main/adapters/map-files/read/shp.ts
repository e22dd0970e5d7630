/** Shapes of a Shapefile (ESRI Shapefile Technical Description, 1998); heights and measures are dropped. */
import { unreadable } from './fault.ts'
import { grouped } from './holes.ts'

const fileCode = 9994
const headerBytes = 100

type Position = readonly [number, number]

/** Numbers of one record, bounded by it: a count that lies runs into its end. */
class Numbers {
  private readonly view: DataView
  constructor(view: DataView) {
    this.view = view
  }
  count(at: number): number {
    const value = this.view.getInt32(at, true)
    if (value < 0 || value > this.view.byteLength) throw new RangeError('count')
    return value
  }
  position(at: number): Position {
    return [this.view.getFloat64(at, true), this.view.getFloat64(at + 8, true)]
  }
  positions(at: number, count: number): Position[] {
    if (at + 16 * count > this.view.byteLength) throw new RangeError('positions')
    return Array.from({ length: count }, (_, index) => this.position(at + 16 * index))
  }
}

function partsOf(numbers: Numbers): Position[][] {
  const partCount = numbers.count(36)
  const positions = numbers.positions(44 + 4 * partCount, numbers.count(40))
  const starts = Array.from({ length: partCount }, (_, index) => numbers.count(44 + 4 * index))
  return starts.map((start, index) => positions.slice(start, starts[index + 1]))
}

/** GeoJSON shape of one record; `null` where it is empty. */
function shapeOf(view: DataView): unknown {
  const numbers = new Numbers(view)
  // Type 11 … 18 carry heights, 21 … 28 measures: after the same numbers as 1 … 8.
  const type = view.getInt32(0, true)
  if (type === 31) return { type: 'MultiPatch', coordinates: [] }
  switch (type % 10) {
    case 0:
      return null
    case 1:
      return { type: 'Point', coordinates: numbers.position(4) }
    case 3:
      return { type: 'MultiLineString', coordinates: partsOf(numbers) }
    case 5:
      return { type: 'MultiPolygon', coordinates: grouped(partsOf(numbers)) }
    case 8:
      return { type: 'MultiPoint', coordinates: numbers.positions(40, numbers.count(36)) }
    default:
      return { type: 'MultiPatch', coordinates: [] }
  }
}

function damaged(): Error {
  return unreadable('图形文件（.shp）不完整或已损坏，没有导入。请重新导出整套文件。')
}

/** One shape for each record, in their order. @throws FileFault */
export function readShp(bytes: Uint8Array): unknown[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < headerBytes || view.getInt32(0) !== fileCode) throw damaged()
  const end = Math.min(bytes.length, 2 * view.getInt32(24))
  const shapes: unknown[] = []
  try {
    let at = headerBytes
    while (at + 8 <= end) {
      const length = 2 * view.getInt32(at + 4)
      if (length < 0 || at + 8 + length > bytes.length) throw damaged()
      shapes.push(
        length < 4 ? null : shapeOf(new DataView(bytes.buffer, bytes.byteOffset + at + 8, length)),
      )
      at += 8 + length
    }
    return shapes
  } catch {
    // A RangeError of the view: some count of the file points past its end.
    throw damaged()
  }
}
