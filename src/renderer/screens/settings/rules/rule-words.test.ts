import { expect, it } from 'vitest'
import { typedNumber } from './rule-words.ts'

it.each([
  ['5', 5],
  [' 12 ', 12],
  ['２０', 20],
  ['1.5', 1.5],
  ['1。5', 1.5],
])('%s is a number', (typed, value) => expect(typedNumber(typed)).toBe(value))

it.each(['', '五', '-3', '1e3', '5 分'])('%s is none', (typed) =>
  expect(typedNumber(typed)).toBeUndefined(),
)
