import { expect, it } from 'vitest'
import type { CountyShown, PlaceHit } from '../../core/modules/places/contract.ts'
import {
  addressIn,
  isFarAway,
  knownFromHit,
  knownFromPoint,
  nearWords,
  readPlace,
} from './known-place.ts'

const village: PlaceHit = {
  id: '360735104201',
  kind: 'village',
  name: '罗源村',
  label: '罗源村（小松镇）',
  township: { code: '360735104', name: '小松镇' },
  point: null,
  precision: 'township-only',
}
const county = {
  bbox: { south: 25.9, north: 26.6, west: 116, east: 116.7 },
  townships: [
    { code: '1', name: '小松镇', seat: { lat: 26.45, lon: 116.3 }, precision: 'approximate' },
    { code: '2', name: '高田镇', seat: { lat: 26.1, lon: 116.4 }, precision: 'approximate' },
  ],
} as unknown as CountyShown
const point = { lat: 26.4805, lon: 116.3305 }

it('keeps the point that was clicked when the village is chosen afterwards, and the other way round', () => {
  const clicked = knownFromPoint('map', point, '', undefined)
  expect(knownFromHit(village, clicked).place).toMatchObject({ ...point, village: village.id })
  const found = knownFromHit(village, undefined)
  expect(found.place).not.toHaveProperty('lat')
  const both = knownFromPoint('map', point, '小松镇罗源村', found)
  expect(readPlace('小松镇罗源村后山', both)).toMatchObject({
    how: 'map',
    place: { text: '小松镇罗源村后山', village: village.id, ...point, precision: 'approximate' },
  })
})

it('forgets a village whose words are gone, and reads typed coordinates', () => {
  const found = knownFromHit(village, undefined)
  expect(readPlace('琴江镇', found)).toEqual({
    place: { text: '琴江镇', precision: 'unknown' },
    how: undefined,
    problem: undefined,
  })
  expect(readPlace('北纬26°28′50″ 东经116°18′38″', undefined)).toMatchObject({
    how: 'typed',
    place: { precision: 'approximate' },
  })
  expect(readPlace('26.4805,216.3', undefined).problem).toBe('经度不能超过 180°，请核对坐标。')
})

it('says where a point is by the nearest township, and when it is far away', () => {
  expect(nearWords(county, point)).toBe('小松镇东北约5公里')
  expect(nearWords(county, { lat: 26.451, lon: 116.3 })).toBe('小松镇附近')
  expect(isFarAway(county, point)).toBe(false)
  expect(isFarAway(county, { lat: 28.7, lon: 115.9 })).toBe(true)
})

it('finds the address in words that nobody chose from the list', () => {
  expect(addressIn('小松镇罗源村下坑组')).toBe('小松镇罗源村')
  expect(addressIn('小松镇')).toBe('小松镇')
  expect(addressIn('206国道')).toBeUndefined()
})
