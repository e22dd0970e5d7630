import { expect, it } from 'vitest'
import { arcArea } from '../../../../../core/kernel/geodesy.ts'
import { contains } from '../../../../../core/kernel/geometry.ts'
import { labelPoint } from './label-point.ts'
import {
  carriedOver,
  levelled,
  outlineOf,
  pointsOf,
  pointsText,
  reaching,
  readPoints,
  withPoint,
} from './outline-draft.ts'

const a = { lat: 26.3, lon: 116.3 }
const b = { lat: 26.31, lon: 116.31 }
const c = { lat: 26.3, lon: 116.32 }

it('is a shape once it has enough points, and the same points come back from it', () => {
  expect(outlineOf('line', [a])).toBeUndefined()
  expect(outlineOf('area', [a, b])).toBeUndefined()
  expect(outlineOf('sector', [a, b])).toBeUndefined()
  for (const [shape, points] of [
    ['point', [a]],
    ['line', [a, b, c]],
    ['area', [a, b, c]],
  ] as const) {
    const outline = outlineOf(shape, points)
    expect(outline && pointsOf(outline)).toEqual(points)
  }
})

it('moves the rim of a circle instead of adding a third point', () => {
  const once = withPoint('circle', withPoint('circle', [], a), b)
  expect(withPoint('circle', once, c)).toEqual([a, c])
  expect(withPoint('point', [a], b)).toEqual([b])
})

it('takes the same point twice for one', () => {
  expect(withPoint('line', [a], { ...a })).toEqual([a])
})

it('draws the radius and bearings that were typed', () => {
  expect(
    outlineOf('circle', reaching('circle', [a], { radiusM: 500, fromDeg: 0, toDeg: 0 })),
  ).toEqual({ shape: 'circle', centre: a, radiusM: 500 })
  const sector = reaching('sector', [a], { radiusM: 3000, fromDeg: 330, toDeg: 30 })
  expect(outlineOf('sector', sector)).toEqual({
    shape: 'sector',
    centre: a,
    radiusM: 3000,
    fromDeg: 330,
    toDeg: 30,
  })
})

it('keeps the end of a sector as far out as its beginning', () => {
  const outline = outlineOf('sector', levelled('sector', [a, b, c]))
  expect(outline).toMatchObject({ shape: 'sector', radiusM: expect.closeTo(1491, -1) })
})

it('keeps what it can of the points when the shape is changed', () => {
  expect(carriedOver('line', 'area', [a, b, c])).toEqual([a, b, c])
  expect(carriedOver('area', 'circle', [a, b, c])).toEqual([a])
  expect(carriedOver('point', 'sector', [])).toEqual([])
})

it('keeps the points of a draft as text', () => {
  expect(readPoints(pointsText([a, b]))).toEqual([a, b])
  expect(readPoints('')).toEqual([])
})

it('puts the plate of an area inside it, also of a crooked one', () => {
  const horseshoe = {
    type: 'Polygon' as const,
    coordinates: [
      [
        [0, 0],
        [10, 0],
        [10, 10],
        [8, 10],
        [8, 2],
        [2, 2],
        [2, 10],
        [0, 10],
        [0, 0],
      ] as [number, number][],
    ],
  }
  const at = labelPoint({ outline: { shape: 'area', geometry: horseshoe }, geometry: horseshoe })
  expect(at && contains(horseshoe, at)).toBe(true)
  const geometry = arcArea(a, 1000, 350, 10)
  const sector = { shape: 'sector' as const, centre: a, radiusM: 1000, fromDeg: 350, toDeg: 10 }
  const inSector = labelPoint({ outline: sector, geometry })
  expect(inSector && contains(geometry, inSector)).toBe(true)
})
