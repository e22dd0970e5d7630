/** Where an incident is, set by one click; a fact of its place, undone by another. */
import type { GeoPoint } from '../../kernel/geo.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { Recorded } from '../../oplog/types.ts'
import { requireRight } from '../../seat-log.ts'
import { setIncidentField } from './commands.ts'
import { placeOf } from './point-words.ts'
import type { IncidentPlace } from './place-schema.ts'
import { incidentRow } from './queries.ts'

const untold: IncidentPlace = { text: '地点待核', precision: 'unknown' }

/** The place with this point, or with none: its words, township and village stay. */
function placeAt(before: IncidentPlace, point: GeoPoint | null): IncidentPlace {
  const { lat: _lat, lon: _lon, precision: _precision, ...told } = before
  if (point) return { ...told, lat: point.lat, lon: point.lon, precision: 'approximate' }
  return { ...told, precision: told.township === undefined ? 'unknown' : 'township-only' }
}

/**
 * Sets the point of an incident, or takes it back: then it is known to its township again.
 * @throws ORPCError NOT_SIGNED_IN, FORBIDDEN
 */
export function setIncidentPoint(
  context: CoreContext,
  seat: Seat,
  incident: string,
  point: GeoPoint | null,
): Result<Recorded, Refusal<'not-found'> | Refusal<'no-point'>> {
  requireRight(seat, 'incident.write')
  const stored = incidentRow(context.db, incident)?.fields.place
  if (!stored) return refuse('not-found')
  const before = placeOf(stored.value) ?? untold
  if (point === null && before.lat === undefined) return refuse('no-point')
  const value = placeAt(before, point)
  const done = setIncidentField(context, seat, { incident, field: 'place', value })
  if (done.ok) return accept(done.value)
  // A place with coordinates of the contract is always a good value.
  return refuse('not-found')
}
