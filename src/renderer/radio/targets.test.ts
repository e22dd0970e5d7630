import { expect, it } from 'vitest'
import {
  needsSecondEnter,
  otherOptions,
  parseTarget,
  targetKey,
  targetLabel,
  targetOptions,
  whomOf,
  type Targets,
} from './targets.ts'

const targets: Targets = {
  gateways: [],
  radios: [
    { number: '205', callSign: '205', holder: '', online: false },
    { number: '101', callSign: '小松01', holder: '小松综合应急队', online: true },
  ],
  groups: [{ number: '12', name: '组 12' }],
}

it('offers groups, then radios on the air, then the others', () => {
  expect(targetOptions(targets, '').map(({ label }) => label)).toEqual([
    '组 12',
    '小松01 101 · 在线',
    '205',
  ])
})

it('offers an unknown number both as a radio and as a group, and a known one once', () => {
  expect(
    targetOptions(targets, '77')
      .slice(-2)
      .map(({ label }) => label),
  ).toEqual(['电台 77', '组 77'])
  expect(targetOptions(targets, '101').filter(({ value }) => value === 'radio:101')).toHaveLength(1)
})

it('names a target by its call sign', () => {
  expect(targetLabel(targets, 'radio:101')).toBe('小松01')
  expect(targetLabel(targets, 'group:9')).toBe('组 9')
})

it('asks for a second Enter as soon as there is more than one receiver', () => {
  expect(needsSecondEnter(['group:12'])).toBe(false)
  expect(needsSecondEnter(['group:12', 'group:13'])).toBe(true)
})

it('reads back the key it wrote', () => {
  expect(parseTarget(targetKey({ to: '12', group: true }))).toEqual({ to: '12', group: true })
})

it('asks the core for a number, a group, or a team, place or person by id', () => {
  expect(whomOf('radio:1001')).toEqual({ kind: 'number', number: '1001' })
  expect(whomOf('group:12')).toEqual({ kind: 'group', number: '12' })
  expect(whomOf('place:360735100')).toEqual({ kind: 'place', id: '360735100' })
  expect(whomOf('person:01K:7')).toEqual({ kind: 'person', id: '01K:7' })
})

it('offers townships and persons under their names', () => {
  const whom = { kind: 'place', id: '360735100' } as const
  const others = [{ whom, name: '琴江镇', words: '琴江镇 乡镇' }]
  expect(otherOptions(others)).toEqual([
    { value: 'place:360735100', label: '琴江镇', words: '琴江镇 乡镇' },
  ])
  expect(targetLabel(targets, 'place:360735100', others)).toBe('琴江镇')
})
