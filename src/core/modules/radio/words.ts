/** Words of the radio traffic and of what became of an order. */

/** What one row of the traffic list is. */
export const trafficKinds = [
  ['text-in', '来信'],
  ['text-out', '发信'],
  ['call', '通话'],
  ['emergency', '紧急'],
  ['status', '状态'],
  ['command', '指令'],
  ['fault', '故障'],
] as const
export type TrafficKind = (typeof trafficKinds)[number][0]

/** What a person may order of a radio or a gateway, besides sending text. */
export const radioCommands = [
  ['locate', '定位'],
  ['check', '检测'],
  ['call', '呼叫'],
  ['ptt', '发话'],
  ['hangup', '挂断'],
  ['sendStatus', '发状态'],
  ['selectGroup', '选组'],
  ['selectChannel', '选信道'],
  ['ackEmergency', '应答紧急'],
  ['stun', '遥晕'],
  ['revive', '复活'],
  ['monitor', '环境监听'],
] as const

/** Those that are kept as orders; the talk key is not. */
export const orderedCommands = [
  'locate',
  'check',
  'call',
  'hangup',
  'sendStatus',
  'selectGroup',
  'selectChannel',
  'ackEmergency',
  'stun',
  'revive',
  'monitor',
] as const
export type OrderedCommand = (typeof orderedCommands)[number]

/** The radio took its emergency back; the alarm stays until a person has spoken with them. */
export const emergencyOverWord = '电台取消紧急'

/** How somebody who called was answered. */
export const answerWays = ['voice', 'text', 'status', 'call-back', 'noted', 'no-need'] as const
export type AnswerWay = (typeof answerWays)[number]

const answerWayWords: Readonly<Record<AnswerWay, string>> = {
  voice: '已接听',
  text: '已回短信',
  status: '已回状态',
  'call-back': '已回呼',
  noted: '已记录',
  'no-need': '不用处理',
}

export const answerWayWord = (how: AnswerWay): string => answerWayWords[how]

/**
 * Where an order stands. `waiting` and `accepted` are on the way; the others are its one end.
 * `unknown`: the console stopped before an answer came.
 */
export const outcomes = [
  'waiting',
  'accepted',
  'confirmed',
  'refused',
  'timed-out',
  'unknown',
] as const
export type Outcome = (typeof outcomes)[number]

const textOutcomes: Readonly<Record<Outcome, string>> = {
  waiting: '待发',
  accepted: '已交网关',
  confirmed: '已送达',
  refused: '未送达',
  'timed-out': '超时未送达',
  unknown: '结果不明',
}

const commandOutcomes: Readonly<Record<Outcome, string>> = {
  waiting: '待发',
  accepted: '已交网关',
  confirmed: '已完成',
  refused: '被拒绝',
  'timed-out': '超时无应答',
  unknown: '结果不明',
}

/** A confirmed text with a cause went out without anybody saying that it arrived. */
export function outcomeWord(outcome: Outcome, kind: TrafficKind, cause = ''): string {
  if (outcome === 'confirmed' && kind !== 'command' && cause !== '') return '已发出'
  return (kind === 'command' ? commandOutcomes : textOutcomes)[outcome]
}

/** It ended because no answer came: one that comes after all is the truth. */
export const gaveNoAnswer = (outcome: Outcome | null): boolean =>
  outcome === 'unknown' || outcome === 'timed-out'

export const isFinal = (outcome: Outcome): boolean =>
  outcome !== 'waiting' && outcome !== 'accepted'

export const callKinds = ['private', 'group', 'all', 'emergency', 'phone', 'other'] as const

const callKindWords: Readonly<Record<(typeof callKinds)[number], string>> = {
  private: '单呼',
  group: '组呼',
  all: '全呼',
  emergency: '紧急呼叫',
  phone: '电话呼叫',
  other: '呼叫',
}

export function callKindWord(kind: (typeof callKinds)[number]): string {
  return callKindWords[kind]
}

const presenceWords: Readonly<Record<string, string>> = {
  registered: '已登记',
  deregistered: '已注销',
  checked: '检测应答',
  expired: '登记超时',
  heard: '有通联',
  restarted: '控制台重启，待核实',
  'gateway-lost': '网关中断，待核实',
}

/** How a radio's presence is known; an unknown key is shown as it is. */
export function presenceWord(how: string): string {
  return presenceWords[how] ?? how
}

/** Refusals that do not come from a driver. */
const ownCauses: Readonly<Record<string, string>> = {
  'gateway-down': '网关未接通',
  unsupported: '本网关不支持该操作',
  'console-stopped': '控制台中途停止',
  'gateway-removed': '网关已被移除',
  'never-reported': '对方没有回执',
}

export function ownCauseWord(cause: string): string | undefined {
  return ownCauses[cause]
}
