import { expect, it } from 'vitest'
import type { ShownPoint } from '../../../core/modules/directory/contract.ts'
import { filterPoints } from './number-filter.ts'

const point = (own: Partial<ShownPoint>): ShownPoint => ({
  id: `radio:${own.number}`,
  source: 'directory',
  kind: 'radio',
  number: '1',
  callSign: '',
  holder: '',
  aliases: [],
  unit: null,
  place: null,
  person: null,
  note: '',
  model: '',
  serial: '',
  disabled: false,
  disabledReason: null,
  kindWord: '电台',
  sourceWord: '号簿',
  unitName: null,
  placeName: null,
  personName: null,
  mistakable: [],
  ...own,
})
const all = [
  point({ number: '1001', callSign: '小松01', placeName: '小松镇' }),
  point({ number: '13807971234', kind: 'phone', holder: '小松镇政府 刘某' }),
  point({ number: '1009', callSign: '旧台', disabled: true }),
]
const found = (text: string, more: Partial<Parameters<typeof filterPoints>[1]> = {}) =>
  filterPoints(all, { text, kind: 'all', disabled: false, ...more }).map(({ number }) => number)

it('finds by every word, wherever it stands and however it is spaced', () => {
  expect(found('')).toEqual(['1001', '13807971234'])
  expect(found('小松')).toEqual(['1001', '13807971234'])
  expect(found('小松 刘')).toEqual(['13807971234'])
  expect(found('138 0797')).toEqual(['13807971234'])
  expect(found('高田')).toEqual([])
})

it('keeps to a kind, and shows what is out of use only when asked', () => {
  expect(found('', { kind: 'phone' })).toEqual(['13807971234'])
  expect(found('旧台')).toEqual([])
  expect(found('旧台', { disabled: true })).toEqual(['1009'])
})
