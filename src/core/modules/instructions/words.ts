/** The workflow of a leader's instruction (domain §12.4), with the words on screen. */
import type { Machine, Step } from '../../kernel/state-machine.ts'

export const instructionStates = [
  ['received', '已接收'],
  ['conveyed', '已传达'],
  ['doing', '办理中'],
  ['fed_back', '已反馈'],
  ['closed', '办结'],
] as const
export type InstructionState = (typeof instructionStates)[number][0]
export const instructionStateKeys = instructionStates.map(([key]) => key) as [
  InstructionState,
  ...InstructionState[],
]

const step = (
  from: InstructionState,
  to: InstructionState,
  action: string,
  actor: string,
  more: { readonly reason?: boolean; readonly back?: boolean } = {},
): Step<InstructionState> => ({ from, to, action, actor, reason: false, ...more })

const why = { reason: true }

/**
 * Besides the table of §12.4 a desk needs: an answer that comes at once, a leader who takes an
 * instruction back, one who is not content with what was fed back, and a slip closed too early.
 */
export const instructionMachine: Machine<InstructionState> = {
  subject: '批示',
  states: instructionStates,
  start: 'received',
  steps: [
    step('received', 'conveyed', '传达承办单位', '值班员'),
    step('received', 'closed', '领导撤销', '批示领导', why),
    step('conveyed', 'doing', '承办', '承办单位'),
    step('conveyed', 'fed_back', '反馈落实', '承办单位'),
    step('conveyed', 'closed', '领导撤销', '批示领导', why),
    step('doing', 'fed_back', '反馈落实', '承办单位'),
    step('doing', 'closed', '领导撤销', '批示领导', why),
    step('fed_back', 'closed', '向批示领导回报', '值班员、主班'),
    step('fed_back', 'doing', '退回重办', '批示领导', why),
    step('closed', 'doing', '重新办理', '值班员', { reason: true, back: true }),
  ],
}

/** What runs out: nobody has told the unit, or the unit has not answered. */
export const overdueWords = {
  convey: '未传达',
  feedback: '超期未反馈',
} as const
export type Overdue = keyof typeof overdueWords

/** What may be put right afterwards; each with a reason, the old words stay readable. */
export const amendable = [
  ['text', '原文'],
  ['fromName', '批示人'],
  ['due', '时限'],
] as const
export type AmendableField = (typeof amendable)[number][0]
export const amendableKeys = amendable.map(([key]) => key) as [AmendableField, ...AmendableField[]]

export function amendableWord(key: AmendableField): string {
  return amendable.find(([one]) => one === key)?.[1] ?? key
}

/** `批〔2026〕3号`; the second site's numbers carry its letter. */
export function instructionNumber(
  { site, year, number }: { readonly site: string; readonly year: number; readonly number: number },
  ownPrefix: string | undefined,
): string {
  return `批〔${year}〕${site === ownPrefix ? '' : site}${number}号`
}
