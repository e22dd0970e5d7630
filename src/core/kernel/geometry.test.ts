import { describe, expect, it } from 'vitest'
import { distanceM } from './geo.ts'
import { arcArea, destination } from './geodesy.ts'
import { boundsOf, contains, crossesItself, geometrySchema, type Geometry } from './geometry.ts'

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

describe('circles and sectors', () => {
  const centre = { lat: 26.33, lon: 116.34 }

  it('has every vertex of a circle at its radius, closed and counter-clockwise', () => {
    const [shell = []] = arcArea(centre, 5000).coordinates
    expect(shell[0]).toEqual(shell.at(-1))
    for (const [lon, lat] of shell) expect(distanceM(centre, { lat, lon })).toBeCloseTo(5000, 2)
    const twiceArea = shell
      .slice(1)
      .reduce(
        (sum, [lon, lat], i) => sum + (shell[i]?.[0] ?? 0) * lat - lon * (shell[i]?.[1] ?? 0),
        0,
      )
    expect(twiceArea).toBeGreaterThan(0)
  })

  it('holds what lies clockwise between the bearings of a sector, also across north', () => {
    const sector = arcArea(centre, 5000, 330, 30)
    expect(contains(sector, destination(centre, 0, 3000))).toBe(true)
    expect(contains(sector, destination(centre, 340, 3000))).toBe(true)
    expect(contains(sector, destination(centre, 40, 3000))).toBe(false)
    expect(contains(sector, destination(centre, 180, 3000))).toBe(false)
    expect(contains(sector, destination(centre, 0, 5100))).toBe(false)
  })
})

it('tells a boundary that crosses itself from one that does not', () => {
  const ring = (...points: [number, number][]): Geometry => ({
    type: 'Polygon',
    coordinates: [[...points, points[0] ?? [0, 0]]],
  })
  expect(crossesItself(ring([0, 0], [1, 1], [1, 0], [0, 1]))).toBe(true)
  expect(crossesItself(ring([0, 0], [1, 0], [1, 1], [0, 1]))).toBe(false)
  expect(crossesItself(ring([0, 0], [4, 0], [4, 4], [2, 1], [0, 4]))).toBe(false)
})
