import { expect, it } from 'vitest'
import type { Alarm, AlarmGroupShown } from '../../../core/modules/alarms/contract.ts'
import { linesOf } from '../../alarms/alarm-lines.ts'
import { sampleAlarm as alarm } from '../../alarms/sample-alarm.ts'
import { askedSound, soundKey } from './alarm-sound.ts'

const nothing = new Set<string>()
const lines = (...alarms: readonly Alarm[]) => linesOf(alarms, [])
const keys = (...alarms: readonly Alarm[]) => new Set(lines(...alarms).map(soundKey))

it('sounds by the priority of the worst alarm that nobody acknowledged', () => {
  const emergency = alarm({ id: 'a0', priority: 'emergency' })
  expect(askedSound(lines(emergency, alarm({})), nothing)?.name).toBe('emergency')
  const known = alarm({ id: 'a0', priority: 'emergency', state: 'active-acknowledged' })
  expect(askedSound(lines(known, alarm({})), nothing)?.name).toBe('high')
})

it('is quiet when everything is acknowledged, and short when a condition is gone', () => {
  expect(askedSound(lines(alarm({ state: 'active-acknowledged' })), nothing)).toBeUndefined()
  const gone = lines(alarm({ state: 'cleared-unacknowledged' }))
  expect(askedSound(gone, nothing)?.name).toBe('cleared')
  expect(askedSound([], nothing)).toBeUndefined()
})

it('stays silent for what was there when silence was pressed, and sounds for what comes later', () => {
  const standing = alarm({})
  const silenced = keys(standing)
  expect(askedSound(lines(standing), silenced)).toBeUndefined()
  const later = alarm({ id: 'a2', priority: 'normal' })
  expect(askedSound(lines(standing, later), silenced)?.name).toBe('normal')
  expect(askedSound(lines(alarm({ times: 2 })), silenced)?.name).toBe('high')
  expect(askedSound(lines(alarm({ priority: 'emergency' })), silenced)?.name).toBe('emergency')
})

it('sounds once for a flood, not again for each of it', () => {
  const flood = (count: number) => {
    const members = Array.from({ length: count }, (_, at) => alarm({ id: `g${at}` }))
    const group: AlarmGroupShown = {
      key: 'gateway-lost g0',
      kind: 'gateway-lost',
      title: `${count} 个网关中断`,
      priority: 'high',
      state: 'active-unacknowledged',
      members: members.map(({ id }) => id),
      waiting: count,
      firstAt: 0,
      raisedAt: 0,
      handlers: [],
    }
    return linesOf(members, [group])
  }
  const silenced = new Set(flood(5).map(soundKey))
  expect(askedSound(flood(5), nothing)?.name).toBe('high')
  expect(askedSound(flood(12), silenced)).toBeUndefined()
})
