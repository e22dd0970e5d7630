/** What must have happened by when. Pure, so that the screens count with the same clocks. */

export interface ContactClock {
  /** Newest contact, else the order. */
  readonly since: number
  readonly limitMs: number
  readonly remindAt: number
  readonly missedAt: number
  readonly twiceAt: number
}

export type ContactLevel = 'off' | 'good' | 'due' | 'missed' | 'missed-twice'

/** Well, first reminder, missed (with sound), missed again (proposed as an emergency). */
export function contactLevel(clock: ContactClock | null, now: number): ContactLevel {
  if (!clock) return 'off'
  if (now >= clock.twiceAt) return 'missed-twice'
  if (now >= clock.missedAt) return 'missed'
  return now >= clock.remindAt ? 'due' : 'good'
}
