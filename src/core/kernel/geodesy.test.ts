import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { areaM2, destination, legBetween, legsOf, lengthM, ringMeasure } from './geodesy.ts'
import { distanceM, type GeoPoint } from './geo.ts'

const dms = (d: number, m: number, s: number) => d + m / 60 + s / 3600
type Vertex = [lon: number, lat: number]

const share = 0.0001

/** How far off, as a share of what it should be. */
const off = (value: number, expected: number) => Math.abs(value - expected) / Math.abs(expected)

it('agrees with the surveyors on Flinders Peak to Buninyong', () => {
  // Geocentric Datum of Australia manual, its worked example (GRS 80).
  const from = { lat: -dms(37, 57, 3.7203), lon: dms(144, 25, 29.5244) }
  const to = { lat: -dms(37, 39, 10.1561), lon: dms(143, 55, 35.3839) }
  const leg = legBetween(from, to)
  expect(leg.distanceM).toBeCloseTo(54_972.271, 2)
  expect(leg.bearingDeg).toBeCloseTo(dms(306, 52, 5.37), 4)
  expect(leg.backDeg).toBeCloseTo(dms(127, 10, 25.07), 4)
})

it('agrees with the ellipsoid itself along the equator and the meridian', () => {
  const equator = legBetween({ lat: 0, lon: 116 }, { lat: 0, lon: 117 })
  expect(off(equator.distanceM, (2 * Math.PI * 6_378_137) / 360)).toBeLessThan(share)
  expect([equator.bearingDeg, equator.backDeg]).toEqual([90, 270])
  // Meridian arc from 26° to 27° by numerical integration of its radius of curvature.
  const [a, e2] = [6_378_137, 0.00669437999014]
  let arc = 0
  const steps = 10_000
  for (let step = 0; step < steps; step++) {
    const lat = ((26 + (step + 0.5) / steps) * Math.PI) / 180
    arc += ((a * (1 - e2)) / (1 - e2 * Math.sin(lat) ** 2) ** 1.5) * (Math.PI / 180 / steps)
  }
  const meridian = legBetween({ lat: 26, lon: 116 }, { lat: 27, lon: 116 })
  expect(off(meridian.distanceM, arc)).toBeLessThan(share)
  expect([meridian.bearingDeg, meridian.backDeg]).toEqual([0, 180])
})

it('agrees with the other geodesic of the kernel on every leg through the county', () => {
  const corners: readonly GeoPoint[] = [
    { lat: 25.9659, lon: 116.0971 },
    { lat: 26.6024, lon: 116.6336 },
    { lat: 26.33, lon: 116.34 },
    { lat: 26.33, lon: 116.3401 },
  ]
  for (const [index, leg] of legsOf(corners).entries()) {
    const [from, to] = [corners[index], corners[index + 1]]
    if (!from || !to) throw new Error('no corner')
    expect(leg.distanceM).toBeCloseTo(distanceM(from, to), 3)
  }
})

/** Square metres between two parallels and two meridians (Snyder, Map Projections, 3-12 … 3-16). */
function quadrangle(south: number, north: number, widthDeg: number): number {
  const [a, f] = [6_378_137, 1 / 298.257223563]
  const e2 = f * (2 - f)
  const e = Math.sqrt(e2)
  const q = (degrees: number) => {
    const s = Math.sin((degrees * Math.PI) / 180)
    return (1 - e2) * (s / (1 - e2 * s * s) - (1 / (2 * e)) * Math.log((1 - e * s) / (1 + e * s)))
  }
  return (a * a * (widthDeg * Math.PI) * (q(north) - q(south))) / 360
}

/** A box whose parallels have so many vertices that their geodesics do not leave them. */
function box(west: number, south: number, east: number, north: number): Vertex[] {
  const steps = 500
  const along = (lat: number, from: number, to: number) =>
    Array.from({ length: steps + 1 }, (_, step): Vertex => [
      from + ((to - from) * step) / steps,
      lat,
    ])
  return [...along(south, west, east), ...along(north, east, west), [west, south]]
}

it('agrees with the closed formula on the area of one degree by one degree', () => {
  const ring = box(116, 26, 117, 27)
  expect(off(areaM2({ type: 'Polygon', coordinates: [ring] }), quadrangle(26, 27, 1))).toBeLessThan(
    share,
  )
  const clockwise = ring.toReversed().map(([lon, lat]) => ({ lat, lon }))
  expect(off(ringMeasure(clockwise).areaM2, quadrangle(26, 27, 1))).toBeLessThan(share)
})

it('takes holes out and adds parts up', () => {
  const outer = box(116, 26, 117, 27)
  const hole = box(116.2, 26.2, 116.4, 26.4)
  const far = box(118, 26, 118.5, 26.5)
  const expected = quadrangle(26, 27, 1) - quadrangle(26.2, 26.4, 0.2) + quadrangle(26, 26.5, 0.5)
  expect(
    off(areaM2({ type: 'MultiPolygon', coordinates: [[outer, hole], [far]] }), expected),
  ).toBeLessThan(share)
  expect(areaM2({ type: 'LineString', coordinates: outer })).toBe(0)
})

it('gives the polygons around the pole that the library of Karney publishes', () => {
  const octant = [89, 89, 89, 89].map((lat, index) => ({ lat, lon: index * 90 }))
  const { areaM2: size, perimeterM } = ringMeasure(octant)
  expect(off(perimeterM, 631_819.8745)).toBeLessThan(share)
  expect(off(size, 24_952_305_678)).toBeLessThan(share)
})

it('measures lines, and around areas', () => {
  const line: Vertex[] = [
    [116, 26],
    [116, 27],
    [117, 27],
  ]
  const [north, east] = legsOf(line.map(([lon, lat]) => ({ lat, lon })))
  const length = lengthM({ type: 'LineString', coordinates: line })
  expect(length).toBeCloseTo((north?.distanceM ?? 0) + (east?.distanceM ?? 0), 6)
  const ring: Vertex[] = [...line, [116, 26]]
  const around = lengthM({ type: 'Polygon', coordinates: [ring] })
  expect(around).toBeGreaterThan(length)
  expect(ringMeasure(ring.map(([lon, lat]) => ({ lat, lon }))).perimeterM).toBeCloseTo(around, 4)
  expect(lengthM({ type: 'Point', coordinates: [116, 26] })).toBe(0)
})

it('comes to where it set out for', () => {
  const from = { lat: 26.33, lon: 116.34 }
  for (const bearing of [0, 45, 133, 270, 359]) {
    const to = destination(from, bearing, 12_345)
    expect(distanceM(from, to)).toBeCloseTo(12_345, 2)
    expect(legBetween(from, to).bearingDeg).toBeCloseTo(bearing, 6)
  }
})

it('measures the county of the outline file as 1,568.8 km² where the file is present', (context) => {
  const file = '../shared/maps/boundaries/shicheng_360735_wgs84.geojson'
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    context.skip(`${file} is not here`)
    return
  }
  const read = JSON.parse(text) as { features?: { geometry: never }[]; geometry?: never }
  const geometry = read.features?.[0]?.geometry ?? read.geometry
  if (!geometry) throw new Error('no geometry')
  expect(areaM2(geometry) / 1e6).toBeCloseTo(1568.8, 0)
})
