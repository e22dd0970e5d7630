/** How one signs on, and the posts that are expected at the seat. */

export const signOnHows = [
  ['seat', '本人席位'],
  ['phone', '电话'],
  ['radio', '电台'],
] as const
export type SignOnHow = (typeof signOnHows)[number][0]

export function signOnWord(how: string): string {
  if (how === 'carried') return '连班'
  return signOnHows.find(([key]) => key === how)?.[1] ?? how
}

/** A leader may lead from elsewhere; a standby waits at home. Everybody else sits here. */
const elsewhere = new Set(['leader', 'standby'])
export const isAtSeat = (post: string): boolean => !elsewhere.has(post)

/** A standby is called in, so nobody waits for their sign-on. */
export const isExpected = (post: string): boolean => post !== 'standby'

/** The entity of everything that is said of one person in one shift. */
export const presenceKey = (shift: string, person: string): string => `${shift}:${person}`
