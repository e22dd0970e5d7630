/** Priorities of alarms and what raises them. */

/** Worst first. An emergency is a danger to life: it clears only after contact was noted. */
export const alarmPriorities = ['emergency', 'high', 'normal'] as const
export type AlarmPriority = (typeof alarmPriorities)[number]

export const alarmPriorityWords: Readonly<Record<AlarmPriority, string>> = {
  emergency: '紧急',
  high: '重要',
  normal: '一般',
}

/** What raised it. Other work adds kinds here and raises into this module. */
export const alarmKinds = {
  'gateway-lost': '网关中断',
  'radio-emergency': '电台紧急求救',
  'clock-doubt': '时钟可疑',
  'disk-low': '磁盘空间不足',
  'disk-full': '磁盘已满',
  'second-disk': '副本盘故障',
  'text-failed': '短信未送达',
  'order-undelivered': '命令未送达',
  'position-doubt': '位置基准不明',
  'break-glass': '应急启封登录',
  'log-damaged': '记录损坏',
  'review-due': '复盘到期',
  'dispatch-unacknowledged': '命令未复诵',
  'dispatch-late': '超时未到',
  'contact-overdue': '联络超时',
  'contact-missed-twice': '两次未联络',
  'unit-emergency': '队伍紧急求救',
  'report-due': '报告临期',
  'report-overdue': '报告超时',
  'report-unacknowledged': '报告未签收',
  'instruction-unconveyed': '批示未传达',
  'instruction-due': '批示临期',
  'instruction-overdue': '批示超期',
  'device-fault': '终端故障',
  'second-person': '待第二人确认',
  'place-unreachable': '无可用联络手段',
  'place-unproven': '没有试通的联络手段',
  'roll-call-due': '点名超时',
  'station-extra': '测站加报',
  'station-fault': '测站故障',
  'fence-entered': '进入围栏',
  'fence-left': '离开围栏',
  'fence-stayed': '围栏内停留超时',
  'duty-late': '接班未到',
  'duty-quiet': '日志久无记录',
  'township-silent': '乡镇应报未报',
} as const
export type AlarmKind = keyof typeof alarmKinds

/** What a flood of a kind is called: `12 个网关中断`; absent: `12 条` and the kind's word. */
const groupWords: Partial<Record<AlarmKind, string>> = {
  'gateway-lost': '个网关中断',
  'text-failed': '条短信未送达',
  'order-undelivered': '道命令未送达',
  'dispatch-unacknowledged': '条命令未复诵',
  'dispatch-late': '支队伍超时未到',
  'contact-overdue': '支队伍联络超时',
  'report-due': '份报告临期',
  'report-overdue': '份报告超时',
  'instruction-unconveyed': '件批示未传达',
  'instruction-due': '件批示临期',
  'instruction-overdue': '件批示超期',
  'position-doubt': '部电台位置基准不明',
  'device-fault': '条终端故障',
  'station-extra': '个测站加报',
  'station-fault': '条测站故障',
  'place-unreachable': '处无可用联络手段',
  'fence-entered': '支队伍进入围栏',
  'fence-left': '支队伍离开围栏',
  'fence-stayed': '支队伍在围栏内停留超时',
  'duty-late': '人接班未到',
  'township-silent': '个乡镇应报未报',
}

export function groupTitle(kind: AlarmKind, count: number): string {
  return `${count} ${groupWords[kind] ?? `条${alarmKinds[kind]}`}`
}

/** Whether `a` is more pressing than `b`. */
export function worse(a: AlarmPriority, b: AlarmPriority): boolean {
  return alarmPriorities.indexOf(a) < alarmPriorities.indexOf(b)
}

/** What happened to an alarm, as its history names it. */
export const alarmStepWords = {
  raised: '发生',
  acknowledged: '确认',
  taken: '处理',
  released: '放下',
  cleared: '解除',
  shelved: '搁置',
  unshelved: '取消搁置',
  'shelf-ended': '搁置到时',
} as const
export type AlarmStep = keyof typeof alarmStepWords
