import { expect, it } from 'vitest'
import { nextIndex } from './list-keys.ts'

it('moves by one row, by a page, and to both ends, and stops there', () => {
  expect(nextIndex('ArrowDown', 3, 10, 5)).toBe(4)
  expect(nextIndex('ArrowDown', 9, 10, 5)).toBe(9)
  expect(nextIndex('ArrowUp', 0, 10, 5)).toBe(0)
  expect(nextIndex('PageDown', 3, 10, 5)).toBe(8)
  expect(nextIndex('PageUp', 3, 10, 5)).toBe(0)
  expect(nextIndex('Home', 7, 10, 5)).toBe(0)
  expect(nextIndex('End', 1, 10, 5)).toBe(9)
})

it('starts from the end nearest to the key when nothing is selected', () => {
  expect(nextIndex('ArrowDown', -1, 10, 5)).toBe(0)
  expect(nextIndex('ArrowUp', -1, 10, 5)).toBe(9)
})

it('leaves other keys and empty lists alone', () => {
  expect(nextIndex('a', 1, 10, 5)).toBeUndefined()
  expect(nextIndex('ArrowDown', -1, 0, 5)).toBeUndefined()
})
