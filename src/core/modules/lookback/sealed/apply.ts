import { eq } from 'drizzle-orm'
import type { Projection } from '../../../oplog/registry.ts'
import { tracksSealed, type TracksSealed } from './facts.ts'
import { sealedTrackTable } from './tables.ts'

export const sealedTrackProjection: Projection = {
  name: 'sealed-tracks',
  version: 1,
  tables: [sealedTrackTable],
  kinds: [tracksSealed],
  fold(db, entity, [first]) {
    if (!first) return
    const { attachment: sha256, ...rest } = first.body as TracksSealed
    db.tables.delete(sealedTrackTable).where(eq(sealedTrackTable.id, entity)).run()
    db.tables
      .insert(sealedTrackTable)
      .values({ ...rest, id: entity, sha256 })
      .run()
  },
}
