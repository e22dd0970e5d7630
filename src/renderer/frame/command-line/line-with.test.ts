import { expect, it } from 'vitest'
import { lineWith } from './line-with.ts'

it('begins with the team, or goes on with what is there', () => {
  expect(lineWith('', '森防01', '到达')).toBe('森防01 到达')
  expect(lineWith('', '森防01', '')).toBe('森防01 ')
  expect(lineWith('森防01 22人', '森防01', '到达')).toBe('森防01 22人 到达')
  expect(lineWith('已到路口', '森防01', '')).toBe('森防01 已到路口')
})
