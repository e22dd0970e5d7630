import { describe, expect, it } from 'vitest'
import type { Geometry } from '../../kernel/geometry.ts'
import { distanceM } from '../../kernel/geo.ts'
import { seeFix, type Presence } from './crossing.ts'
import { signedEdgeM } from './edge.ts'

/** About 1 km by 1 km at 26.3° N: 0.01° of latitude is 1108 m. */
const square: Geometry = {
  type: 'Polygon',
  coordinates: [
    [
      [116.34, 26.3],
      [116.35, 26.3],
      [116.35, 26.31],
      [116.34, 26.31],
      [116.34, 26.3],
    ],
  ],
}

const withHole: Geometry = {
  type: 'Polygon',
  coordinates: [
    ...square.coordinates,
    [
      [116.344, 26.304],
      [116.346, 26.304],
      [116.346, 26.306],
      [116.344, 26.306],
      [116.344, 26.304],
    ],
  ],
}

describe('the distance to the edge', () => {
  it('is that of the ellipsoid within one percent, negative inside', () => {
    const outside = { lat: 26.305, lon: 116.352 }
    const truth = distanceM(outside, { lat: 26.305, lon: 116.35 })
    expect(signedEdgeM(square, outside)).toBeGreaterThan(truth * 0.99)
    expect(signedEdgeM(square, outside)).toBeLessThan(truth * 1.01)
    expect(signedEdgeM(square, { lat: 26.305, lon: 116.3495 })).toBeCloseTo(-50, -1)
  })

  it('counts the inside of a hole as outside', () => {
    expect(signedEdgeM(square, { lat: 26.305, lon: 116.345 })).toBeLessThan(0)
    expect(signedEdgeM(withHole, { lat: 26.305, lon: 116.345 })).toBeGreaterThan(80)
  })

  it('is endless for what has no area', () => {
    const line: Geometry = {
      type: 'LineString',
      coordinates: [
        [116.34, 26.3],
        [116.35, 26.3],
      ],
    }
    expect(signedEdgeM(line, { lat: 26.3, lon: 116.345 })).toBe(Number.POSITIVE_INFINITY)
  })
})

/** Fixes every ten seconds at these metres from the edge (negative inside); what was told. */
function walk(edges: readonly number[], marginM = 30): string[] {
  const told: string[] = []
  let presence: Presence | undefined
  edges.forEach((edgeM, step) => {
    // 1 m is 0.00001° of longitude, near enough for what counts as a jump.
    const fix = { lat: 26.305, lon: 116.35 + edgeM / 100_000, at: step * 10_000 }
    const seen = seeFix(presence, fix, edgeM, marginM)
    presence = seen.presence
    if (seen.crossing) told.push(`${step} ${seen.crossing}`)
  })
  return told
}

describe('crossing an edge', () => {
  it('is told once on the way in and once on the way out', () => {
    expect(walk([200, 100, -20, -80, -20, 20, 60, 100])).toEqual(['2 entered', '6 left'])
  })

  it('is not told again and again by a unit that stands at the edge', () => {
    const noise = [5, -8, 12, -3, 20, -15, 25, 9, -6, 18]
    expect(walk([60, ...noise, ...noise, ...noise])).toEqual(['2 entered'])
  })

  it('flaps where there is no margin, which is what the margin is for', () => {
    expect(walk([60, 5, -8, 12, -3, 20], 0).length).toBeGreaterThan(2)
  })

  it('takes one wild fix for what it is, and a second one seriously', () => {
    expect(walk([-400, -400, 900, -400, -390])).toEqual([])
    expect(walk([-400, -400, 900, 905, 910])).toEqual(['3 left'])
  })
})
