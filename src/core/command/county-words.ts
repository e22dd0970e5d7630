/** The words of a county profile and its own places, as the command line reads them. */
import type { OwnPlace } from '../county/place-search.ts'
import type { CountyProfile } from '../county/profile.ts'
import type { LocalReading } from '../county/reading-match.ts'
import type { Position } from '../kernel/geo.ts'
import type { CountyWords, KnownPlace } from './context.ts'

export function commandWordsOf(
  profile: CountyProfile,
  own: readonly OwnPlace[],
  located: ReadonlyMap<string, Position>,
  readings: readonly LocalReading[] = [],
): CountyWords {
  const townships = new Map(profile.townships.map(({ code, name }) => [code, { code, name }]))
  const places: KnownPlace[] = [
    ...profile.townships.map(({ code, name, seat, precision }): KnownPlace => {
      const seated: Position =
        seat === null
          ? { precision: 'township-only', township: code }
          : { precision: precision === 'surveyed' ? 'surveyed' : 'approximate', point: seat }
      return {
        id: code,
        kind: 'township',
        name,
        township: { code, name },
        position: located.get(code) ?? seated,
      }
    }),
    ...profile.villages.map(({ code, name, kind, township }): KnownPlace => ({
      id: code,
      kind,
      name,
      township: townships.get(township) ?? null,
      position: located.get(code) ?? { precision: 'township-only', township },
    })),
    ...own.map(({ id, name, township, position }): KnownPlace => ({
      id,
      kind: 'own',
      name,
      township: townships.get(township ?? '') ?? null,
      position,
    })),
  ]
  return {
    county: profile.county.name,
    seatTownship: profile.county.seatTownship,
    places,
    readings,
    categories: profile.eventCategories.rows,
    statuses: profile.unitStatuses,
    groups: profile.enums.get('team_group')?.rows ?? [],
  }
}
