import { expect, it } from 'vitest'
import { machineSuite } from '../../../tests/contract/state-machine.suite.ts'
import { nextSteps, stepOf, wayTo, whyNot, type Machine } from './state-machine.ts'

type Light = 'off' | 'on' | 'broken'
const lamp: Machine<Light> = {
  subject: '灯',
  states: [
    ['off', '熄'],
    ['on', '亮'],
    ['broken', '坏'],
  ],
  start: 'off',
  steps: [
    { from: 'off', to: 'on', action: '开灯', actor: '值班员', reason: false },
    { from: 'on', to: 'off', action: '关灯', actor: '值班员', reason: false },
    { from: 'on', to: 'broken', action: '报修', actor: '值班员', reason: true },
  ],
}

machineSuite('lamp', lamp)

it('finds steps and the shortest way', () => {
  expect(stepOf(lamp, 'off', 'on')?.action).toBe('开灯')
  expect(stepOf(lamp, 'off', 'broken')).toBeUndefined()
  expect(nextSteps(lamp, 'on').map(({ to }) => to)).toEqual(['off', 'broken'])
  expect(wayTo(lamp, 'off', 'broken')?.map(({ action }) => action)).toEqual(['开灯', '报修'])
  expect(wayTo(lamp, 'broken', 'on')).toBeUndefined()
})

it('says why a step is refused and what to do instead', () => {
  expect(whyNot(lamp, 'off', 'broken')).toBe(
    '灯现在是“熄”，不能直接转为“坏”。须依次：开灯 → 报修。',
  )
  expect(whyNot(lamp, 'broken', 'on')).toBe('灯现在是“坏”，已经结束，不能再转为“亮”。')
  expect(whyNot(lamp, 'on', 'on')).toBe('灯现在是“亮”，不用再转。')
})

it('leads nobody over an end that is taken back', () => {
  const repaired: Machine<Light> = {
    ...lamp,
    steps: [
      ...lamp.steps,
      { from: 'off', to: 'broken', action: '报修', actor: '值班员', reason: true },
      { from: 'broken', to: 'on', action: '修好', actor: '电工', reason: true, back: true },
    ],
  }
  expect(wayTo(repaired, 'broken', 'off')?.map(({ action }) => action)).toEqual(['修好', '关灯'])
  const noSwitch = { ...repaired, steps: repaired.steps.filter(({ action }) => action !== '开灯') }
  expect(wayTo(noSwitch, 'off', 'on')).toBeUndefined()
})
