import type { CountyProfile } from '../../county/profile.ts'

/**
 * Which state it would be worse to overlook, until a person decides between two that were set
 * apart: emergency above asking for support above being on the scene, and so on. States nobody
 * listed are the least pressing.
 */
const mostDangerousFirst = [
  'emergency',
  'request_support',
  'working',
  'arrived',
  'en_route',
  'dispatched',
  'mustering',
  'returning',
  'unavailable',
  'resting',
]

export function statusDanger(status: string): number {
  const place = mostDangerousFirst.indexOf(status)
  return place < 0 ? 0 : mostDangerousFirst.length - place
}

/** The state of a team nobody has said anything about. */
export function firstStatus(profile: CountyProfile): string {
  return profile.unitStatuses.find(({ step }) => step === 1)?.key ?? 'standby'
}
