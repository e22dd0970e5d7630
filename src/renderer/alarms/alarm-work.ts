/** Where the work of an alarm is done. */
import type { Alarm, AlarmKind } from '../../core/modules/alarms/contract.ts'

export interface Work {
  readonly screen: string
  readonly part?: string
  /** On the button's title: where it leads. */
  readonly words: string
}

const machine: Work = { screen: 'settings', part: 'machine', words: '设置 › 本机' }
const radio: Work = { screen: 'radio', words: '通信' }

const byKind: Partial<Record<AlarmKind, Work>> = {
  'gateway-lost': { screen: 'settings', part: 'gateways', words: '设置 › 网关' },
  'radio-emergency': radio,
  'text-failed': radio,
  'position-doubt': radio,
  'break-glass': { screen: 'settings', part: 'people', words: '设置 › 人员' },
  'clock-doubt': machine,
  'disk-low': machine,
  'disk-full': machine,
  'second-disk': machine,
  'log-damaged': machine,
}

/** An incident's alarm leads to the incident, the others to what they are about. */
export function workOf({ kind, incident }: Alarm): Work | undefined {
  if (incident !== null) return { screen: 'incidents', words: '事件' }
  return byKind[kind]
}
