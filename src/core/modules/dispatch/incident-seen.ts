/**
 * What an order needs to know of its incident. Read by the table's columns: the incidents module
 * asks this one about its units when it closes, and modules do not import each other in a ring.
 */
import type { Database } from '../../kernel/database.ts'
import type { GeoPoint } from '../../kernel/geo.ts'
import type { CoreContext } from '../../module.ts'

export interface SeenIncident {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly category: string | null
  readonly place: string
  readonly township: string | null
  /** WGS-84; null where only the township is known. */
  readonly point: GeoPoint | null
  readonly closed: boolean
}

interface Row {
  readonly id: string
  readonly site: string
  readonly number: number
  readonly title: string
  readonly category: string | null
  readonly place: string
  readonly lat: number | null
  readonly lon: number | null
  readonly list: string
}

const columns = 'id, site, number, title, category, place, lat, lon, standing_list list'

function seen({ county }: Pick<CoreContext, 'county'>, row: Row): SeenIncident {
  const place = JSON.parse(row.place) as { text: string; township?: string; precision: string }
  const exact = place.precision === 'surveyed' || place.precision === 'approximate'
  const own = county.county.sites[0]?.prefix
  return {
    id: row.id,
    number: row.site === own ? `#${row.number}` : `#${row.site}${row.number}`,
    title: row.title,
    category: row.category,
    place: place.text,
    township: place.township ?? null,
    point: exact && row.lat !== null && row.lon !== null ? { lat: row.lat, lon: row.lon } : null,
    closed: row.list === 'closed',
  }
}

export function seenIncident(
  context: Pick<CoreContext, 'db' | 'county'>,
  id: string,
): SeenIncident | undefined {
  const row = statement(context.db).get(id)
  return row ? seen(context, row) : undefined
}

function statement(db: Database) {
  return db.prepare<Row>(`select ${columns} from incident where id = ?`)
}

/** Incidents that should have somebody there: waiting, or being worked on. */
export function incidentsToAttend(db: Database): string[] {
  return db
    .prepare<{ id: string }>(
      `select id from incident
       where standing_list = 'waiting' or incident_status = 'responding'`,
    )
    .all()
    .map(({ id }) => id)
}
