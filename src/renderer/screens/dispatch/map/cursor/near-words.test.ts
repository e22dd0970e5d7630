import { expect, it } from 'vitest'
import { destination } from '../../../../../core/kernel/geodesy.ts'
import type { Geometry } from '../../../../../core/kernel/geometry.ts'
import { nearWords, placeWords, townshipWords, type Surroundings } from './near-words.ts'

const seat = { name: '小松镇', lat: 26.45, lon: 116.35, approximate: true, seat: true }
const farSeat = { name: '屏山镇', lat: 26.2, lon: 116.3, approximate: true, seat: true }
const village = { name: '罗源村', lat: 26.48, lon: 116.31, approximate: false }
const bare: Surroundings = { areas: [], seats: [farSeat, seat], places: [village] }
const square: Geometry = {
  type: 'Polygon',
  coordinates: [
    [
      [116.2, 26.4],
      [116.4, 26.4],
      [116.4, 26.6],
      [116.2, 26.6],
      [116.2, 26.4],
    ],
  ],
}
const mapped: Surroundings = {
  ...bare,
  areas: [
    {
      name: '高田镇',
      geometry: square,
      bounds: { west: 116.2, south: 26.4, east: 116.4, north: 26.6 },
    },
  ],
}

it('tells the township by its area where areas were imported, else by the nearest seat, and says so', () => {
  expect(townshipWords(mapped, seat)).toBe('高田镇')
  expect(townshipWords(mapped, farSeat)).toBe('乡镇界外')
  expect(townshipWords(bare, seat)).toBe('近小松镇（按驻地）')
  expect(townshipWords({ areas: [], seats: [], places: [] }, seat)).toBe('')
})

it('tells direction and distance from the nearest place', () => {
  expect(placeWords(bare, destination(village, 45, 1234))).toBe('罗源村东北 45° 1.2 公里')
  expect(placeWords(bare, destination(village, 270, 150))).toBe('罗源村西 270° 150 米')
  expect(placeWords(bare, destination(village, 359.8, 150))).toBe('罗源村北 0° 150 米')
  expect(placeWords(bare, village)).toBe('在罗源村')
})

it('tells no metres from a place that is only roughly known', () => {
  expect(placeWords(bare, destination(seat, 180, 2345))).toBe('小松镇驻地南 180° 约 2.3 公里')
  expect(placeWords(bare, destination(seat, 180, 120))).toBe('小松镇驻地附近')
  expect(placeWords({ ...bare, places: [] }, destination(seat, 90, 40_000))).toMatch(/约 \d+ 公里$/)
})

it('says both in one line', () => {
  expect(nearWords(mapped, destination(village, 45, 1234))).toBe('高田镇 · 罗源村东北 45° 1.2 公里')
  expect(nearWords(bare, destination(village, 45, 1234))).toBe(
    '近小松镇（按驻地） · 罗源村东北 45° 1.2 公里',
  )
  // The nearest place is the very seat that stands for the township: once is enough.
  expect(nearWords({ ...bare, places: [] }, destination(seat, 180, 2345))).toBe(
    '小松镇驻地南 180° 约 2.3 公里',
  )
})
