/** Lines of the log book for whoever appends: typed ones here, generated ones by every module. */
import { dutyDay } from '../../kernel/beijing-time.ts'
import { newId, type Id } from '../../kernel/id.ts'
import type { CoreContext, Session } from '../../module.ts'
import type { FactDraft } from '../../oplog/types.ts'
import { entryNumber } from './apply.ts'
import { entryWritten, type EntryWritten } from './facts.ts'

export type EntryId = Id<'log-entry'>

/** A line before it has a number. Absent: generated, heard now, written by 系统. */
export type NewLine = Omit<
  EntryWritten,
  'site' | 'day' | 'number' | 'heardAt' | 'typedAt' | 'generated' | 'recorder'
> & {
  readonly id?: EntryId
  /** UTC epoch milliseconds. */
  readonly heardAt?: number
  readonly generated?: boolean
  readonly recorder?: string
}

/** The line of what a person did or said at a seat. */
export function lineBy(
  { name, person }: Pick<Session, 'name' | 'person'>,
  line: Omit<NewLine, 'source' | 'recorder'>,
): NewLine {
  return { ...line, source: { kind: 'person', id: person, text: name }, recorder: name }
}

export interface NumberedDraft extends FactDraft<EntryWritten> {
  readonly entity: EntryId
}

type NumberingContext = Pick<CoreContext, 'world' | 'county' | 'db' | 'site'>

/**
 * Numbers and drafts the lines of one append. Call it inside the function handed to
 * `log.append` (or `recordFor`, `recordBySystem`), once per append: numbers follow the newest
 * committed line of this site and duty day, so a rolled back append leaves no gap.
 */
export function logLines(context: NumberingContext): (line: NewLine) => NumberedDraft {
  const typedAt = context.world.clock.nowMs()
  const day = dutyDay(typedAt, context.county.county.dutyDayStartsAtHour)
  const last = context.db
    .prepare<{ number: number | null }>(
      'select max(number) number from log_entry where site = ? and day = ?',
    )
    .get(context.site, day)
  let number = last?.number ?? 0
  return ({ id, heardAt = typedAt, generated = true, recorder = '系统', ...line }) => {
    number += 1
    return {
      kind: entryWritten.kind,
      entity: id ?? newId(context.world.clock, context.world.random),
      body: { ...line, site: context.site, day, number, heardAt, typedAt, generated, recorder },
    }
  }
}

/** `中-0412` of a draft. */
export function draftNumber(draft: NumberedDraft): string {
  return entryNumber(draft.body.site, draft.body.number)
}
