import { eq } from 'drizzle-orm'
import type { Database } from '../../kernel/database.ts'
import type { Position } from '../../kernel/geo.ts'
import type { CountyProfile } from '../../county/profile.ts'
import type { OwnPlace, PlaceCandidate } from '../../county/place-search.ts'
import type { CountyShown, PlaceHit, ReadingShown } from './contract.ts'
import { placeTable, readingTable, type PlaceRow } from './tables.ts'

function positionOf(row: PlaceRow): Position | undefined {
  const { lat, lon, precision } = row
  if (lat === null || lon === null || precision === null) return undefined
  return { precision, point: { lat, lon } }
}

function rows(db: Database): PlaceRow[] {
  return db.tables.select().from(placeTable).where(eq(placeTable.withdrawn, false)).all()
}

/** The county's own places, for the place search. */
export function ownPlaces(db: Database): OwnPlace[] {
  return rows(db).flatMap((row) => {
    if (row.name === null) return []
    const position: Position =
      positionOf(row) ??
      (row.township
        ? { precision: 'township-only', township: row.township }
        : { precision: 'unknown' })
    return [{ id: row.id, name: row.name, township: row.township ?? undefined, position }]
  })
}

/** Points set later for townships and villages of the profile, by division code. */
export function locatedDivisions(db: Database): Map<string, Position> {
  const located = new Map<string, Position>()
  for (const row of rows(db)) {
    const position = row.name === null ? positionOf(row) : undefined
    if (position) located.set(row.id, position)
  }
  return located
}

/** How people here say words of place names, as the administrator noted it. */
export function localReadings(db: Database): ReadingShown[] {
  return db.tables
    .select()
    .from(readingTable)
    .orderBy(readingTable.word)
    .all()
    .map(({ word, syllables }) => ({ word, syllables: syllables.split(' ') }))
}

export function placeHit(candidate: PlaceCandidate): PlaceHit {
  const { id, kind, name, label, township, position } = candidate
  const point = 'point' in position ? position.point : undefined
  return {
    id,
    kind,
    name,
    label,
    township: township ?? null,
    point: point ?? null,
    precision: position.precision,
  }
}

export function countyShown(profile: CountyProfile): CountyShown {
  const { county } = profile
  return {
    name: county.name,
    adcode: county.adcode,
    productTitle: county.productTitle,
    view: county.mapView,
    bbox: county.bbox,
    outline: { label: profile.outline.label, ring: profile.outline.ring },
    townships: profile.townships.map(({ code, name, seat, precision }) => ({
      code,
      name,
      seat,
      precision,
    })),
    statuses: profile.unitStatuses.map(({ digit, key, word, token, over }) => ({
      digit,
      key,
      word,
      token,
      over: over ?? null,
    })),
    teamTypes: profile.teamTypes.map(({ key, label, group }) => ({ key, label, group })),
    teamGroups: (profile.enums.get('team_group')?.rows ?? []).map(({ key, label }) => ({
      key,
      label,
    })),
    sites: county.sites,
  }
}
