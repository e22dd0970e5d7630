import { expect, it } from 'vitest'
import { projections } from './projection.ts'
import { fields, SpriteStore } from './sprite-store.ts'

const crossing = { key: 'unit:1', lat: 26.33, lon: 116.34, at: 1000 }

function pixelsOf(store: SpriteStore) {
  const index = store.index('unit:1') ?? -1
  return { x: store.value(index, fields.x), y: store.value(index, fields.y) }
}

it('draws on the plane of the base: the newest position, before and after the base changes', () => {
  const store = new SpriteStore()
  store.move(crossing)
  expect(pixelsOf(store)).toEqual(projections.wgs84.pixels(26.33, 116.34))
  store.projectBy(projections.gcj02)
  expect(pixelsOf(store)).toEqual(projections.gcj02.pixels(26.33, 116.34))
  store.move({ ...crossing, lat: 26.34, at: 2000 })
  expect(pixelsOf(store)).toEqual(projections.gcj02.pixels(26.34, 116.34))
  store.projectBy(projections.wgs84)
  expect(pixelsOf(store)).toEqual(projections.wgs84.pixels(26.34, 116.34))
})

it('keeps what was said to the last digit, however often the base changes', () => {
  const store = new SpriteStore()
  store.move(crossing)
  for (let times = 0; times < 10; times++) {
    store.projectBy(projections.gcj02)
    store.projectBy(projections.wgs84)
  }
  expect(store.where('unit:1')).toEqual({ lat: 26.33, lon: 116.34 })
})

it('leaves a thing without a position without one', () => {
  const store = new SpriteStore()
  store.projectBy(projections.gcj02)
  store.setThings([
    {
      key: 'unit:1',
      shape: 'circle',
      token: 'st-free',
      mark: '1',
      label: '森防01',
      staleAfterMs: 1,
      wantsToTalk: false,
      emergency: false,
      townshipOnly: false,
    },
  ])
  store.projectBy(projections.wgs84)
  expect(pixelsOf(store)).toEqual({ x: Number.NaN, y: Number.NaN })
  expect(store.where('unit:1')).toBeUndefined()
})
