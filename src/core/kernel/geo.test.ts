import { expect, it } from 'vitest'
import { bearingDeg, describeDistance, distanceM, type Position } from './geo.ts'

// Known values: a and b of WGS-84 give the first two; the others are the worked example of the
// Geocentric Datum of Australia manual (GRS 80, which differs from WGS-84 by less than 0.1 mm
// here) and the example of C. F. F. Karney's geodesic library.
const dms = (d: number, m: number, s: number) => d + m / 60 + s / 3600
const flindersPeak = { lat: -dms(37, 57, 3.7203), lon: dms(144, 25, 29.5244) }
const buninyong = { lat: -dms(37, 39, 10.1561), lon: dms(143, 55, 35.3839) }

it('measures one degree of the equator as a 360th of its circumference', () => {
  const circumference = 2 * Math.PI * 6_378_137
  expect(distanceM({ lat: 0, lon: 0 }, { lat: 0, lon: 1 })).toBeCloseTo(circumference / 360, 4)
})

it('measures the quarter meridian as 10,001,965.729 m', () => {
  expect(distanceM({ lat: 0, lon: 10 }, { lat: 90, lon: 10 })).toBeCloseTo(10_001_965.729, 2)
})

it('agrees with the surveyors on Flinders Peak to Buninyong', () => {
  expect(distanceM(flindersPeak, buninyong)).toBeCloseTo(54_972.271, 2)
  expect(bearingDeg(flindersPeak, buninyong)).toBeCloseTo(dms(306, 52, 5.37), 4)
})

it('agrees with the published long line from Wellington to Salamanca', () => {
  const metres = distanceM({ lat: -41.32, lon: 174.81 }, { lat: 40.96, lon: -5.5 })
  expect(metres).toBeCloseTo(19_959_679.267, 1)
})

it('differs from a sphere where a sphere is wrong: north to south inside the county', () => {
  const [north, south] = [
    { lat: 26.6, lon: 116.35 },
    { lat: 26, lon: 116.35 },
  ]
  const onSphere = (6_371_008.8 * 0.6 * Math.PI) / 180
  expect(Math.abs(distanceM(north, south) - onSphere)).toBeGreaterThan(100)
})

it('is zero for the same point and the same in both directions', () => {
  const [seat, town] = [
    { lat: 26.32994, lon: 116.33467 },
    { lat: 26.44242, lon: 116.3055 },
  ]
  expect(distanceM(seat, seat)).toBe(0)
  expect(distanceM(seat, town)).toBeCloseTo(distanceM(town, seat), 6)
})

it('answers for opposite points of the globe, where the series does not settle', () => {
  const metres = distanceM({ lat: 0, lon: 0 }, { lat: 0.2, lon: 179.8 })
  expect(metres / 20_003_931).toBeGreaterThan(0.99)
  expect(metres / 20_003_931).toBeLessThan(1.01)
})

it('crosses the date line by the short way', () => {
  expect(distanceM({ lat: 0, lon: 179.5 }, { lat: 0, lon: -179.5 })).toBeLessThan(111_400)
  expect(bearingDeg({ lat: 0, lon: 179.5 }, { lat: 0, lon: -179.5 })).toBeCloseTo(90, 6)
})

it('gives bearings clockwise from north', () => {
  const centre = { lat: 26.3, lon: 116.3 }
  expect(bearingDeg(centre, { lat: 26.4, lon: 116.3 })).toBeCloseTo(0, 6)
  expect(bearingDeg(centre, { lat: 26.2, lon: 116.3 })).toBeCloseTo(180, 6)
  expect(bearingDeg(centre, { lat: 26.3, lon: 116.2 })).toBeGreaterThan(269.9)
  expect(bearingDeg(centre, { lat: 26.3, lon: 116.2 })).toBeLessThan(270.1)
})

const surveyed: Position = { precision: 'surveyed', point: { lat: 26.33, lon: 116.33 } }
const approximate: Position = { precision: 'approximate', point: { lat: 26.44, lon: 116.31 } }
const village: Position = { precision: 'township-only', township: '360735101' }

it('gives metres between surveyed places, and marks them when one is approximate', () => {
  const point = { lat: 26.34, lon: 116.33 }
  const exact = describeDistance(surveyed, { precision: 'surveyed', point })
  expect(exact).toMatchObject({ kind: 'metres', approximate: false })
  expect(describeDistance(surveyed, approximate)).toMatchObject({
    kind: 'metres',
    approximate: true,
  })
})

it('never gives metres from a place known only to its township', () => {
  const answer = { kind: 'township', text: '按乡镇就近，距离未知' }
  expect(describeDistance(village, surveyed)).toEqual(answer)
  expect(describeDistance(surveyed, village)).toEqual(answer)
  expect(describeDistance(village, village)).toEqual(answer)
  // A stray point beside the wrong precision changes nothing.
  const stray = { ...village, point: { lat: 26.33, lon: 116.33 } }
  expect(describeDistance(stray, surveyed)).toEqual(answer)
})

it('says that a place nobody has located is unknown', () => {
  expect(describeDistance({ precision: 'unknown' }, village).kind).toBe('unknown')
  expect(describeDistance(surveyed, { precision: 'unknown' }).kind).toBe('unknown')
})
