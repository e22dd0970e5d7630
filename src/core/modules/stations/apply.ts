import { eq } from 'drizzle-orm'
import type { Database } from '../../kernel/database.ts'
import type { Projection } from '../../oplog/registry.ts'
import type { Fact } from '../../oplog/types.ts'
import { stationFacts, type StationDescribed } from './facts.ts'
import { stationTable } from './tables.ts'

function fold(db: Database, _entity: string, facts: readonly Fact[]): void {
  const last = facts.at(-1)
  if (!last) return
  const { station, name, place, point, note, by, at } = last.body as StationDescribed
  db.tables.delete(stationTable).where(eq(stationTable.id, station)).run()
  db.tables
    .insert(stationTable)
    .values({
      id: station,
      name,
      place,
      lat: point?.lat ?? null,
      lon: point?.lon ?? null,
      note,
      by,
      at,
    })
    .run()
}

export const stationProjection: Projection = {
  name: 'stations',
  version: 1,
  tables: [stationTable],
  kinds: stationFacts,
  fold,
}
