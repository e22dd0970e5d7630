import { expect, it } from 'vitest'
import {
  cellsAfter,
  planColumns,
  putDown,
  spotAfter,
  spotContent,
  undone,
  type PlanShift,
} from './plan-grid.ts'

const person = (id: string) => ({ id, name: id })
const day: PlanShift = {
  id: 'day',
  posts: [
    { post: 'leader', word: '带班领导', count: 1, people: [person('李')] },
    { post: 'officer', word: '副班', count: 1, people: [] },
  ],
}
const flood: PlanShift = {
  id: 'flood',
  posts: [
    { post: 'leader', word: '带班领导', count: 1, people: [] },
    { post: 'officer', word: '副班', count: 2, people: [person('王')] },
    { post: 'comms', word: '通信保障员', count: 1, people: [] },
  ],
}

it('gives every place of a post its column, as many as the fullest shift needs', () => {
  expect(planColumns([day, flood]).map(({ word }) => word)).toEqual([
    '带班领导',
    '副班',
    '副班 2',
    '通信保障员',
  ])
})

it('tells a gap from a place the shift does not need', () => {
  const columns = planColumns([day, flood])
  expect(columns.map((column) => spotContent(day, column).kind)).toEqual([
    'person',
    'gap',
    'none',
    'none',
  ])
  expect(columns.map((column) => spotContent(flood, column).kind)).toEqual([
    'gap',
    'person',
    'gap',
    'gap',
  ])
})

it('moves within the grid and never out of it', () => {
  const size = { rows: 3, columns: 4 }
  const at = { row: 2, column: 3 }
  const press = (key: string, ctrlKey = false) => spotAfter({ key, ctrlKey }, at, size, 10)
  expect(press('ArrowDown')).toEqual(at)
  expect(press('ArrowUp')).toEqual({ row: 1, column: 3 })
  expect(press('PageUp')).toEqual({ row: 0, column: 3 })
  expect(press('Home')).toEqual({ row: 2, column: 0 })
  expect(press('Home', true)).toEqual({ row: 0, column: 0 })
  expect(press('g')).toBeUndefined()
})

it('moves to an empty spot, changes places with an occupied one, and takes both back', () => {
  const from = { shift: 'day', post: 'leader' }
  const carried = { person: '李', name: '李', from }
  expect(putDown(carried, { shift: 'flood', post: 'leader', person: null })).toEqual([
    { ...from, out: '李', in: null },
    { shift: 'flood', post: 'leader', out: null, in: '李' },
  ])
  const swap = putDown(carried, { shift: 'flood', post: 'officer', person: '王' })
  expect(swap).toEqual([
    { ...from, out: '李', in: '王' },
    { shift: 'flood', post: 'officer', out: '王', in: '李' },
  ])
  expect(undone(swap)).toContainEqual({ ...from, out: '王', in: '李' })
  expect(putDown(carried, { ...from, person: '李' })).toEqual([])
  expect(putDown({ person: '赵', name: '赵' }, { ...from, person: '李' })).toEqual([
    { ...from, out: '李', in: '赵' },
  ])
})

it('keeps the others of a post where they are when one is replaced', () => {
  const full: PlanShift = {
    id: 'full',
    posts: [
      { post: 'officer', word: '副班', count: 2, people: [person('王'), person('陈')] },
      { post: 'chief', word: '主班', count: 1, people: [] },
    ],
  }
  expect(
    cellsAfter(
      [full],
      [
        { shift: 'full', post: 'officer', out: '王', in: '赵' },
        { shift: 'full', post: 'chief', out: null, in: '王' },
      ],
    ),
  ).toEqual([
    { shift: 'full', post: 'officer', people: ['赵', '陈'] },
    { shift: 'full', post: 'chief', people: ['王'] },
  ])
  expect(
    cellsAfter([full], [{ shift: 'full', post: 'officer', out: '王', in: null }])[0]?.people,
  ).toEqual(['陈'])
})
