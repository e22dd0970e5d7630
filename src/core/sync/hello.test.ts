import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { encodeCanonical } from '../oplog/envelope.ts'
import { decodeHello, encodeHello } from './hello.ts'

const origin = '0123456789ABCDEF'

const reasonOf = (value: unknown) => {
  const read = decodeHello(encodeCanonical(value))
  return read.ok ? 'read' : read.data.reason
}

it('brings a vector across with its islands', () => {
  const vector = new Map([
    [
      origin,
      {
        upTo: 3,
        islands: [
          [5, 7],
          [9, 9],
        ] as const,
      },
    ],
    ['ZZZZZZZZZZZZZZZZ', { upTo: 0, islands: [] }],
  ])
  expect(decodeHello(encodeHello(vector))).toEqual({ ok: true, value: vector })
})

it('refuses what is not a vector, and says why', () => {
  expect(reasonOf([1, []])).toBe('read')
  expect(reasonOf([2, []])).toBe('unknown format')
  expect(reasonOf('hello')).toBe('not a hello')
  const wrong: unknown[] = [
    ['short', 1, []],
    [origin, -1, []],
    [origin, 1, [[2, 3]]],
    [origin, 1, [[5, 4]]],
    [
      origin,
      1,
      [
        [5, 6],
        [7, 8],
      ],
    ],
    [origin, 1, [[5]]],
    [origin, 1],
  ]
  for (const entry of wrong)
    expect([entry, reasonOf([1, [entry]])]).toEqual([entry, 'not a vector'])
  expect(
    reasonOf([
      1,
      [
        [origin, 1, []],
        [origin, 2, []],
      ],
    ]),
  ).toBe('not a vector')
})

it('never throws on random bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      const read = decodeHello(bytes)
      expect(read.ok || read.code === 'bad-hello').toBe(true)
    }),
  )
})
