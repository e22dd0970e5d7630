import { assert, double, property } from 'fast-check'
import { expect, it } from 'vitest'
import { fromWgs84, toWgs84, type Datum } from './datum.ts'
import { bearingDeg, distanceM, type GeoPoint } from './geo.ts'

const at = (lat: number, lon: number): GeoPoint => ({ lat, lon })

/**
 * Published pairs, in WGS-84 and the other datum. The two BD-09 pairs of eviltransform are left
 * out: they are made with sin(y·π) where everybody else has sin(y·π·3000/180), and lie 10 and
 * 41 m beside the formula of all the others.
 */
const published: readonly (readonly [string, Datum, GeoPoint, GeoPoint])[] = [
  // eviltransform, its tests in every language
  ['Shanghai', 'gcj02', at(31.1774276, 121.5272106), at(31.17530398364597, 121.531541859215)],
  ['Shenzhen', 'gcj02', at(22.543847, 113.912316), at(22.540796131694766, 113.9171764808363)],
  ['Beijing', 'gcj02', at(39.911954, 116.377817), at(39.91334545536069, 116.38404722455657)],
  // coordtransform, README and tests
  ['Tiananmen', 'gcj02', at(39.915, 116.404), at(39.91640428150164, 116.41024449916938)],
  ['Tiananmen', 'bd09', at(39.915, 116.404), at(39.922699552216216, 116.41662724378733)],
  // gcoord, README
  ['Tiananmen', 'bd09', at(39.914266, 116.403988), at(39.92196580126834, 116.41661560068297)],
]

it.each(published)(
  'shifts %s to %s within a metre of what is published',
  (_, datum, wgs, other) => {
    expect(distanceM(fromWgs84(wgs, datum), other)).toBeLessThan(1)
    expect(distanceM(toWgs84(other, datum), wgs)).toBeLessThan(1)
  },
)

it('comes back within half a metre anywhere in the county', () => {
  const within = (min: number, max: number) => double({ min, max, noNaN: true })
  assert(
    property(within(25.96, 26.61), within(116.09, 116.64), (lat, lon) => {
      const point = at(lat, lon)
      for (const datum of ['gcj02', 'bd09'] as const) {
        expect(distanceM(toWgs84(fromWgs84(point, datum), datum), point)).toBeLessThan(0.5)
      }
    }),
  )
})

it('puts the county 601 m to the south-east in GCJ-02, and differently in every part of it', () => {
  const seat = at(26.33, 116.34)
  const shifted = fromWgs84(seat, 'gcj02')
  expect(distanceM(seat, shifted)).toBeCloseTo(601, -1)
  expect(bearingDeg(seat, shifted)).toBeCloseTo(126, -1)
  const corner = at(26.6, 116.1)
  const offset = { lat: shifted.lat - seat.lat, lon: shifted.lon - seat.lon }
  const oneOffset = at(corner.lat + offset.lat, corner.lon + offset.lon)
  expect(distanceM(oneOffset, fromWgs84(corner, 'gcj02'))).toBeGreaterThan(10)
})

it('leaves WGS-84 and points abroad alone', () => {
  const denver = at(39.7392, -104.9903)
  expect(fromWgs84(denver, 'gcj02')).toEqual(denver)
  expect(toWgs84(at(26.33, 116.34), 'wgs84')).toEqual(at(26.33, 116.34))
})

it('always answers, also at the edge of the shifted area, where the shift ends in a step', () => {
  for (const lat of [0.8293, 26.3, 55.8271]) {
    for (const lon of [72.004, 100, 137.8347]) {
      for (let step = -40; step <= 40; step++) {
        const near = at(lat + step / 10_000, lon + step / 10_000)
        expect(distanceM(toWgs84(near, 'gcj02'), near)).toBeLessThan(2000)
      }
    }
  }
})
