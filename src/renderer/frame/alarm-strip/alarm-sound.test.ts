import { expect, it } from 'vitest'
import type { Alarm } from '../../../core/modules/alarms/contract.ts'
import { askedSound, soundKey } from './alarm-sound.ts'

function alarm(part: Partial<Alarm>): Alarm {
  return {
    id: 'a1',
    kind: 'gateway-lost',
    kindWord: '网关中断',
    state: 'active-unacknowledged',
    priority: 'high',
    title: '网关中断',
    detail: '',
    incident: null,
    unit: null,
    firstAt: 0,
    raisedAt: 0,
    times: 1,
    acknowledgedBy: null,
    acknowledgedAt: null,
    handler: null,
    handledSince: null,
    clearedAt: null,
    contact: null,
    shelf: null,
    ...part,
  }
}
const nothing = new Set<string>()

it('sounds by the priority of the worst alarm that nobody acknowledged', () => {
  const emergency = alarm({ id: 'a0', priority: 'emergency' })
  expect(askedSound([emergency, alarm({})], nothing)?.name).toBe('emergency')
  const known = alarm({ id: 'a0', priority: 'emergency', state: 'active-acknowledged' })
  expect(askedSound([known, alarm({})], nothing)?.name).toBe('high')
})

it('is quiet when everything is acknowledged, and short when a condition is gone', () => {
  expect(askedSound([alarm({ state: 'active-acknowledged' })], nothing)).toBeUndefined()
  expect(askedSound([alarm({ state: 'cleared-unacknowledged' })], nothing)?.name).toBe('cleared')
  expect(askedSound([], nothing)).toBeUndefined()
})

it('stays silent for what was there when silence was pressed, and sounds for what comes later', () => {
  const standing = alarm({})
  const silenced = new Set([soundKey(standing)])
  expect(askedSound([standing], silenced)).toBeUndefined()
  expect(askedSound([standing, alarm({ id: 'a2', priority: 'normal' })], silenced)?.name).toBe(
    'normal',
  )
  expect(askedSound([alarm({ times: 2 })], silenced)?.name).toBe('high')
  expect(askedSound([alarm({ priority: 'emergency' })], silenced)?.name).toBe('emergency')
})
