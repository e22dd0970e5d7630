import { expect, it } from 'vitest'
import { creditOf } from './base-credits.ts'

const base = { name: '影像', attribution: '', approvalNumber: '', source: '' }

it('names who made the map and its approval number, once', () => {
  expect(
    creditOf({ ...base, attribution: '天地图', approvalNumber: '审图号：GS（2024）0650号' }),
  ).toBe('天地图 · 审图号：GS（2024）0650号')
  expect(
    creditOf({ ...base, source: '县自然资源局 2025 年', approvalNumber: '赣S（2025）012号' }),
  ).toBe('县自然资源局 2025 年 · 审图号：赣S（2025）012号')
})

it('says so where there is no approval number', () => {
  expect(creditOf({ ...base, source: '自行切片' })).toBe('自行切片 · 无审图号')
  expect(creditOf(base)).toBe('影像 · 无审图号')
})
