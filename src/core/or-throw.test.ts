import { expect, it } from 'vitest'
import { accept, refuse } from './kernel/result.ts'
import { orThrow } from './or-throw.ts'

class Declared extends Error {
  readonly data: unknown
  constructor({ data, message }: { readonly data?: unknown; readonly message?: string }) {
    super(message ?? '合同里的话')
    this.data = data
  }
}

const errors = { NOT_FOUND: (options: object) => new Declared(options) }

it('hands over what was done', () => {
  expect(orThrow(accept(3), {})).toBe(3)
})

it('throws the declared error with the data, in the words of the contract', () => {
  const done = refuse('not-found', { name: '王' })
  expect(() => orThrow(done, errors)).toThrow('合同里的话')
  expect(() => orThrow(done, errors)).toThrow(expect.objectContaining({ data: { name: '王' } }))
})

it('says the sentence of the refusal where it has one', () => {
  expect(() => orThrow(refuse('not-found', { sentence: '已办结' }), errors)).toThrow('已办结')
})

it('does not compile where the contract misses the code, and is our mistake where it runs', () => {
  // @ts-expect-error -- planted: NO_RIGHT is not declared
  expect(() => orThrow(refuse('no-right'), errors)).toThrow('declares no NO_RIGHT')
})
