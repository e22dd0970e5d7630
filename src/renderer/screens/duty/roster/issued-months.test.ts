import { expect, it } from 'vitest'
import { firstOpenMonth, issuedAmong, monthsOf } from './issued-months.ts'

const issued = monthsOf([{ day: '2026-11-30' }, { day: '2026-12-01' }, { day: '2026-12-31' }])

it('offers the month that is looked at, or the first after it that is not issued', () => {
  expect(firstOpenMonth('2026-10', issued)).toBe('2026-10')
  expect(firstOpenMonth('2026-11', issued)).toBe('2027-01')
  expect(firstOpenMonth('2026-12', issued)).toBe('2027-01')
})

it('finds the issued month among those that are asked for', () => {
  expect(issuedAmong('2026-09', 2, issued)).toBeUndefined()
  expect(issuedAmong('2026-10', 3, issued)).toBe('2026-11')
  expect(issuedAmong('2027-01', 12, issued)).toBeUndefined()
})
