import { assert, constantFrom, double, property } from 'fast-check'
import { expect, it } from 'vitest'
import { distanceM } from './geo.ts'
import { gridCode, parseGridCode, type GridLevel } from './grid-code.ts'

const dms = (degrees: number, minutes: number, seconds: number) =>
  degrees + minutes / 60 + seconds / 3600
/** The point every public implementation shows: 39°59′35.38″N 116°18′45.37″E. */
const example = { lat: dms(39, 59, 35.38), lon: dms(116, 18, 45.37) }

it.each([
  [1, 'N50J'],
  [2, 'N50J47'],
  [3, 'N50J475'],
  [4, 'N50J47539'],
  [5, 'N50J47539B8'],
  [6, 'N50J47539B82'],
  [7, 'N50J47539B8255'],
  // Published as well by a maker of databases, for 116.31260277777778, 39.993161111111114.
  [8, 'N50J47539B825534'],
  [9, 'N50J47539B82553461'],
  [10, 'N50J47539B8255346152'],
] as const)('writes the public example at level %i as %s', (level, code) => {
  expect(gridCode(example, level)).toBe(code)
})

it('writes the county seat as N50G44359', () => {
  expect(gridCode({ lat: 26.33, lon: 116.34 }, 4)).toBe('N50G44359')
})

it('writes a point on an edge into the cell that begins there', () => {
  // 26.33° is 94,788″ exactly and 94,787.999…″ as a fraction of a degree.
  const edge = parseGridCode(gridCode({ lat: 26.33, lon: 116.34 }, 5) ?? '')
  expect(edge.ok && edge.value.point.lat).toBeGreaterThan(26.33)
  expect(gridCode({ lat: 24, lon: 114 }, 2)).toBe('N50G00')
})

it('reads back the cell it wrote, at every level, anywhere in China', () => {
  const within = (min: number, max: number) => double({ min, max, noNaN: true })
  const level = constantFrom<GridLevel>(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
  assert(
    property(within(3, 54), within(73, 136), level, (lat, lon, at) => {
      const code = gridCode({ lat, lon }, at) ?? ''
      const read = parseGridCode(code)
      if (!read.ok) throw new Error(code)
      expect(read.value.level).toBe(at)
      expect(Math.abs(read.value.point.lat - lat)).toBeLessThanOrEqual(read.value.heightDeg * 0.51)
      expect(Math.abs(read.value.point.lon - lon)).toBeLessThanOrEqual(read.value.widthDeg * 0.51)
      expect(gridCode(read.value.point, at)).toBe(code)
    }),
  )
})

it('reads small letters, full width and blanks', () => {
  for (const typed of [
    'n50j47539b8255346152',
    'N50J 47 5 39 B8 2 55 34 61 52',
    'Ｎ50Ｊ47539Ｂ8255346152',
  ]) {
    const read = parseGridCode(typed)
    expect(read.ok && distanceM(read.value.point, example)).toBeLessThan(0.02)
  }
})

it.each([
  ['N50J4', 'bad-code'],
  ['N50J476', 'bad-code'],
  ['N50JC7', 'bad-code'],
  ['N50J4753A', 'bad-code'],
  ['N50J47539B84', 'bad-code'],
  ['N50W', 'bad-code'],
  ['N20J47', 'bad-code'],
  ['N50J47539B82553461520', 'not-a-code'],
  ['S50J47', 'not-a-code'],
  ['小松镇', 'not-a-code'],
  ['26.33,116.34', 'not-a-code'],
] as const)('refuses %s as %s', (typed, code) => {
  const read = parseGridCode(typed)
  expect(read.ok ? 'read' : read.code).toBe(code)
})

it('has no code outside the north-east quarter', () => {
  expect(gridCode({ lat: -1, lon: 116 }, 4)).toBeUndefined()
  expect(gridCode({ lat: 26, lon: -1 }, 4)).toBeUndefined()
})
