import { expect, it } from 'vitest'
import type { Gateway } from '../../../core/modules/gateways/contract.ts'
import { wordFor } from './gateway-words.ts'

const since = Date.parse('2027-04-05T13:20:31+08:00')

function gateway(name: string, state: Gateway['health']['state']): Gateway {
  return { name, health: { state, since } } as Gateway
}

it('says nothing while every gateway is well or switched off by the operator', () => {
  expect(wordFor([gateway('网关1', 'ready'), gateway('网关2', 'stopped')])).toBeUndefined()
})

it('names the worst of several and since when the line is down', () => {
  const several = [gateway('网关1', 'silent'), gateway('网关2', 'down'), gateway('网关3', 'ready')]
  expect(wordFor(several)).toBe('网关2 断 13:20 起')
  expect(wordFor([gateway('网关1', 'silent'), gateway('网关3', 'ready')])).toBe('网关1 无声')
})

it('leaves the name away where there is only one', () => {
  expect(wordFor([gateway('网关1', 'down')])).toBe('断 13:20 起')
  expect(wordFor([gateway('网关1', 'connecting')])).toBe('正在连接')
})
