/**
 * The log book. Other modules write their generated lines through `logLines`, in the append of
 * the fact that the line tells about:
 *
 *   recordFor(context, seat, () => {
 *     const line = logLines(context)
 *     return [fact, line({ kind: 'status', source: { kind: 'text', text: '系统' }, text: '…' })]
 *   })
 */
import { implement } from '@orpc/server'
import { assertNever } from '../../kernel/assert-never.ts'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { requireSession } from '../../seat-log.ts'
import { logbookProjection } from './apply.ts'
import {
  closeEntryAction,
  correctEntry,
  restoreEntry,
  strikeEntry,
  writeEntry,
} from './commands.ts'
import { logbookContract } from './contract.ts'
import { logbookFacts } from './facts.ts'
import {
  entryOf,
  entryRow,
  kindCounts,
  listEntries,
  openActionCount,
  openActionEntries,
  searchEntries,
} from './queries.ts'
import { tendIndex } from './tend-index.ts'

export {
  draftNumber,
  lineBy,
  logLines,
  type EntryId,
  type NewLine,
  type NumberedDraft,
} from './lines.ts'
export { entryNumber, logbookProjection } from './apply.ts'
export { strikeEntry, writeEntry } from './commands.ts'
export {
  actionClosed,
  entryStruck,
  entryWritten,
  logbookFacts,
  type EntryWritten,
} from './facts.ts'
export {
  countEntries,
  entriesInOrder,
  entryOf,
  entryRow,
  lastEntryAt,
  lastTypedAt,
  lastHeardOfUnit,
  listEntries,
  openActionCount,
  openActionEntries,
} from './queries.ts'
export type { EntryFilter } from './queries.ts'
export type { EntryRow, UndoneStrike } from './tables.ts'
export { initial } from './search-text.ts'
export { entryChannels, entryWord } from './words.ts'

function logbookRouter(context: CoreContext) {
  const os = implement(logbookContract).$context<SeatContext>()
  return {
    write: os.write.handler(({ input, errors, context: { seat } }) => {
      const done = writeEntry(context, seat, input)
      if (!done.ok) throw errors.IN_FUTURE()
      return done.value
    }),
    correct: os.correct.handler(({ input, errors, context: { seat } }) => {
      const done = correctEntry(context, seat, input)
      if (done.ok) return done.value
      switch (done.code) {
        case 'in-future':
          throw errors.IN_FUTURE()
        case 'already-struck':
          throw errors.ALREADY_STRUCK()
        case 'not-found':
          throw errors.NOT_FOUND()
        default:
          return assertNever(done)
      }
    }),
    strike: os.strike.handler(({ input, errors, context: { seat } }) => {
      const done = strikeEntry(context, seat, input)
      if (done.ok) return done.value
      throw done.code === 'already-struck' ? errors.ALREADY_STRUCK() : errors.NOT_FOUND()
    }),
    restore: os.restore.handler(({ input, errors, context: { seat } }) => {
      const done = restoreEntry(context, seat, input)
      if (done.ok) return done.value
      throw done.code === 'not-struck' ? errors.NOT_STRUCK() : errors.NOT_FOUND()
    }),
    closeAction: os.closeAction.handler(({ input, errors, context: { seat } }) => {
      const done = closeEntryAction(context, seat, input)
      if (done.ok) return done.value
      throw done.code === 'not-open' ? errors.NOT_OPEN() : errors.NOT_FOUND()
    }),
    list: os.list.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return listEntries(context.db, input)
    }),
    kindCounts: os.kindCounts.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return kindCounts(context.db, input)
    }),
    search: os.search.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return searchEntries(context.db, input)
    }),
    show: os.show.handler(({ input, errors, context: { seat } }) => {
      requireSession(seat)
      const row = entryRow(context.db, input.entry)
      if (!row) throw errors.NOT_FOUND()
      return entryOf(context.db, row)
    }),
    openActions: os.openActions.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      const entries = openActionEntries(context.db, input.incident)
      const count = input.incident == null ? openActionCount(context.db) : entries.length
      return { entries, count }
    }),
  }
}

export const logbookModule: Module = {
  name: 'logbook',
  facts: logbookFacts,
  projections: [logbookProjection],
  start: tendIndex,
  router: logbookRouter,
}
