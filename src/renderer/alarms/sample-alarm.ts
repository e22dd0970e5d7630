/** An alarm for tests of what is shown. */
import type { Alarm } from '../../core/modules/alarms/contract.ts'

export function sampleAlarm(part: Partial<Alarm>): Alarm {
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
