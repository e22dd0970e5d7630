import { expect, it } from 'vitest'
import { boundsOf, contains, geometrySchema, type Geometry } from './geometry.ts'

const square: Geometry = {
  type: 'Polygon',
  coordinates: [
    [
      [116, 26],
      [117, 26],
      [117, 27],
      [116, 27],
      [116, 26],
    ],
    [
      [116.4, 26.4],
      [116.6, 26.4],
      [116.6, 26.6],
      [116.4, 26.6],
      [116.4, 26.4],
    ],
  ],
}

it('knows what lies inside, in a hole and outside', () => {
  expect(contains(square, { lat: 26.1, lon: 116.1 })).toBe(true)
  expect(contains(square, { lat: 26.5, lon: 116.5 })).toBe(false)
  expect(contains(square, { lat: 25.9, lon: 116.1 })).toBe(false)
  expect(
    contains(
      { type: 'MultiPolygon', coordinates: [square.coordinates] },
      { lat: 26.9, lon: 116.9 },
    ),
  ).toBe(true)
  expect(contains({ type: 'Point', coordinates: [116, 26] }, { lat: 26, lon: 116 })).toBe(false)
})

it('tells the box around a shape', () => {
  expect(boundsOf(square)).toEqual({ west: 116, south: 26, east: 117, north: 27 })
})

it('takes no open ring, no projected numbers and no single-point line', () => {
  const open = {
    type: 'Polygon',
    coordinates: [
      [
        [116, 26],
        [117, 26],
        [117, 27],
        [116, 27],
      ],
    ],
  }
  expect(geometrySchema.safeParse(open).success).toBe(false)
  expect(
    geometrySchema.safeParse({ type: 'Point', coordinates: [39434107, 2913563] }).success,
  ).toBe(false)
  expect(geometrySchema.safeParse({ type: 'LineString', coordinates: [[116, 26]] }).success).toBe(
    false,
  )
  expect(geometrySchema.safeParse(square).success).toBe(true)
})
