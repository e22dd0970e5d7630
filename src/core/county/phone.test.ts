import { expect, it } from 'vitest'
import { phoneKey, phonesIn, phoneShown } from './phone.ts'

it.each([
  ['13807971234', '13807971234'],
  ['138 0797 1234', '13807971234'],
  ['+86 138-0797-1234', '13807971234'],
  ['008613807971234', '13807971234'],
  ['8613807971234', '13807971234'],
  ['013807971234', '13807971234'],
  ['１３８０７９７１２３４', '13807971234'],
  ['5712345', '07975712345'],
  ['0797-5712345', '07975712345'],
  ['(0797) 571 2345', '07975712345'],
  ['+86 797 5712345', '07975712345'],
  ['5712345转801', '07975712345'],
  ['+86 10 62345678', '01062345678'],
  ['119', '119'],
  ['12345', '12345'],
  ['+852 2345 6789', '+85223456789'],
])('compares %s as %s', (typed, key) => {
  expect(phoneKey(typed, '0797')).toBe(key)
})

it.each(['', '未记', 'P', '12', '1234567890123456'])('finds no number in %j', (typed) => {
  expect(phoneKey(typed, '0797')).toBeUndefined()
})

it('finds every number in what was written as a contact', () => {
  expect(phonesIn('李某 138 0797 1234 / 5712345，家 0797-5712345', '0797')).toEqual([
    '13807971234',
    '07975712345',
  ])
  expect(phonesIn('13807971234 13907975678', '0797')).toEqual(['13807971234', '13907975678'])
  expect(phonesIn('未记', '0797')).toEqual([])
})

it('shows a number in groups as it is read out', () => {
  expect(phoneShown('13807971234', '0797')).toBe('138 0797 1234')
  expect(phoneShown('07975712345', '0797')).toBe('0797-5712345')
  expect(phoneShown('119', '0797')).toBe('119')
})
