import { expect, it } from 'vitest'
import { rangeOf } from './balance-range.ts'

const row = (id: string, share: number, night: number) => ({
  id,
  name: id,
  share,
  weekend: 0,
  holiday: 0,
  night,
  total: night,
})

it('compares full-time people only', () => {
  const rows = [row('a', 1, 5), row('b', 1, 6), row('half', 0.5, 2)]
  expect(rangeOf(rows, 'night')).toEqual({ least: 5, most: 6 })
  expect(rangeOf([row('half', 0.5, 2)], 'night')).toEqual({ least: 0, most: 0 })
})
