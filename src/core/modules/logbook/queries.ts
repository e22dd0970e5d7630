/** Reads of the log book: pages of a log, search with filters, one line, open actions. */
import type { z } from 'zod'
import type { Database, SqlValue } from '../../kernel/database.ts'
import { entryColumns, entryNumber, searchedParts, selectEntry } from './apply.ts'
import type { EntrySource, LogEntry, logbookContract } from './contract.ts'
import {
  countedChars,
  keyToken,
  normalise,
  parseQuery,
  phrase,
  type TextTerm,
} from './search-text.ts'
import { rarestPair } from './pair-frequency.ts'
import { firstSlotAt } from './slot.ts'
import type { EntryRow } from './tables.ts'

/** Heard this much before it was typed: 补录 (UI rule 13). */
export const lateAfterMs = 60_000

type Input<Name extends 'list' | 'search' | 'kindCounts'> = z.output<
  NonNullable<(typeof logbookContract)[Name]['~orpc']['inputSchema']>
>
export type ListInput = Input<'list'>
export type SearchInput = Input<'search'>

export interface EntryPage {
  readonly entries: LogEntry[]
  readonly next: number | null
}

type Link = LogEntry['corrects']

function linkTo(db: Database, id: string | null): Link {
  if (id === null) return null
  const row = db
    .prepare<{ site: string; number: number }>('select site, number from log_entry where id = ?')
    .get(id)
  return row ? { id, number: entryNumber(row.site, row.number) } : { id }
}

/** The row as seats see it. */
export function entryOf(db: Database, row: EntryRow): LogEntry {
  return {
    id: row.id,
    slot: row.slot,
    number: entryNumber(row.site, row.number),
    day: row.day,
    heardAt: row.heardAt,
    typedAt: row.typedAt,
    storedAt: row.storedAt,
    late: row.generated === 0 && row.typedAt - row.heardAt > lateAfterMs,
    kind: row.kind,
    source: {
      kind: row.sourceKind as EntrySource['kind'],
      ...(row.sourceId === null ? {} : { id: row.sourceId }),
      text: row.sourceText,
    },
    channel: row.channel,
    group: row.net,
    text: row.text,
    incident: row.incident,
    unit: row.unit,
    callSign: row.callSign,
    generated: row.generated === 1,
    needsAction: row.needsAction === 1,
    actionClosed:
      row.closedAt === null
        ? null
        : { at: row.closedAt, by: row.closedBy ?? '', note: row.closedNote ?? '' },
    struck:
      row.struckAt === null
        ? null
        : {
            at: row.struckAt,
            by: row.struckBy ?? '',
            reason: row.struckReason ?? '',
            replacedBy: linkTo(db, row.replacedBy),
          },
    corrects: linkTo(db, row.corrects),
    replyTo: linkTo(db, row.replyTo),
    recorder: { id: row.recorder, name: row.recorderName },
    status: row.status as LogEntry['status'],
  }
}

function pageOf(db: Database, rows: readonly EntryRow[], limit: number): EntryPage {
  const shown = rows.slice(0, limit)
  return {
    entries: shown.map((row) => entryOf(db, row)),
    next: rows.length > limit ? (shown.at(-1)?.slot ?? null) : null,
  }
}

export function entryRow(db: Database, id: string): EntryRow | undefined {
  return db.prepare<EntryRow>(`${selectEntry} where id = ?`).get(id)
}

/** Newest first; a page goes on where the one before ended, whatever was merged meanwhile. */
export function listEntries(db: Database, input: ListInput): EntryPage {
  const conditions = ['slot < ?']
  const values: SqlValue[] = [BigInt(input.before ?? Number.MAX_SAFE_INTEGER)]
  if (input.incident != null) {
    conditions.unshift('incident = ?')
    values.unshift(input.incident)
  }
  const { kinds = [] } = input
  if (kinds.length > 0) {
    conditions.push(`kind in (${kinds.map(() => '?').join(', ')})`)
    values.push(...kinds)
  }
  if (input.typedOnly) conditions.push('generated = 0')
  if (!input.includeStruck) conditions.push('struck_at is null')
  const rows = db
    .prepare<EntryRow>(
      `${selectEntry} where ${conditions.join(' and ')} order by slot desc limit ?`,
    )
    .all(...values, input.limit + 1)
  return pageOf(db, rows, input.limit)
}

/** Lines of one incident's log by kind, as the list would show them. */
export function kindCounts(
  db: Database,
  { incident, typedOnly, includeStruck }: Input<'kindCounts'>,
): { readonly kind: string; readonly lines: number }[] {
  const conditions = [
    'incident = ?',
    ...(typedOnly ? ['generated = 0'] : []),
    ...(includeStruck ? [] : ['struck_at is null']),
  ]
  return db
    .prepare<{ kind: string; lines: number }>(
      `select kind, count(*) lines from log_entry where ${conditions.join(' and ')} group by kind`,
    )
    .all(incident)
}

function filterTokens(input: SearchInput): string[] {
  const tokens: string[] = []
  if (input.incident != null) tokens.push(keyToken('i', input.incident))
  if (input.unit != null) tokens.push(keyToken('u', input.unit))
  if (input.channel != null) tokens.push(keyToken('c', input.channel))
  if (input.kind != null) tokens.push(keyToken('k', input.kind))
  if (input.typedOnly) tokens.push('g:0')
  return tokens.map((token) => `"${token}"`)
}

interface SlotRange {
  readonly before: bigint
  readonly from: bigint
}

function slotRange(input: SearchInput): SlotRange {
  const until = input.to == null ? Number.MAX_SAFE_INTEGER : firstSlotAt(input.to)
  return {
    before: BigInt(Math.min(input.before ?? Number.MAX_SAFE_INTEGER, until)),
    from: BigInt(input.from == null ? 0 : firstSlotAt(input.from)),
  }
}

/** Rows newest first that match all expressions; without any, every row of the range. */
function matching(
  db: Database,
  input: SearchInput,
  matches: readonly string[],
  { before, from }: SlotRange,
): IterableIterator<EntryRow> {
  if (matches.length === 0) {
    const struck = input.includeStruck ? '' : 'and struck_at is null'
    return db
      .prepare<EntryRow>(`${selectEntry} where slot < ? and slot >= ? ${struck} order by slot desc`)
      .iterate(before, from)
  }
  const match = `(${matches.join(' AND ')})${input.includeStruck ? '' : ' NOT "s:1"'}`
  // The cross join keeps the index outside: it delivers newest first and stops at the limit.
  return db
    .prepare<EntryRow>(
      `select ${entryColumns} from log_text cross join log_entry on slot = log_text.rowid
       where log_text match ? and log_text.rowid < ? and log_text.rowid >= ?
       order by log_text.rowid desc`,
    )
    .iterate(match, before, from)
}

/** So many lines are read in vain before the exact expressions take over. */
const guesses = 400

/** The rarest pair of a phrase; pairs that another phrase has too tell the two not apart. */
function looseMatch(
  db: Database,
  { match, phrase: own }: TextTerm,
  terms: readonly TextTerm[],
): string {
  if (!own) return match
  const others = new Set(
    terms.flatMap((term) => (term.phrase && term.phrase !== own ? term.phrase.pairs : [])),
  )
  const telling = own.pairs.filter((pair) => !others.has(pair))
  const rarest = rarestPair(db, telling.length > 0 ? telling : own.pairs)
  return rarest === undefined ? match : phrase([rarest])
}

interface Gathered {
  readonly rows: EntryRow[]
  /** Where to go on; `undefined` when everything was read or the page is full. */
  readonly goOnBefore: bigint | undefined
}

/**
 * Looks up the rarest pair of each phrase only, and reads the lines to see whether they hold the
 * phrases. Two phrases that are common but never meet are found out by two lists of single
 * tokens instead of all their pairs with positions (10 times less work).
 */
function gatherByRarest(
  db: Database,
  input: SearchInput,
  terms: readonly TextTerm[],
  holds: (row: EntryRow) => boolean,
): Gathered {
  const phrases = terms.flatMap((term) => term.phrase?.plain ?? [])
  const loose = terms.map((term) => looseMatch(db, term, terms))
  const rows: EntryRow[] = []
  let read = 0
  for (const row of matching(db, input, [...loose, ...filterTokens(input)], slotRange(input))) {
    read += 1
    if (holdsPhrases(row, phrases) && holds(row)) rows.push(row)
    if (rows.length > input.limit) return { rows, goOnBefore: undefined }
    if (read - rows.length >= guesses) return { rows, goOnBefore: BigInt(row.slot) }
  }
  return { rows, goOnBefore: undefined }
}

/**
 * The newest lines that hold every term of `text` and pass every filter. Exact: the same lines
 * as reading every one would find (see `search-text.ts` for what counts as a character).
 */
export function searchEntries(db: Database, input: SearchInput): EntryPage {
  const { terms, exact } = parseQuery(input.text)
  const holds = (row: EntryRow) => exact.length === 0 || holdsExactly(row, exact)
  const filters = filterTokens(input)
  const worthGuessing =
    terms.length + filters.length > 1 && terms.some((term) => term.phrase !== undefined)
  const range = slotRange(input)
  const { rows, goOnBefore } = worthGuessing
    ? gatherByRarest(db, input, terms, holds)
    : { rows: [], goOnBefore: range.before }
  if (goOnBefore === undefined) return pageOf(db, rows, input.limit)
  const matches = [...terms.map(({ match }) => match), ...filters]
  for (const row of matching(db, input, matches, { ...range, before: goOnBefore })) {
    if (!holds(row)) continue
    rows.push(row)
    if (rows.length > input.limit) break
  }
  return pageOf(db, rows, input.limit)
}

function holdsExactly(row: EntryRow, terms: readonly string[]): boolean {
  const parts = searchedParts(row).map(normalise)
  return terms.every((term) => parts.some((part) => part.includes(term)))
}

function holdsPhrases(row: EntryRow, phrases: readonly string[]): boolean {
  const parts = searchedParts(row).map((part) => countedChars(normalise(part)).join(''))
  return phrases.every((plain) => parts.some((part) => part.includes(plain)))
}

/** What narrows a printed or exported log. */
export type EntryFilter = Omit<SearchInput, 'before' | 'limit'>

function inOrder(
  db: Database,
  filter: EntryFilter,
  matches: readonly string[],
  { before, from }: SlotRange,
  limit: number,
): EntryRow[] {
  if (matches.length === 0) {
    const struck = filter.includeStruck ? '' : 'and struck_at is null'
    return db
      .prepare<EntryRow>(
        `${selectEntry} where slot < ? and slot >= ? ${struck} order by slot limit ?`,
      )
      .all(before, from, limit)
  }
  const match = `(${matches.join(' AND ')})${filter.includeStruck ? '' : ' NOT "s:1"'}`
  return db
    .prepare<EntryRow>(
      `select ${entryColumns} from log_text cross join log_entry on slot = log_text.rowid
       where log_text match ? and log_text.rowid < ? and log_text.rowid >= ?
       order by log_text.rowid limit ?`,
    )
    .all(match, before, from, limit)
}

/**
 * The lines that pass the filter, oldest first, page by page: each page is a query of its own, so
 * that nothing is held open while pages are sent.
 */
export function* entriesInOrder(
  db: Database,
  filter: EntryFilter,
  pageSize = 500,
): Generator<EntryRow[], void> {
  const input = { ...filter, limit: pageSize, before: null }
  const { terms, exact } = parseQuery(filter.text)
  const matches = [...terms.map(({ match }) => match), ...filterTokens(input)]
  const range = slotRange(input)
  for (let { from } = range; ;) {
    const rows = inOrder(db, filter, matches, { ...range, from }, pageSize)
    yield exact.length === 0 ? rows : rows.filter((row) => holdsExactly(row, exact))
    const last = rows.at(-1)
    if (rows.length < pageSize || !last) return
    from = BigInt(last.slot) + 1n
  }
}

/** How many lines a filter lets through. */
export function countEntries(db: Database, filter: EntryFilter): number {
  const input = { ...filter, limit: 0, before: null }
  const { terms, exact } = parseQuery(filter.text)
  if (exact.length > 0) {
    return [...entriesInOrder(db, filter)].reduce((sum, rows) => sum + rows.length, 0)
  }
  const matches = [...terms.map(({ match }) => match), ...filterTokens(input)]
  const { before, from } = slotRange(input)
  const counted =
    matches.length === 0
      ? db
          .prepare<{ count: number }>(
            `select count(*) count from log_entry
             where slot < ? and slot >= ? ${filter.includeStruck ? '' : 'and struck_at is null'}`,
          )
          .get(before, from)
      : db
          .prepare<{ count: number }>(
            'select count(*) count from log_text where log_text match ? and rowid < ? and rowid >= ?',
          )
          .get(
            `(${matches.join(' AND ')})${filter.includeStruck ? '' : ' NOT "s:1"'}`,
            before,
            from,
          )
  return counted?.count ?? 0
}

export function openActionEntries(db: Database, incident: string | null | undefined): LogEntry[] {
  const rows = db
    .prepare<EntryRow>(
      `${selectEntry} where needs_action = 1 and closed_at is null and struck_at is null
       order by slot desc limit 500`,
    )
    .all()
  return rows
    .filter((row) => incident == null || row.incident === incident)
    .map((row) => entryOf(db, row))
}

/** Time of the newest line of an incident, for "nothing heard since". */
export function lastEntryAt(db: Database, incident: string): number | null {
  const row = db
    .prepare<{ heard: number }>(
      'select heard_at heard from log_entry where incident = ? order by slot desc limit 1',
    )
    .get(incident)
  return row?.heard ?? null
}

/**
 * When a team was last heard of: a line that stands and has the team, its radio or somebody else
 * as its source. What the console or the writing officer said themselves is no answer.
 */
export function lastHeardOfUnit(db: Database, unit: string): number | undefined {
  return db
    .prepare<{ heard: number }>(
      `select heard_at heard from log_entry
       where unit = ? and struck_at is null
         and (source_kind in ('unit', 'radio')
           or (generated = 0 and coalesce(source_id, '') <> recorder))
       order by slot desc limit 1`,
    )
    .get(unit)?.heard
}

export function openActionCount(db: Database): number {
  const row = db
    .prepare<{ count: number }>(
      `select count(*) count from log_entry
       where needs_action = 1 and closed_at is null and struck_at is null`,
    )
    .get()
  return row?.count ?? 0
}

/** When a person last wrote a line that stands; `undefined` where nobody did. */
export function lastTypedAt(db: Database): number | undefined {
  return db
    .prepare<{ typed: number }>(
      `select typed_at typed from log_entry where generated = 0 and struck_at is null
       order by slot desc limit 1`,
    )
    .get()?.typed
}
