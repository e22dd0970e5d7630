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

const fills = { waiting: '--warn-yellow', active: '--warn-red', closed: '--st-out' } as const

/** Token of the diamond's fill, the same as on the map. */
export function fillOf(group: IncidentCard['group']): string {
  return fills[group]
}
