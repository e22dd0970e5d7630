import { contactLevel, type Assignment } from '../../core/modules/dispatch/contract.ts'

/** How a row of this order looks: red at a passed limit, amber at the first reminder. */
export function urgency(
  { lateAt, contactClock }: Pick<Assignment, 'lateAt' | 'contactClock'>,
  now: number,
): 'over' | 'due' | undefined {
  const level = contactLevel(contactClock, now)
  if ((lateAt !== null && now >= lateAt) || level.startsWith('missed')) return 'over'
  return level === 'due' ? 'due' : undefined
}

/** What is late about it, in words; empty where nothing is. */
export function lateWords({ lateAt, state }: Assignment, now: number): string {
  if (lateAt === null || now < lateAt) return ''
  return state === 'ordered' ? '未复诵' : '超时未到'
}
