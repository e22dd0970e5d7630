import { expect, it } from 'vitest'
import { areaText, bearingText, lengthText, measure, measureSentence } from './measure.ts'

const seat = { lat: 26.33, lon: 116.34 }
const north = { lat: 26.34, lon: 116.34 }
const corner = { lat: 26.34, lon: 116.35 }

it('measures a line leg by leg, all of it, and straight from its first point to its last', () => {
  const { legs, lengthM, areaM2, straight } = measure('line', [seat, north, corner])
  expect(legs.map(({ distanceM }) => Math.round(distanceM))).toEqual([1108, 998])
  expect(legs.map(({ bearingDeg }) => Math.round(bearingDeg))).toEqual([0, 90])
  expect(Math.round(lengthM)).toBe(2106)
  expect(Math.round(straight?.distanceM ?? 0)).toBe(1491)
  expect(areaM2).toBeUndefined()
  expect(measure('line', [seat, north]).straight).toBeUndefined()
})

it('measures an area with its way back, from the third point on', () => {
  expect(measure('area', [seat, north]).areaM2).toBeUndefined()
  const { legs, lengthM, areaM2 = 0 } = measure('area', [seat, north, corner])
  expect(legs).toHaveLength(3)
  expect(Math.round(lengthM)).toBe(3598)
  // Half of a box of 1,108 m by 998 m.
  expect(areaM2 / (1107.8 * 998.3)).toBeCloseTo(0.5, 3)
})

it('writes figures as they are read out', () => {
  expect([12.34, 150.4, 9999, 86_722].map(lengthText)).toEqual([
    '12.3 米',
    '150 米',
    '9999 米',
    '86.72 公里',
  ])
  expect([500, 20_000, 1_568_800_000].map(areaText)).toEqual([
    '500 平方米（0.8 亩）',
    '2.00 公顷（30.0 亩）',
    '1568.80 平方公里（2353200 亩）',
  ])
  expect([0, 43.46, 133, 359.97].map(bearingText)).toEqual([
    '北 000.0°',
    '东北 043.5°',
    '东南 133.0°',
    '北 000.0°',
  ])
})

it('says a measurement in one line for the log', () => {
  expect(measureSentence('line', [seat, north])).toBe(
    '图上量测：距离 1108 米，方位 北 000.0°（真北）；26.33000,116.34000 → 26.34000,116.34000（WGS-84，椭球面）',
  )
  expect(measureSentence('area', [seat, north, corner])).toMatch(
    /^图上量测：面积 55\.\d\d 公顷（\d+ 亩），周长 3598 米；/,
  )
})
