/** The sheet of this moment: live items with what was said, accepted and signed about them. */
import type { CoreContext, Seat } from '../../module.ts'
import { freshIds, itemState } from './acceptance.ts'
import type { HandoverItem, HandoverSheet, HandoverTeam } from './contract.ts'
import type { Team } from './frozen.ts'
import { clockBackOf } from './clock-guard.ts'
import { incomingHere } from './identity.ts'
import { buildItems } from './items/index.ts'
import { seenText, type SheetItem } from './items/model.ts'
import { carriedCounts } from './carried.ts'
import { missingWords, shownSignatures } from './signatures.ts'
import { shiftFigures } from './shift-figures.ts'
import { currentRow } from './stores.ts'
import type { HandoverRow, StoredNote } from './tables.ts'
import { talkOf } from './talk.ts'
import { chiefOf, teamsNow } from './teams.ts'
import { itemKinds } from './words.ts'

export function shownTeam({ shift, word, from, to, people }: Team): HandoverTeam {
  return { shift: shift ?? null, word, from: from ?? null, to: to ?? null, people }
}

function shownNote(note: StoredNote | undefined) {
  if (!note) return null
  const { text, by, at, others } = note
  return { text, by, at, others: [...others] }
}

function shownItem(
  row: HandoverRow | undefined,
  item: SheetItem,
  carried: ReadonlyMap<string, number>,
): HandoverItem {
  const { key, lines } = item
  const kind = itemKinds.find((one) => one.key === key)
  if (!kind) throw new Error(`no item ${key}`)
  const fresh = row ? freshIds(row, item) : new Set<string>()
  const accepted = row?.accepted[key]
  return {
    key,
    title: kind.title,
    mandatory: kind.mandatory,
    empty: kind.empty,
    count: lines.filter(({ mark }) => mark !== null).length,
    lines: lines.map((line) => ({
      ...line,
      fresh: fresh.has(line.id),
      carried: carried.get(`${key} ${line.id}`) ?? 0,
    })),
    seen: lines.filter(({ mark }) => mark !== null).map(seenText),
    note: shownNote(row?.notes[key]),
    state: itemState(row, item),
    accepted: accepted ? { name: accepted.by.name, at: accepted.at } : null,
    talk: talkOf(row, key),
  }
}

/** The leader of the roster is offered until somebody says whether they are on site. */
function shownLeader(row: HandoverRow | undefined, out: Team): HandoverSheet['leader'] {
  if (row?.leader) return { person: row.leader.leader, onSite: row.leader.onSite, said: true }
  const leader = out.people.find(({ post }) => post === 'leader')
  return {
    person: leader ? { person: leader.person, name: leader.name } : null,
    onSite: false,
    said: false,
  }
}

export function handoverSheet(context: CoreContext, seat: Seat): HandoverSheet {
  const row = currentRow(context)
  const now = context.world.clock.nowMs()
  const live = teamsNow(context)
  const begun = row?.begun ?? null
  const out = begun?.out ?? live.out
  const coming = begun?.in ?? live.in
  const items = buildItems(context)
  const carried = carriedCounts(context)
  const chief = chiefOf(out)
  const next = chiefOf(coming)
  const who = (one: { readonly person: string; readonly name: string } | undefined) =>
    one ? { person: one.person, name: one.name } : null
  return {
    asOf: now,
    id: row?.id ?? null,
    phase: row?.phase === 'handing_over' || row?.phase === 'signing' ? row.phase : 'on_duty',
    out: shownTeam(out),
    in: coming.word === '' && coming.people.length === 0 ? null : shownTeam(coming),
    outgoing: begun?.outgoing ?? who(chief),
    incoming: begun?.incoming ?? who(next),
    startedAt: begun?.at ?? null,
    arrivedAt: begun?.arrivedAt ?? null,
    lateByMin: begun?.lateByMin ?? 0,
    items: items.map((item) => shownItem(row, item, carried)),
    note: shownNote(row?.notes.all),
    leader: shownLeader(row, out),
    signatures: shownSignatures(context, row),
    missing: row ? missingWords(row, items, clockBackOf(row, now)) : [],
    shift: shiftFigures(context, out),
    mayAccept: row ? incomingHere(context, seat, row) : false,
    clockBackMs: clockBackOf(row, now),
    conflict: row?.conflict ?? false,
  }
}
