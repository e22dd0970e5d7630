import { eq } from 'drizzle-orm'
import type { Database } from '../../kernel/database.ts'
import type { Projection } from '../../oplog/registry.ts'
import type { Fact } from '../../oplog/types.ts'
import {
  absenceCalled,
  ondutyFacts,
  signedOff,
  signedOn,
  type AbsenceCalled,
  type SignedOff,
  type SignedOn,
} from './facts.ts'
import { presenceTable, type NotedCall } from './tables.ts'

const nobody = { shiftFrom: 0, shiftTo: 0, name: '', post: '', word: '', how: '', note: '', by: '' }

/** The last sign-on stands; who left and came back is on duty again. */
function fold(db: Database, entity: string, facts: readonly Fact[]): void {
  db.tables.delete(presenceTable).where(eq(presenceTable.id, entity)).run()
  const split = entity.lastIndexOf(':')
  const place = facts.findLastIndex(({ kind }) => kind === signedOn.kind)
  const on = place === -1 ? undefined : (facts[place]?.body as SignedOn)
  const off = facts.slice(place + 1).findLast(({ kind }) => kind === signedOff.kind)
  const left = on && (off?.body as SignedOff | undefined)
  const calls = facts
    .filter(({ kind }) => kind === absenceCalled.kind)
    .map(({ body }): NotedCall => {
      const { at, whom, answered, words, by } = body as AbsenceCalled
      return { at, whom, answered, words, by }
    })
  const { shiftFrom, shiftTo, name, post, word, how, note, by } = on ?? nobody
  db.tables
    .insert(presenceTable)
    .values({
      id: entity,
      shift: entity.slice(0, split),
      person: entity.slice(split + 1),
      shiftFrom,
      shiftTo,
      name,
      post,
      word,
      onAt: on?.at ?? null,
      how,
      standsFor: on?.standsFor ?? null,
      note,
      onBy: by,
      offAt: left?.at ?? null,
      offReason: left?.reason ?? '',
      calls,
    })
    .run()
}

export const ondutyProjection: Projection = {
  name: 'onduty',
  version: 1,
  tables: [presenceTable],
  kinds: ondutyFacts,
  fold,
}
