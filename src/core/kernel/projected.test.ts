import { assert, double, property } from 'fast-check'
import { expect, it } from 'vitest'
import { distanceM } from './geo.ts'
import {
  centralMeridian,
  fromProjected,
  isZone,
  toProjected,
  zoneAt,
  zonedY,
  zoneDefinition,
} from './projected.ts'

/** Made with PROJ itself: `gdaltransform -s_srs EPSG:4490 -t_srs EPSG:4527` and others. */
const byProj = [
  { lat: 26.33, lon: 116.34, zone: 39, x: 2_913_563.78225721, y: 434_107.12761744 },
  { lat: 26.33, lon: 116.34, zone: 38, x: 2_915_512.51090253, y: 733_656.70382995 },
  { lat: 26.33, lon: 116.34, zone: 20, x: 2_913_563.78225721, y: 434_107.1276174 },
]

it.each(byProj)('agrees with PROJ in zone $zone to a millimetre', ({ lat, lon, zone, x, y }) => {
  const made = toProjected({ lat, lon }, zone)
  expect(made.x).toBeCloseTo(x, 3)
  expect(made.y).toBeCloseTo(y, 3)
  const back = fromProjected({ x, y, zone })
  expect(distanceM(back, { lat, lon })).toBeLessThan(0.001)
})

it('points X to the north and puts the zone in front of Y', () => {
  const seat = toProjected({ lat: 26.33, lon: 116.34 })
  const north = toProjected({ lat: 26.34, lon: 116.34 })
  const east = toProjected({ lat: 26.33, lon: 116.35 })
  expect(north.x - seat.x).toBeGreaterThan(1000)
  expect(east.y - seat.y).toBeGreaterThan(900)
  expect(zonedY(seat)).toBeCloseTo(39_434_107.1276, 3)
})

it('knows the zones of China', () => {
  expect([zoneAt(116.34), zoneAt(115.49), zoneAt(73.5), zoneAt(135), zoneAt(73.1)]).toEqual([
    39, 38, 25, 45, 25,
  ])
  expect([centralMeridian(39), centralMeridian(20)]).toEqual([117, 117])
  expect([12, 13, 23, 24, 25, 45, 46, 39.5].filter(isZone)).toEqual([13, 23, 25, 45])
  expect(zoneDefinition(39, true)).toContain('+x_0=39500000')
})

it('comes back to the same millimetre anywhere in China', () => {
  const within = (min: number, max: number) => double({ min, max, noNaN: true })
  assert(
    property(within(4, 53), within(74, 135), (lat, lon) => {
      expect(distanceM(fromProjected(toProjected({ lat, lon })), { lat, lon })).toBeLessThan(0.001)
    }),
  )
})
