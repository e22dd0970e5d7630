import { expect, it } from 'vitest'
import type { CanvasView } from './canvas-layer.ts'
import { Clusters } from './clusters.ts'
import { projections } from './projection.ts'
import { SpriteStore, type MapThing } from './sprite-store.ts'

const thing = (key: string, more: Partial<MapThing> = {}): MapThing => ({
  key,
  shape: 'warning',
  token: 'warn-yellow',
  mark: '险',
  label: key,
  staleAfterMs: Number.POSITIVE_INFINITY,
  wantsToTalk: false,
  emergency: false,
  townshipOnly: false,
  cluster: '风险隐患点',
  ...more,
})

/** A hundred risk points within a kilometre, one team among them. */
function filled(): SpriteStore {
  const store = new SpriteStore()
  const risks = Array.from({ length: 100 }, (_, index) =>
    thing(`r${index}`, { weight: index === 37 ? 5 : 1 }),
  )
  const { cluster: _none, ...alone } = thing('unit')
  store.setThings([...risks, alone])
  risks.forEach(({ key }, index) =>
    store.place({ key, lat: 26.33 + index / 10_000, lon: 116.34, at: 1 }),
  )
  store.place({ key: 'unit', lat: 26.33, lon: 116.34, at: 1 })
  return store
}

function view(zoom: number): CanvasView {
  const scale = 2 ** zoom
  const centre = projections.wgs84.pixels(26.33, 116.34)
  return {
    context: {} as CanvasRenderingContext2D,
    width: 800,
    height: 600,
    scale,
    left: centre.x * scale - 400,
    top: centre.y * scale - 300,
    zoom,
    projection: projections.wgs84,
  }
}

it('draws many of one group as one disc where they lie, in the colour of the worst', () => {
  const store = filled()
  const clusters = new Clusters(store, { belowZoom: 12, from: 60 })
  const found = clusters.read(view(9))
  expect(found.reduce((sum, { count }) => sum + count, 0)).toBe(100)
  expect(found).toHaveLength(1)
  expect(store.things[found[0]?.top ?? -1]?.key).toBe('r37')
  const middle = projections.wgs84.pixels(26.335, 116.34)
  expect(Math.hypot((found[0]?.x ?? 0) - middle.x, (found[0]?.y ?? 0) - middle.y)).toBeLessThan(
    0.01,
  )
  expect(found[0]?.apartAt).toBeGreaterThan(9)
})

it('never takes in what belongs to no group', () => {
  const store = filled()
  const clusters = new Clusters(store, { belowZoom: 12, from: 60 })
  clusters.read(view(9))
  expect(clusters.isHidden(store.index('unit') ?? -1)).toBe(false)
  expect(clusters.isHidden(store.index('r5') ?? -1)).toBe(true)
})

it('leaves a small group and a near view as they are', () => {
  const store = filled()
  expect(new Clusters(store, { belowZoom: 12, from: 101 }).read(view(9))).toEqual([])
  const near = new Clusters(store, { belowZoom: 12, from: 60 })
  near.read(view(9))
  expect(near.read(view(13))).toEqual([])
  expect(near.isHidden(store.index('r5') ?? -1)).toBe(false)
})

it('forgets what was taken off', () => {
  const store = filled()
  const clusters = new Clusters(store, { belowZoom: 12, from: 60 })
  clusters.read(view(9))
  store.setThings([])
  expect(clusters.read(view(9))).toEqual([])
})
