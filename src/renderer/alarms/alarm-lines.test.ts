import { expect, it } from 'vitest'
import type { Alarm, AlarmGroupShown } from '../../core/modules/alarms/contract.ts'
import { alarmsOf, headOf, linesOf } from './alarm-lines.ts'
import { sampleAlarm } from './sample-alarm.ts'

const life = sampleAlarm({ id: 'life', priority: 'emergency', title: '紧急求救' })
const first = sampleAlarm({ id: 'a', title: '网关一中断' })
const second = sampleAlarm({ id: 'b', title: '网关二中断' })
const known = sampleAlarm({ id: 'c', state: 'active-acknowledged' })

function group(members: readonly Alarm[]): AlarmGroupShown {
  return {
    key: 'gateway-lost a',
    kind: 'gateway-lost',
    title: `${members.length} 个网关中断`,
    priority: 'high',
    state: 'active-unacknowledged',
    members: members.map(({ id }) => id),
    waiting: members.length,
    firstAt: 0,
    raisedAt: 0,
    handlers: [],
  }
}

it('shows a flood as one line where its most pressing member would stand', () => {
  const lines = linesOf([life, second, first, known], [group([first, second])])
  expect(lines.map(({ key }) => key)).toEqual(['life', 'gateway-lost a', 'c'])
  expect(lines.map((line) => headOf(line).title)).toEqual(['紧急求救', '2 个网关中断', '网关中断'])
})

it('names the members of a flood and means them all', () => {
  const [line] = linesOf([second, first], [group([first, second])])
  expect(line && headOf(line).detail).toBe('网关二中断、网关一中断')
  expect(line && alarmsOf(line)).toEqual(['b', 'a'])
})
