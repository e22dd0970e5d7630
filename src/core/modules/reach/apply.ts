import { eq } from 'drizzle-orm'
import { resolveCell } from '../../oplog/cell.ts'
import type { Projection } from '../../oplog/registry.ts'
import type { Fact } from '../../oplog/types.ts'
import { decidedBy } from '../people/index.ts'
import {
  contactNoted,
  contactStruck,
  modeFacts,
  reachFacts,
  type ContactNoted,
  type ContactStruck,
  type ModeSet,
} from './facts.ts'
import { modeDanger } from './mode-machine.ts'
import { contactTable, modeTable } from './tables.ts'

export const reachProjection: Projection = {
  name: 'reach',
  version: 1,
  tables: [contactTable],
  kinds: reachFacts,
  fold(db, entity, facts) {
    db.tables.delete(contactTable).where(eq(contactTable.id, entity)).run()
    const noted = facts.find(({ kind }) => kind === contactNoted.kind) as
      | Fact<ContactNoted>
      | undefined
    // It may be struck before it arrives: the strike waits in the log.
    if (!noted) return
    const struck = facts.find(({ kind }) => kind === contactStruck.kind) as
      | Fact<ContactStruck>
      | undefined
    db.tables
      .insert(contactTable)
      .values({
        id: entity,
        ...noted.body,
        struck: struck?.body.reason ?? null,
        struckBy: struck?.body.by ?? null,
        status: noted.status,
      })
      .run()
  },
}

const refKey = ({ origin, seq }: Fact['ref']) => `${origin}:${seq}`

/** The whole history of the mode, with the change that stands. */
export const modeProjection: Projection = {
  name: 'reach.mode',
  version: 1,
  tables: [modeTable],
  kinds: modeFacts,
  fold(db, _entity, facts) {
    db.tables.delete(modeTable).run()
    const writes = (facts as readonly Fact<ModeSet>[]).map(({ ref, hlc, base, body }) => ({
      ref,
      hlc,
      base,
      value: body.to,
    }))
    const cell = resolveCell(writes, { danger: (mode) => modeDanger[mode] })
    const seen = cell?.siblings.map(({ ref }) => ref) ?? []
    for (const { ref, body, status } of facts as readonly Fact<ModeSet>[]) {
      const { decision, evidence, ...change } = body
      const current = cell !== undefined && refKey(cell.winner) === refKey(ref)
      db.tables
        .insert(modeTable)
        .values({
          id: refKey(ref),
          ...change,
          evidence,
          decidedBy: decidedBy(decision),
          current,
          conflict: current && cell.conflict,
          seen,
          status,
        })
        .run()
    }
  },
}
