/** How an incident's state and kind look: colour = state, sign in the diamond = kind. */
import {
  casualtyFigures,
  type IncidentCard,
  type IncidentGrade,
  type IncidentStatus,
} from '../../core/modules/incidents/contract.ts'
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

const gradeTones: Partial<Record<IncidentGrade, Tone>> = {
  especially_major: 'red',
  major: 'orange',
  larger: 'yellow',
  general: 'blue',
}

export function gradeTone(grade: IncidentGrade): Tone {
  return gradeTones[grade] ?? 'plain'
}

/** `死亡 1 失踪 2`; 无人伤亡 only where somebody said so. */
export function casualtiesWords(casualties: IncidentCard['casualties']): string {
  if (!casualties) return '伤亡待核'
  const told = casualtyFigures
    .filter(([key]) => key !== 'atRisk' && key !== 'evacuated' && casualties[key] > 0)
    .map(([key, label]) => `${label} ${casualties[key]}`)
  return told.length === 0 ? '无人伤亡' : told.join(' ')
}
