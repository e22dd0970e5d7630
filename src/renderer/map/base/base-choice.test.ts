import { expect, it } from 'vitest'
import { basesOfView, chosenBases, toggledBases } from './base-choice.ts'

const all = [
  { id: 'image', visible: true },
  { id: 'roads', visible: false },
  { id: 'names', visible: true },
]

it('shows what the console has switched on until somebody chooses', () => {
  expect(chosenBases(all, null).map(({ id }) => id)).toEqual(['image', 'names'])
})

it('switches one at a time and keeps the order of the console', () => {
  const more = toggledBases(all, null, 'roads')
  expect(more).toEqual(['image', 'roads', 'names'])
  const less = toggledBases(all, more, 'image')
  expect(less).toEqual(['roads', 'names'])
  expect(chosenBases(all, less).map(({ id }) => id)).toEqual(['roads', 'names'])
  expect(toggledBases(all, ['names'], 'names')).toEqual([])
})

it('forgets a base that was removed', () => {
  expect(chosenBases(all, ['gone', 'names']).map(({ id }) => id)).toEqual(['names'])
  expect(toggledBases(all, ['gone'], 'image')).toEqual(['image'])
})

it('takes of a saved view what this console has, and nothing where it has none of it', () => {
  expect(basesOfView(all, ['names', 'gone'])).toEqual(['names'])
  expect(basesOfView(all, [])).toEqual([])
  expect(basesOfView(all, ['gone'])).toBeUndefined()
})
