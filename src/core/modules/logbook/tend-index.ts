/**
 * Merges the pieces of the search index between entries. Left to itself the index does it inside
 * every 64th entry, which then takes ten times as long as the others.
 */
import { DatabaseError, type Database } from '../../kernel/database.ts'
import type { CancelTimer } from '../../kernel/world.ts'
import type { CoreContext } from '../../module.ts'
import { logbookProjection } from './apply.ts'

const everyLines = 32
/** A slice takes about two milliseconds; whoever calls meanwhile waits for no more than one. */
const slicePages = 64
const sliceEveryMs = 250

/** @returns whether there was something to merge */
function mergeSlice(db: Database): boolean {
  const changes = db.prepare<{ n: number }>('select total_changes() n')
  const before = changes.get()?.n ?? 0
  db.exec(`insert into log_text (log_text, rank) values ('merge', ${slicePages})`)
  // The command itself counts as one (FTS5 documentation, "The 'merge' Command").
  return (changes.get()?.n ?? 0) - before >= 2
}

/** @returns what stops it */
export function tendIndex({ db, log, world, logger }: CoreContext): () => void {
  let lines = 0
  let cancel: CancelTimer | undefined
  const quietly = (work: () => void) => {
    try {
      work()
    } catch (error) {
      // A full disk, or a console that was started without this table: the index stays as it is.
      if (!(error instanceof DatabaseError)) throw error
      logger.warn('logbook.index-not-tended', { reason: error.reason })
    }
  }
  const soon = () => void (cancel ??= world.timers.after(sliceEveryMs, slice))
  const slice = () => {
    cancel = undefined
    lines = 0
    quietly(() => {
      if (mergeSlice(db)) soon()
    })
  }
  quietly(() => db.exec(`insert into log_text (log_text, rank) values ('automerge', 0)`))
  const stop = log.onChanged((changed) => {
    lines += changed.get(logbookProjection.name)?.size ?? 0
    if (lines >= everyLines) soon()
  })
  return () => {
    stop()
    cancel?.()
  }
}
