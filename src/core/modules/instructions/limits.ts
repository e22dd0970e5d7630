/** When an instruction runs out. Pure: the limits and the time are handed in. */
import type { CoreContext } from '../../module.ts'
import { ruleMs } from '../rules/index.ts'
import { isAnswered } from './apply.ts'
import type { InstructionRow } from './tables.ts'
import type { Overdue } from './words.ts'

export interface InstructionLimits {
  /** A unit must be told within this after the slip was written. */
  readonly conveyMs: number
  /** A unit must answer within this after it was told, where the leader set no time. */
  readonly feedbackMs: number
  /** Reminded so long before the end. */
  readonly remindMs: number
}

export function limitsOf(context: Pick<CoreContext, 'db' | 'county'>): InstructionLimits {
  return {
    conveyMs: ruleMs(context, 'instruction.convey'),
    feedbackMs: ruleMs(context, 'instruction.feedback'),
    remindMs: ruleMs(context, 'instruction.remind'),
  }
}

type Timed = Pick<InstructionRow, 'assignees' | 'round' | 'due' | 'state' | 'steps'>

/**
 * The leader's limit, else the county's: from when the first unit that still owes an answer was
 * told; sent back, it runs anew from then. Null while nobody was told.
 */
export function dueAtOf(row: Timed, { feedbackMs }: InstructionLimits): number | null {
  if (row.due !== null) return row.due
  const back = row.steps.findLast(({ step }) => step === 'returned' || step === 'reopened')
  const owing = row.assignees.filter((assignee) => !isAnswered(assignee, row.round))
  const told = (owing.length > 0 ? owing : row.assignees)
    .flatMap(({ conveyed }) => conveyed.slice(0, 1))
    .map(({ toldAt }) => Math.max(toldAt, back?.at ?? 0))
  return told.length === 0 ? null : Math.min(...told) + feedbackMs
}

/** Of any open state; taken back by the feedback (domain §12.4). */
export function overdueOf(row: Timed, limits: InstructionLimits, now: number): Overdue | null {
  if (row.state === 'closed' || row.state === 'fed_back') return null
  const dueAt = dueAtOf(row, limits)
  if (dueAt !== null && now >= dueAt) return 'feedback'
  const untold = row.assignees.filter(({ conveyed }) => conveyed.length === 0)
  return untold.some(({ addedAt }) => now - addedAt >= limits.conveyMs) ? 'convey' : null
}

export function isDueSoon(row: Timed, limits: InstructionLimits, now: number): boolean {
  if (row.state === 'closed' || row.state === 'fed_back') return false
  const dueAt = dueAtOf(row, limits)
  return dueAt !== null && now < dueAt && now >= dueAt - limits.remindMs
}
