import { expect, it } from 'vitest'
import type { FeatureShown } from '../../../../../core/modules/features/contract.ts'
import { featureThing, signPoint } from './feature-things.ts'

const layer = { name: '避难场所', colour: 'st-free' }
const shelter: FeatureShown = {
  id: 's1',
  layer: 'shelter',
  kind: 'shelter',
  name: '小松中学',
  geometry: { type: 'Point', coordinates: [116.3, 26.4] },
  precision: 'approximate',
  properties: { capacity: '400' },
  township: { code: '360735101', name: '小松镇' },
  occupancy: null,
  source: null,
  at: 0,
  by: '王海燕',
}

it('says how many people a shelter takes, and how many are there once somebody counted', () => {
  expect(featureThing(shelter, layer).thing.label).toBe('小松中学 可容 400')
  const occupancy = { people: 71, status: 'open', source: '', by: '', at: 0 } as const
  const counted = featureThing({ ...shelter, occupancy }, layer)
  expect(counted.thing).toMatchObject({ label: '小松中学 71/400', token: 'st-free' })
  expect(counted.state).toBe('启用 71/400')
})

it('never gives a place to what is known to its township only', () => {
  const known = featureThing({ ...shelter, geometry: null, precision: 'township-only' }, layer)
  expect(known.at).toBeUndefined()
  expect(known.thing.townshipOnly).toBe(true)
  expect(known.state).toContain('小松镇')
})

it('puts the worst risk first and shows an ungraded one as such', () => {
  const risk = (properties: Record<string, string>) =>
    featureThing({ ...shelter, kind: 'risk', properties }, { name: '风险隐患点', colour: 'x' })
  expect(risk({ colour: 'red', people: '38' })).toMatchObject({
    state: '红色 38 人',
    thing: { token: 'warn-red', weight: 5 },
  })
  expect(risk({})).toMatchObject({ state: '未定级', thing: { token: 'st-out', weight: 0 } })
})

it('puts the sign of an area inside it, also of one whose middle is outside', () => {
  const square = [
    [0, 0],
    [2, 0],
    [2, 2],
    [0, 2],
    [0, 0],
  ] as [number, number][]
  expect(signPoint({ type: 'Polygon', coordinates: [square] })).toEqual([1, 1])
  const hook = [
    [0, 0],
    [10, 0],
    [10, 1],
    [1, 1],
    [1, 10],
    [0, 10],
    [0, 0],
  ] as [number, number][]
  expect(hook).toContainEqual(signPoint({ type: 'Polygon', coordinates: [hook] }))
})
