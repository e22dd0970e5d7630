import { expect, it } from 'vitest'
import { draftOf, fieldsOf, nextKey } from './contact-draft.ts'

it('gives a new contact a line to write a number in, and keeps nothing of it while it is empty', () => {
  const draft = draftOf(undefined)
  expect(draft.ways).toMatchObject([{ purpose: 'mobile', number: '' }])
  expect(fieldsOf({ ...draft, name: '李四' })).toMatchObject({
    name: '李四',
    ways: [{ purpose: 'mobile', number: '', note: '' }],
    nets: [],
  })
})

it('gives every new line a key that no other has', () => {
  expect(nextKey([])).toBe(0)
  expect(nextKey([{ key: 0 }, { key: 4 }])).toBe(5)
})
