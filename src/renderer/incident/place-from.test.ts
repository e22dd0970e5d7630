import { expect, it } from 'vitest'
import type { PlaceHit } from '../../core/modules/places/contract.ts'
import { addressOf, placeFrom } from './place-from.ts'

const village: PlaceHit = {
  id: '360735104201',
  kind: 'village',
  name: '罗源村',
  label: '罗源村（小松镇）',
  township: { code: '360735104', name: '小松镇' },
  point: null,
  precision: 'township-only',
}

it('writes a village behind its township and keeps the codes of both', () => {
  expect(addressOf(village)).toBe('小松镇罗源村')
  expect(placeFrom('小松镇罗源村下坑组', village)).toEqual({
    text: '小松镇罗源村下坑组',
    township: '360735104',
    village: '360735104201',
    precision: 'township-only',
  })
})

it('forgets the village when the words no longer begin with it', () => {
  expect(placeFrom('琴江镇', village)).toEqual({ text: '琴江镇', precision: 'unknown' })
})

it('calls the point of a name approximate as soon as words say more than the name', () => {
  const surveyed: PlaceHit = { ...village, point: { lat: 26.5, lon: 116.3 }, precision: 'surveyed' }
  expect(placeFrom('小松镇罗源村', surveyed).precision).toBe('surveyed')
  expect(placeFrom('小松镇罗源村后山', surveyed)).toMatchObject({
    precision: 'approximate',
    lat: 26.5,
  })
})
