import { expect, it } from 'vitest'
import { completionOf } from './completion.ts'

const sayables = [
  { text: '森防01', also: ['sf01', 'slxfyzd'] },
  { text: '/点名', also: [] },
  { text: '小松镇', also: ['xsz'] },
]

it('completes a call sign by its beginning or its initials, also behind other words', () => {
  expect(completionOf('森', sayables)).toEqual({ replaces: 1, text: '森防01' })
  expect(completionOf('派森防', sayables)).toEqual({ replaces: 2, text: '森防01' })
  expect(completionOf('slx', sayables)).toEqual({ replaces: 3, text: '森防01' })
  expect(completionOf('/点', sayables)).toEqual({ replaces: 2, text: '/点名' })
})

it('offers nothing for what is finished or means something else', () => {
  expect(completionOf('森防01', sayables)).toBeUndefined()
  expect(completionOf('森防01 ', sayables)).toBeUndefined()
  expect(completionOf('今天的', sayables)).toBeUndefined()
  expect(completionOf('axsz', sayables)).toBeUndefined()
  expect(completionOf('', sayables)).toBeUndefined()
})
