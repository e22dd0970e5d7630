/** From a place that was found to the place of an incident. */
import type { IncidentPlace } from '../../core/modules/incidents/contract.ts'
import type { PlaceHit } from '../../core/modules/places/contract.ts'

/** The address as it is written into the field. */
export function addressOf(hit: PlaceHit): string {
  if (hit.kind === 'township' || hit.township === null) return hit.name
  return `${hit.township.name}${hit.name}`
}

/** What is known of a place: the hit that was chosen, as long as the words still begin with it. */
export function placeFrom(text: string, hit: PlaceHit | undefined): IncidentPlace {
  const words = text.trim()
  if (!hit || !words.startsWith(addressOf(hit))) return { text: words, precision: 'unknown' }
  const { point } = hit
  return {
    text: words,
    ...(hit.township ? { township: hit.township.code } : {}),
    ...(hit.kind === 'village' || hit.kind === 'residents' ? { village: hit.id } : {}),
    ...(point ? { lat: point.lat, lon: point.lon } : {}),
    // Words behind the name ("下坑组后山") say more than the point of the name does.
    precision: point && words !== addressOf(hit) ? 'approximate' : hit.precision,
  }
}
