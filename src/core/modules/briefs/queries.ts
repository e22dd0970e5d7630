import { desc, eq } from 'drizzle-orm'
import type { Database } from '../../kernel/database.ts'
import { stateWord } from '../../kernel/state-machine.ts'
import type { CoreContext } from '../../module.ts'
import { entryWord } from '../logbook/index.ts'
import { decidedBy } from '../people/index.ts'
import { composedTexts, type BriefText } from './compose.ts'
import type { Brief, BriefDetail } from './contract.ts'
import { briefTable, type BriefRow } from './tables.ts'
import { briefMachine, briefNumber, kindWord, sectionWord } from './words.ts'

export function briefRow(db: Database, id: string): BriefRow | undefined {
  return db.tables.select().from(briefTable).where(eq(briefTable.id, id)).get()
}

/** Newest first, of this console's kind of work. */
export function briefRows({ db, status }: CoreContext, limit: number): BriefRow[] {
  return db.tables
    .select()
    .from(briefTable)
    .where(eq(briefTable.status, status))
    .orderBy(desc(briefTable.to), desc(briefTable.at), desc(briefTable.id))
    .limit(limit)
    .all()
}

export function numberOf({ county }: CoreContext, row: BriefRow): string {
  return briefNumber(row, county.county.sites[0]?.prefix)
}

export function shownBrief(context: CoreContext, row: BriefRow): Brief {
  const { id, kind, from, to, state, by, at, signed, sendings, voided } = row
  return {
    id,
    kind,
    word: kindWord(kind),
    number: numberOf(context, row),
    from,
    to,
    state,
    stateWord: stateWord(briefMachine, state),
    by,
    at,
    signedBy: signed ? decidedBy(signed.decision) : null,
    signedAt: signed?.at ?? null,
    sendings: sendings.map((sending) => ({
      to: sending.to,
      meansWord: entryWord(sending.means),
      receiver: sending.receiver,
      sentAt: sending.sentAt,
      by: sending.by,
    })),
    voided: voided && { reason: voided.reason, by: voided.by, at: voided.at },
  }
}

/** What stands: the signed text, before that the sections as written. */
export function standingTexts({ signed, sections }: BriefRow): readonly BriefText[] {
  return signed ? signed.texts : sections.map(({ section, text }) => ({ section, text }))
}

export function briefDetail(context: CoreContext, row: BriefRow): BriefDetail {
  const fresh = row.state === 'draft' ? composedTexts(context, row) : []
  const standing = standingTexts(row)
  return {
    ...shownBrief(context, row),
    sections: row.sections.map(({ section, text, auto, by, at, seen, others }) => {
      const now = fresh.find((one) => one.section === section)?.text ?? null
      return {
        section,
        title: sectionWord(section),
        text: standing.find((one) => one.section === section)?.text ?? text,
        auto,
        by,
        at,
        seen: [...seen],
        others: [...others],
        fresh: now === text ? null : now,
      }
    }),
    hash: row.signed?.hash ?? null,
  }
}
