/** How an incident's state and kind look: colour = state, sign in the diamond = kind. */
import type { IncidentCard, IncidentStatus } from '../../core/modules/incidents/contract.ts'
import type { Tone } from '../ui/Tag.tsx'

const tones: Partial<Record<IncidentStatus, Tone>> = {
  received: 'orange',
  verifying: 'yellow',
  assessed: 'blue',
  responding: 'red',
  controlled: 'ok',
}

export function toneOf(status: IncidentStatus): Tone {
  return tones[status] ?? 'plain'
}

const fills: Partial<Record<IncidentStatus, string>> = {
  received: '--st-out',
  verifying: '--st-out',
  assessed: '--st-muster',
  responding: '--st-emerg',
  controlled: '--st-free',
}

/** Token of the diamond's fill. */
export function fillOf(status: IncidentStatus): string {
  return fills[status] ?? '--st-out'
}

/** The sign: first character of the category, 待定 is a question. The same as on the map. */
export function signOf({ category, categoryName }: Pick<IncidentCard, 'category' | 'categoryName'>): string {
  return category === null ? '?' : (categoryName.at(0) ?? '?')
}
