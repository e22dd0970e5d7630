/** A roll call (电台点名, domain §12.12) as data: its states, its results, and their words. */
import type { Machine } from '../../kernel/state-machine.ts'

export const rollStates = [
  ['scheduled', '已排'],
  ['calling', '点名中'],
  ['retry', '补点'],
  ['summarized', '已汇总'],
  ['skipped', '未进行'],
] as const
export type RollState = (typeof rollStates)[number][0]
export const rollStateKeys = rollStates.map(([key]) => key) as [RollState, ...RollState[]]

const comms = '通信保障员'

/**
 * Domain §12.12, and two things a desk needs besides: to sum up without a second round, and to
 * pass a due roll call over; both with a reason.
 */
export const rollMachine: Machine<RollState> = {
  subject: '点名',
  states: rollStates,
  start: 'scheduled',
  steps: [
    { from: 'scheduled', to: 'calling', action: '主台点名', actor: comms, reason: false },
    { from: 'scheduled', to: 'skipped', action: '本次不点', actor: comms, reason: true },
    { from: 'calling', to: 'retry', action: '未应答补点', actor: comms, reason: false },
    { from: 'calling', to: 'summarized', action: '汇总', actor: comms, reason: false },
    { from: 'retry', to: 'summarized', action: '汇总、报带班领导', actor: comms, reason: false },
  ],
}

/** With the key that says it. */
export const rollResults = [
  ['answered', '应答', '1'],
  ['poor', '质差', '2'],
  ['relayed', '代答', '3'],
  ['absent', '未应答', '4'],
  ['excused', '请假', '5'],
] as const
/** `none` takes an answer back that was noted for the wrong station. */
export type RollResult = (typeof rollResults)[number][0] | 'none'
export const rollResultKeys = ['none', ...rollResults.map(([key]) => key)] as [
  RollResult,
  ...RollResult[],
]

export function resultWord(result: RollResult): string {
  return rollResults.find(([key]) => key === result)?.[1] ?? '未点'
}

/** As the sheet has it: an answer of the second round is 补点应答. */
export function roundWord(result: RollResult, round: number): string {
  return round > 1 && (result === 'answered' || result === 'poor' || result === 'relayed')
    ? `补点${resultWord(result)}`
    : resultWord(result)
}

/** Somebody of the station was there. */
export const isThere = (result: RollResult): boolean =>
  result === 'answered' || result === 'poor' || result === 'relayed' || result === 'excused'

/** The station itself and we heard each other. */
export const isHeard = (result: RollResult): boolean => result === 'answered' || result === 'poor'

export const askHows = [
  ['check', '在线检查'],
  ['text', '发短信'],
] as const
export type AskHow = (typeof askHows)[number][0]
export const askWord = (how: AskHow): string => (how === 'check' ? '在线检查' : '短信')

export const every = ['day', 'week', 'month'] as const
