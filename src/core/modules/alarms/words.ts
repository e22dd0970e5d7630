/** Four states of one alarm (IEC 62682, as `UI.md` H works it out) and its priorities. */

export type AlarmState =
  | 'normal'
  | 'active-unacknowledged'
  | 'active-acknowledged'
  | 'cleared-unacknowledged'

export const alarmStateWords: Readonly<Record<AlarmState, string>> = {
  normal: '已恢复',
  'active-unacknowledged': '未确认',
  'active-acknowledged': '已确认',
  'cleared-unacknowledged': '已恢复，未确认',
}

/** Worst first. An emergency is a danger to life: it clears only after contact was noted. */
export const alarmPriorities = ['emergency', 'high', 'normal'] as const
export type AlarmPriority = (typeof alarmPriorities)[number]

/** What raised it. Other work adds kinds here and raises into this module. */
export const alarmKinds = {
  'gateway-lost': '网关中断',
  'radio-emergency': '电台紧急求救',
  'clock-doubt': '时钟可疑',
  'disk-low': '磁盘空间不足',
  'disk-full': '磁盘已满',
  'second-disk': '副本盘故障',
  'text-failed': '短信未送达',
  'position-doubt': '位置基准不明',
  'break-glass': '应急启封登录',
  'log-damaged': '记录损坏',
} as const
export type AlarmKind = keyof typeof alarmKinds

/** Whether `a` is more pressing than `b`. */
export function worse(a: AlarmPriority, b: AlarmPriority): boolean {
  return alarmPriorities.indexOf(a) < alarmPriorities.indexOf(b)
}
