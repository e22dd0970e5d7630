import { expect, it } from 'vitest'
import type { GatewayFrame } from '../../../../core/modules/gateways/contract.ts'
import { filtered, isFiltering, kindsOf, noFilter } from './frame-filter.ts'

const frame = (seq: number, change: Partial<GatewayFrame>): GatewayFrame => ({
  seq,
  at: seq,
  direction: 'in',
  outcome: 'ok',
  channel: 0,
  kind: 'rdss/BDTXR',
  hex: '24 42 44',
  decoded: null,
  ...change,
})
const frames = [
  frame(1, {}),
  frame(2, { direction: 'out', kind: 'rdss/CCTXA' }),
  frame(3, { outcome: 'damaged', hex: '7e 7e 01' }),
  frame(4, { decoded: { body: { gbk: '收到' } } }),
]
const seqs = (change: Partial<typeof noFilter>) =>
  filtered(frames, { ...noFilter, ...change }).map(({ seq }) => seq)

it('filters by direction, outcome, kind and words', () => {
  expect(seqs({})).toEqual([1, 2, 3, 4])
  expect(seqs({ direction: 'out' })).toEqual([2])
  expect(seqs({ outcome: 'damaged' })).toEqual([3])
  expect(seqs({ kind: 'rdss/CCTXA' })).toEqual([2])
  expect(seqs({ text: '收到' })).toEqual([4])
  expect(seqs({ text: 'cctxa' })).toEqual([2])
  expect(seqs({ direction: 'in', text: 'BDTXR' })).toEqual([1, 3, 4])
})

it('finds hex at whole bytes only, however it is written', () => {
  expect(seqs({ text: '7E7E' })).toEqual([3])
  expect(seqs({ text: '7e 01' })).toEqual([3])
  // e7 stands across two bytes of 7e 7e.
  expect(seqs({ text: 'e7' })).toEqual([])
})

it('knows whether anything is hidden, and which kinds there are', () => {
  expect(isFiltering(noFilter)).toBe(false)
  expect(isFiltering({ ...noFilter, text: ' ' })).toBe(false)
  expect(isFiltering({ ...noFilter, outcome: 'noise' })).toBe(true)
  expect(kindsOf(frames)).toEqual(['rdss/BDTXR', 'rdss/CCTXA'])
})
