/** Where a message stands with one recipient, as data: the screen, the checks and a test use this table. */
import type { Machine } from '../../kernel/state-machine.ts'

export const recipientStates = [
  ['queued', '待发'],
  ['sending', '发送中'],
  ['sent', '已发出'],
  ['delivered', '已送达'],
  ['acknowledged', '已复诵'],
  ['failed', '未达'],
  ['undecided', '待定'],
  ['withdrawn', '已撤回'],
] as const
export type RecipientState = (typeof recipientStates)[number][0]

export const recipientStateKeys = recipientStates.map(([key]) => key) as [
  RecipientState,
  ...RecipientState[],
]

type Pair = readonly [RecipientState, RecipientState]
const step = ([from, to]: Pair, action: string, actor: string) => ({
  from,
  to,
  action,
  actor,
  reason: false,
})
const bySystem = (pair: Pair, action: string) => step(pair, action, '控制台')
const byPerson = (pair: Pair, action: string) => step(pair, action, '值班员')

/**
 * "Delivered" comes from the net and is never "acknowledged", which a person of the other end says.
 * What may have gone out waits for a person (`undecided`); only what certainly did not goes on to
 * the next means by itself.
 */
export const recipientMachine: Machine<RecipientState> = {
  subject: '消息',
  states: recipientStates,
  start: 'queued',
  steps: [
    bySystem(['queued', 'sending'], '发送'),
    bySystem(['queued', 'undecided'], '过时限或须人工传达'),
    bySystem(['queued', 'failed'], '这一手段发不出'),
    byPerson(['queued', 'withdrawn'], '撤回'),
    byPerson(['queued', 'acknowledged'], '电话已通知'),
    bySystem(['sending', 'sent'], '网关已收'),
    bySystem(['sending', 'delivered'], '回执'),
    bySystem(['sending', 'failed'], '发送失败'),
    bySystem(['sending', 'undecided'], '结果不明'),
    byPerson(['sending', 'acknowledged'], '复诵'),
    bySystem(['sent', 'delivered'], '回执'),
    bySystem(['sent', 'failed'], '发送失败'),
    bySystem(['sent', 'undecided'], '结果不明'),
    byPerson(['sent', 'acknowledged'], '复诵'),
    byPerson(['delivered', 'acknowledged'], '复诵'),
    byPerson(['failed', 'queued'], '重发、换下一手段'),
    byPerson(['failed', 'acknowledged'], '电话已通知'),
    byPerson(['failed', 'withdrawn'], '撤回'),
    bySystem(['failed', 'delivered'], '迟到的回执'),
    byPerson(['undecided', 'queued'], '重发、换下一手段'),
    byPerson(['undecided', 'acknowledged'], '电话已通知、复诵'),
    byPerson(['undecided', 'withdrawn'], '撤回'),
    bySystem(['undecided', 'delivered'], '迟到的回执'),
  ],
}

/** Nothing more is expected of it. */
export const isSettled = (state: RecipientState): boolean =>
  state === 'acknowledged' || state === 'withdrawn'

/** Waits for a person. */
export const needsPerson = (state: RecipientState): boolean =>
  state === 'failed' || state === 'undecided'

export const ackWays = [
  ['text', '短信复诵'],
  ['radio', '电台话音'],
  ['phone', '电话'],
  ['f2f', '当面'],
] as const
export type AckWay = (typeof ackWays)[number][0]
export const ackWayKeys = ackWays.map(([key]) => key) as [AckWay, ...AckWay[]]

export const ackWayWord = (way: string): string => ackWays.find(([key]) => key === way)?.[1] ?? way

/** What a person may decide about a recipient that waits. */
export const decisions = [
  ['resend', '重发'],
  ['next', '换下一手段'],
  ['withdraw', '撤回'],
] as const
export type Decision = (typeof decisions)[number][0]
export const decisionKeys = decisions.map(([key]) => key) as [Decision, ...Decision[]]

/** Why a recipient stands where it stands, besides the causes of drivers. */
const causes: Readonly<Record<string, string>> = {
  'too-late': '已过时限，没有自动发出',
  'console-stopped': '控制台中途停止，没有自动续发',
  'by-hand': '须人工传达',
  'timed-out': '超时无应答，可能已收到',
  NO_GATEWAY: '网关未接通',
  CHOOSE_GATEWAY: '没有选定网关',
  UNSUPPORTED: '网关不能发短信',
  TEXT_TOO_LONG: '超过这一手段一次能发的字数',
  DISK_FULL: '磁盘已满，没有发出',
  READ_ONLY: '数据目录只读，没有发出',
  DAMAGED: '数据库损坏，没有发出',
}

export const ownCauseWord = (cause: string): string => causes[cause] ?? '没有发出'
