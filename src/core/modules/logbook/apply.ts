/** Folds the facts of one line into its row and its search document. */
import { hlcWallMs } from '../../kernel/hlc.ts'
import type { Database } from '../../kernel/database.ts'
import type { Projection } from '../../oplog/registry.ts'
import type { Fact } from '../../oplog/types.ts'
import { actionClosed, entryRestored, entryStruck, entryWritten, logbookFacts } from './facts.ts'
import type { ActionClosed, EntryRestored, EntryStruck, EntryWritten } from './facts.ts'
import { keyToken, searchDocument } from './search-text.ts'
import { place, takeOut, wantedSlot, type Slots } from './slot.ts'
import { logEntry, searchIndex, type EntryRow, type UndoneStrike } from './tables.ts'

/** `中-0412`: four digits, more when a day has more. */
export function entryNumber(site: string, number: number): string {
  return `${site}-${String(number).padStart(4, '0')}`
}

type PlacedRow = Omit<EntryRow, 'slot'>

const columns = [
  'slot',
  'id',
  'site',
  'day',
  'number',
  'heard_at',
  'typed_at',
  'stored_at',
  'kind',
  'source_kind',
  'source_id',
  'source_text',
  'channel',
  'net',
  'text',
  'incident',
  'unit',
  'call_sign',
  'generated',
  'needs_action',
  'closed_at',
  'closed_by',
  'closed_note',
  'struck_at',
  'struck_by',
  'struck_reason',
  'replaced_by',
  'undone',
  'corrects',
  'reply_to',
  'recorder',
  'recorder_name',
  'status',
] as const

/** A row's columns under the names of the drizzle table. */
export const entryColumns = `slot, id, site, day, number, heard_at heardAt, typed_at typedAt,
  stored_at storedAt, kind, source_kind sourceKind, source_id sourceId, source_text sourceText,
  channel, net, text, incident, unit, call_sign callSign, generated, needs_action needsAction,
  closed_at closedAt, closed_by closedBy, closed_note closedNote, struck_at struckAt,
  struck_by struckBy, struck_reason struckReason, replaced_by replacedBy, undone,
  corrects, reply_to replyTo, recorder, recorder_name recorderName, status`

export const selectEntry = `select ${entryColumns} from log_entry`

/** Each strike with the restoring that followed it. */
function undoneStrikes(facts: readonly Fact[]): string | null {
  const undone: UndoneStrike[] = []
  let standing: Fact<EntryStruck> | undefined
  for (const fact of facts) {
    if (fact.kind === entryStruck.kind) standing = fact as Fact<EntryStruck>
    if (fact.kind !== entryRestored.kind || !standing) continue
    const { by, reason } = fact.body as EntryRestored
    undone.push({
      struckAt: hlcWallMs(standing.hlc),
      struckBy: standing.body.by,
      struckReason: standing.body.reason,
      restoredAt: hlcWallMs(fact.hlc),
      restoredBy: by,
      restoredReason: reason,
    })
    standing = undefined
  }
  return undone.length === 0 ? null : JSON.stringify(undone)
}

function rowOf(written: Fact<EntryWritten>, later: readonly Fact[]): PlacedRow {
  const { body } = written
  const closed = later.findLast((fact) => fact.kind === actionClosed.kind) as
    | Fact<ActionClosed>
    | undefined
  const last = later.findLast(
    (fact) => fact.kind === entryStruck.kind || fact.kind === entryRestored.kind,
  )
  const struck = last?.kind === entryStruck.kind ? (last as Fact<EntryStruck>) : undefined
  return {
    id: written.entity,
    site: body.site,
    day: body.day,
    number: body.number,
    heardAt: body.heardAt,
    typedAt: body.typedAt,
    storedAt: hlcWallMs(written.hlc),
    kind: body.kind,
    sourceKind: body.source.kind,
    sourceId: body.source.id ?? null,
    sourceText: body.source.text,
    channel: body.channel ?? null,
    net: body.group ?? null,
    text: body.text,
    incident: body.incident ?? null,
    unit: body.unit ?? null,
    callSign: body.callSign ?? null,
    generated: body.generated ? 1 : 0,
    needsAction: body.needsAction ? 1 : 0,
    closedAt: closed ? hlcWallMs(closed.hlc) : null,
    closedBy: closed?.body.by ?? null,
    closedNote: closed?.body.note ?? null,
    struckAt: struck ? hlcWallMs(struck.hlc) : null,
    struckBy: struck?.body.by ?? null,
    struckReason: struck?.body.reason ?? null,
    replacedBy: struck?.body.replacedBy ?? null,
    undone: undoneStrikes(later),
    corrects: body.corrects ?? null,
    replyTo: body.replyTo ?? null,
    recorder: written.actor,
    recorderName: body.recorder,
    status: written.status,
  }
}

/** The parts of a line that are searched. */
export function searchedParts(row: {
  readonly text: string
  readonly sourceText: string
  readonly callSign: string | null
}): string[] {
  const parts = [row.text, row.sourceText]
  return row.callSign !== null && row.callSign !== row.sourceText ? [...parts, row.callSign] : parts
}

function documentOf(row: PlacedRow) {
  const keys = [
    keyToken('k', row.kind),
    keyToken('n', entryNumber(row.site, row.number)),
    row.generated ? 'g:1' : 'g:0',
  ]
  if (row.channel !== null) keys.push(keyToken('c', row.channel))
  if (row.incident !== null) keys.push(keyToken('i', row.incident))
  if (row.unit !== null) keys.push(keyToken('u', row.unit))
  if (row.struckAt !== null) keys.push('s:1')
  return searchDocument({ parts: searchedParts(row), keys })
}

const selectSlot = `${selectEntry} where slot = ?`
const insertEntry = `insert into log_entry (${columns.join(', ')})
  values (${columns.map(() => '?').join(', ')})`

/** Writes row and search document of a slot together. */
function slotsOf(db: Database): Slots<PlacedRow> {
  const select = db.prepare<EntryRow>(selectSlot)
  const insert = db.prepare(insertEntry)
  const index = db.prepare(
    'insert into log_text (rowid, chars, pairs, initials, keys) values (?, ?, ?, ?, ?)',
  )
  const remove = db.prepare('delete from log_entry where slot = ?')
  const unindex = db.prepare('delete from log_text where rowid = ?')
  return {
    at(slot) {
      return select.get(BigInt(slot))
    },
    put(slot, row) {
      insert.run(
        BigInt(slot),
        row.id,
        row.site,
        row.day,
        row.number,
        row.heardAt,
        row.typedAt,
        row.storedAt,
        row.kind,
        row.sourceKind,
        row.sourceId,
        row.sourceText,
        row.channel,
        row.net,
        row.text,
        row.incident,
        row.unit,
        row.callSign,
        row.generated,
        row.needsAction,
        row.closedAt,
        row.closedBy,
        row.closedNote,
        row.struckAt,
        row.struckBy,
        row.struckReason,
        row.replacedBy,
        row.undone,
        row.corrects,
        row.replyTo,
        row.recorder,
        row.recorderName,
        row.status,
      )
      const document = documentOf(row)
      // A JS number would be bound as REAL, which FTS5 does not take as a rowid.
      index.run(BigInt(slot), document.chars, document.pairs, document.initials, document.keys)
    },
    clear(slot) {
      remove.run(BigInt(slot))
      unindex.run(BigInt(slot))
    },
    wanted: (row) => wantedSlot(row.heardAt, row.number),
  }
}

function fold(db: Database, entity: string, facts: readonly Fact[]): void {
  const written = facts.find((fact) => fact.kind === entryWritten.kind)
  // A strike may arrive before its line does: it waits in the log.
  if (!written) return
  const row = rowOf(written as Fact<EntryWritten>, facts)
  const slots = slotsOf(db)
  const known = db
    .prepare<{ slot: number; heard_at: number }>(
      'select slot, heard_at from log_entry where id = ?',
    )
    .get(entity)
  if (!known) {
    place(slots, row)
  } else if (known.heard_at === row.heardAt) {
    slots.clear(known.slot)
    slots.put(known.slot, row)
  } else {
    takeOut(slots, known.slot)
    place(slots, row)
  }
}

export const logbookProjection: Projection = {
  name: 'logbook',
  version: 4,
  tables: [logEntry],
  extra: searchIndex,
  kinds: logbookFacts,
  fold,
}
