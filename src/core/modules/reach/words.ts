/** States of one means at one place, and what proved it, with the words on screen. */

/** Best first. */
export const cellStates = ['good', 'stale', 'untried', 'failed', 'down', 'none'] as const
export type CellState = (typeof cellStates)[number]

export const cellWords: Readonly<Record<CellState, string>> = {
  good: '通',
  stale: '待试通',
  untried: '待试',
  failed: '不通',
  down: '不通',
  none: '未配',
}

export const proofHows = ['traffic', 'roll-call', 'test', 'note'] as const
export type ProofHow = (typeof proofHows)[number]

export const proofHowWords: Readonly<Record<ProofHow, string>> = {
  traffic: '通联',
  'roll-call': '点名',
  test: '试通',
  note: '电话记录',
}

export const contactResults = ['proven', 'failed'] as const
export type ContactResult = (typeof contactResults)[number]

/** What the alarm of a place says about it. */
export const reachLevels = ['good', 'stale', 'untried', 'lost', 'none'] as const
export type ReachLevel = (typeof reachLevels)[number]
