/** What is out of the house and what was counted: kept until it is back, shown at every handover. */
import { eq } from 'drizzle-orm'
import { beijingMinute } from '../../kernel/beijing-time.ts'
import { isAhead } from '../../kernel/clock-grace.ts'
import { newId } from '../../kernel/id.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat } from '../../module.ts'
import { recordFor, requireRight, type Stored } from '../../seat-log.ts'
import { lineBy, logLines } from '../logbook/index.ts'
import { assetLent, assetReturned, inventoryCounted } from './facts.ts'
import { countOf, inventoryEntity, openLoans } from './stores.ts'
import { loanTable } from './tables.ts'
import { countedFirst } from './words.ts'

export function loansShown(context: CoreContext) {
  const now = context.world.clock.nowMs()
  return openLoans(context).map(({ id, what, borrower, since, due, by, at }) => ({
    id,
    what,
    borrower,
    since,
    due,
    overdue: due !== null && due < now,
    by,
    at,
  }))
}

interface Lending {
  readonly what: string
  readonly borrower: string
  readonly since: number
  readonly due?: number | null | undefined
}

export function noteLoan(
  context: CoreContext,
  seat: Seat,
  { what, borrower, since, due }: Lending,
): Result<Stored & { readonly id: string }, Refusal<'in-future' | 'due-before'>> {
  const who = requireRight(seat, 'log.write')
  const at = context.world.clock.nowMs()
  if (isAhead(since, at)) return refuse('in-future')
  if (due != null && due <= since) return refuse('due-before')
  const id = newId(context.world.clock, context.world.random)
  const body = {
    site: context.site,
    what: what.trim(),
    borrower: borrower.trim(),
    since,
    ...(due == null ? {} : { due }),
    by: who.name,
    at,
  }
  const back = due == null ? '' : `，应还 ${beijingMinute(due)}`
  const { storedAt } = recordFor(context, seat, () => [
    { kind: assetLent.kind, entity: id, body },
    logLines(context)(
      lineBy(who, { kind: 'system', text: `借出 ${body.what} 给 ${body.borrower}${back}` }),
    ),
  ])
  return accept({ storedAt, id })
}

export function returnLoan(
  context: CoreContext,
  seat: Seat,
  { loan, note }: { readonly loan: string; readonly note: string },
): Result<Stored, Refusal<'not-found' | 'not-now'>> {
  const who = requireRight(seat, 'log.write')
  const row = context.db.tables.select().from(loanTable).where(eq(loanTable.id, loan)).get()
  if (!row) return refuse('not-found')
  if (row.returnedAt !== null) return refuse('not-now')
  const body = { note: note.trim(), by: who.name, at: context.world.clock.nowMs() }
  const words = `归还 ${row.what}（${row.borrower}）${body.note === '' ? '' : `：${body.note}`}`
  const { storedAt } = recordFor(context, seat, () => [
    { kind: assetReturned.kind, entity: loan, body },
    logLines(context)(lineBy(who, { kind: 'system', text: words })),
  ])
  return accept({ storedAt })
}

export function inventoryShown(context: CoreContext) {
  const row = countOf(context)
  return row
    ? { entries: [...row.entries], by: row.by, at: row.at }
    : {
        entries: countedFirst.map((name) => ({ name, count: 0, note: '' })),
        by: null,
        at: null,
      }
}

interface Counted {
  readonly name: string
  readonly count: number
  readonly note: string
}

export function countInventory(
  context: CoreContext,
  seat: Seat,
  counted: readonly Counted[],
): Result<Stored, Refusal<'twice', { readonly name: string }>> {
  const who = requireRight(seat, 'log.write')
  const entries = counted.map(({ name, count, note }) => ({
    name: name.trim(),
    count,
    note: note.trim(),
  }))
  const names = entries.map(({ name }) => name)
  const twice = names.find((name, place) => names.indexOf(name) !== place)
  if (twice !== undefined) return refuse('twice', { name: twice })
  const body = { entries, by: who.name, at: context.world.clock.nowMs() }
  const words = entries
    .map(({ name, count, note }) => `${name} ${count}${note === '' ? '' : `（${note}）`}`)
    .join('、')
  const { storedAt } = recordFor(context, seat, () => [
    { kind: inventoryCounted.kind, entity: inventoryEntity(context), body },
    logLines(context)(lineBy(who, { kind: 'system', text: `清点：${words}` })),
  ])
  return accept({ storedAt })
}
