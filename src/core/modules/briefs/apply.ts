/** Folds the facts of one brief into its row. */
import { eq } from 'drizzle-orm'
import type { Database } from '../../kernel/database.ts'
import { resolveCell } from '../../oplog/cell.ts'
import { ofKind, type Projection } from '../../oplog/registry.ts'
import type { Fact } from '../../oplog/types.ts'
import {
  briefComposed,
  briefFacts,
  briefSent,
  briefSigned,
  briefTextSet,
  briefVoided,
  type BriefComposed,
} from './facts.ts'
import { briefTable, type StoredSection } from './tables.ts'
import { briefSectionKeys } from './words.ts'

function sectionsOf(composed: Fact<BriefComposed>, facts: readonly Fact[]): StoredSection[] {
  const { texts, at, by } = composed.body
  const writes = Map.groupBy(ofKind(facts, briefTextSet), ({ body }) => body.section)
  return briefSectionKeys.map((section) => {
    const first = {
      ref: composed.ref,
      hlc: composed.hlc,
      base: [],
      value: {
        text: texts.find((one) => one.section === section)?.text ?? '',
        auto: true,
        by,
        at,
      },
    }
    const cell = resolveCell(
      [
        first,
        ...(writes.get(section) ?? []).map(({ ref, hlc, base, body }) => ({
          ref,
          hlc,
          base,
          value: { text: body.text, auto: false, by: body.by, at: body.at },
        })),
      ],
      { same: (one, other) => one.text === other.text },
    )
    if (!cell) throw new Error('a cell with one write has a value')
    return {
      section,
      ...cell.value,
      seen: cell.siblings.map(({ ref }) => ref),
      others: cell.conflict
        ? cell.siblings
            .map(({ value }) => value)
            .filter(({ text }) => text !== cell.value.text)
            .map(({ text, by: author, at: when }) => ({ text, by: author, at: when }))
        : [],
    }
  })
}

/** Of two signatures the first stands: what was signed is what was sent. */
function fold(db: Database, entity: string, facts: readonly Fact[]): void {
  db.tables.delete(briefTable).where(eq(briefTable.id, entity)).run()
  const [composed] = ofKind(facts, briefComposed)
  // What was done about it may arrive before the brief does: it waits in the log.
  if (!composed) return
  const { kind, site, year, number, from, to, by, at } = composed.body
  const signed = ofKind(facts, briefSigned)[0]?.body ?? null
  const sendings = ofKind(facts, briefSent).map(({ body }) => body)
  const voided = ofKind(facts, briefVoided)[0]?.body ?? null
  const state = voided ? 'void' : sendings.length > 0 ? 'sent' : signed ? 'signed' : 'draft'
  db.tables
    .insert(briefTable)
    .values({
      id: entity,
      kind,
      site,
      year,
      number,
      from,
      to,
      sections: sectionsOf(composed, facts),
      signed,
      sendings,
      voided,
      state,
      by,
      at,
      status: composed.status,
    })
    .run()
}

export const briefProjection: Projection = {
  name: 'briefs',
  version: 1,
  tables: [briefTable],
  kinds: briefFacts,
  fold,
}
