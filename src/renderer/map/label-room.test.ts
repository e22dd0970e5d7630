import { expect, it } from 'vitest'
import { LabelRoom } from './label-room.ts'

const label = { x: 100, y: 100, width: 60, height: 16, gap: 15 }

it('writes a label to the right of its symbol where that is free', () => {
  expect(new LabelRoom([]).find(label, false)).toMatchObject({ x: 115, y: 92 })
})

it('goes left, above and below in turn and then leaves the label out', () => {
  const room = new LabelRoom([])
  const places = [1, 2, 3, 4, 5].map(() => room.find(label, false))
  expect(places.slice(0, 4).map((box) => box && [box.x, box.y])).toEqual([
    [115, 92],
    [25, 92],
    [70, 69],
    [70, 115],
  ])
  expect(places[4]).toBeUndefined()
})

it('never leaves out a label that must be read', () => {
  const room = new LabelRoom([{ x: 0, y: 0, width: 400, height: 400 }])
  expect(room.find(label, false)).toBeUndefined()
  expect(room.find(label, true)).toMatchObject({ x: 115 })
})

it('lets no two free labels overlap among two hundred symbols', () => {
  const room = new LabelRoom([])
  const boxes = Array.from({ length: 200 }, (_, index) =>
    room.find({ ...label, x: (index * 37) % 800, y: (index * 53) % 600 }, false),
  ).filter((box) => box !== undefined)
  expect(boxes.length).toBeGreaterThan(40)
  for (const [index, a] of boxes.entries()) {
    for (const b of boxes.slice(index + 1)) {
      const apart =
        a.x + a.width <= b.x ||
        b.x + b.width <= a.x ||
        a.y + a.height <= b.y ||
        b.y + b.height <= a.y
      expect(apart).toBe(true)
    }
  }
})
