import { describe, expect, it } from 'vitest'
import { distanceM } from '../../core/kernel/geo.ts'
import { projections } from './projection.ts'

const { wgs84, gcj02 } = projections

/** 石城县 and a little more. */
const county = Array.from({ length: 14 }, (_, row) =>
  Array.from({ length: 12 }, (_, column) => ({
    lat: 25.95 + row * 0.05,
    lon: 116.08 + column * 0.05,
  })),
).flat()

describe('the map plane of a WGS-84 base', () => {
  it('is the web Mercator of every tile service', () => {
    expect(wgs84.pixels(0, 0)).toEqual({ x: 128, y: 128 })
    expect(wgs84.pixels(0, 180).x).toBe(256)
    // EPSG:3857 of 26.33 N 116.34 E is 12950909.566, 3042126.1 m (the formula of EPSG note 7-2 §1.3.3).
    const { x, y } = wgs84.pixels(26.33, 116.34)
    const metresPerPixel = (2 * Math.PI * 6378137) / 256
    expect((x - 128) * metresPerPixel).toBeCloseTo((6378137 * 116.34 * Math.PI) / 180, 3)
    const north = 6378137 * Math.log(Math.tan(Math.PI / 4 + (26.33 * Math.PI) / 360))
    expect((128 - y) * metresPerPixel).toBeCloseTo(north, 3)
  })

  it('gives every point back', () => {
    for (const { lat, lon } of county) {
      const { x, y } = wgs84.pixels(lat, lon)
      expect(distanceM(wgs84.point(x, y), { lat, lon })).toBeLessThan(0.001)
    }
  })
})

describe('the map plane of a GCJ-02 base', () => {
  it('puts published points where the published shift has them', () => {
    // eviltransform's test table: 上海, 深圳, 北京.
    const published = [
      { wgs: [31.1774276, 121.5272106], gcj: [31.17530398364597, 121.531541859215] },
      { wgs: [22.543847, 113.912316], gcj: [22.540796131694766, 113.9171764808363] },
      { wgs: [39.911954, 116.377817], gcj: [39.91334545536069, 116.38404722455657] },
    ] as const
    for (const { wgs, gcj } of published) {
      const there = gcj02.shifted(wgs[0], wgs[1])
      expect(distanceM(there, { lat: gcj[0], lon: gcj[1] })).toBeLessThan(1)
      // On the plane: exactly where an unshifted map has the shifted point.
      expect(gcj02.pixels(wgs[0], wgs[1])).toEqual(wgs84.pixels(there.lat, there.lon))
    }
  })

  it('shifts this county by what was measured, and gives every point back', () => {
    for (const { lat, lon } of county) {
      const shift = distanceM(gcj02.shifted(lat, lon), { lat, lon })
      expect(shift).toBeGreaterThan(560)
      expect(shift).toBeLessThan(630)
      const { x, y } = gcj02.pixels(lat, lon)
      expect(distanceM(gcj02.point(x, y), { lat, lon })).toBeLessThan(0.01)
    }
  })
})
