/** Folds the facts of one handover, loan or count into its row. */
import { eq } from 'drizzle-orm'
import { beijingMinute } from '../../kernel/beijing-time.ts'
import type { Database } from '../../kernel/database.ts'
import { resolveCell } from '../../oplog/cell.ts'
import { ofKind, type FactKind, type Projection } from '../../oplog/registry.ts'
import type { Fact } from '../../oplog/types.ts'
import {
  assetLent,
  assetReturned,
  clockNoted,
  handoverBegun,
  handoverClosed,
  handoverFacts,
  handoverPrepared,
  handoverReturned,
  handoverSealed,
  handoverSigned,
  handoverUnsealed,
  inventoryCounted,
  inventoryFacts,
  itemAccepted,
  itemAnswered,
  itemReturned,
  leaderSet,
  loanFacts,
  noteSet,
  type HandoverSealed,
  type HandoverSigned,
  type ItemAccepted,
} from './facts.ts'
import {
  handoverTable,
  inventoryTable,
  loanTable,
  type HandoverRow,
  type StoredLeader,
  type StoredNote,
} from './tables.ts'
import { signerRoleKeys } from './words.ts'

const bodies = <Body>(facts: readonly Fact[], kind: FactKind<Body>): Body[] =>
  ofKind(facts, kind).map(({ body }) => body)

function notesOf(facts: readonly Fact[]) {
  const notes: Record<string, StoredNote> = {}
  let conflict = false
  for (const [item, writes] of Map.groupBy(ofKind(facts, noteSet), ({ body }) => body.item)) {
    const cell = resolveCell(
      writes.map(({ ref, hlc, base, body: { text, by, at } }) => ({
        ref,
        hlc,
        base,
        value: { text, by, at },
      })),
      { same: (one, other) => one.text === other.text },
    )
    if (!cell) continue
    conflict ||= cell.conflict
    notes[item] = {
      ...cell.value,
      seen: cell.siblings.map(({ ref }) => ref),
      others: cell.siblings
        .map(({ value }) => value)
        .filter(({ text }) => text !== cell.value.text),
    }
  }
  return { notes, conflict }
}

function leaderOf(facts: readonly Fact[]) {
  const cell = resolveCell(
    ofKind(facts, leaderSet).map(({ ref, hlc, base, body: { leader, onSite } }) => ({
      ref,
      hlc,
      base,
      value: { leader, onSite },
    })),
    {
      // On site the leader must sign: to say so apart from a "not here" hides nothing.
      danger: ({ onSite }) => (onSite ? 1 : 0),
      same: (one, other) =>
        one.onSite === other.onSite && one.leader?.person === other.leader?.person,
    },
  )
  if (!cell) return { leader: null, conflict: false }
  const leader: StoredLeader = { ...cell.value, seen: cell.siblings.map(({ ref }) => ref) }
  return { leader, conflict: cell.conflict }
}

/** What became of the items in this round: of each the last step counts. */
function itemsOf(facts: readonly Fact[], round: number) {
  const accepted: Record<string, ItemAccepted> = {}
  const unanswered = new Set<string>()
  for (const fact of facts) {
    const { kind } = fact
    if (kind === itemAccepted.kind) {
      const body = fact.body as ItemAccepted
      if (body.round !== round) continue
      accepted[body.item] = body
      unanswered.delete(body.item)
    } else if (kind === itemReturned.kind || kind === itemAnswered.kind) {
      const body = fact.body as { readonly round: number; readonly item: string }
      if (body.round !== round) continue
      if (kind === itemAnswered.kind) unanswered.delete(body.item)
      else {
        // Whoever asks does not take it over yet.
        delete accepted[body.item]
        unanswered.add(body.item)
      }
    }
  }
  return { accepted, unanswered: [...unanswered].toSorted() }
}

/** The sheet that is being signed; the one that was closed stands for ever. */
function sealOf(facts: readonly Fact[], round: number, closedHash: string | undefined) {
  const opened = new Set(bodies(facts, handoverUnsealed).map(({ hash }) => hash))
  const seals = bodies(facts, handoverSealed)
  const sealed: HandoverSealed | null =
    seals.find(({ hash }) => hash === closedHash) ??
    seals.findLast((seal) => seal.round === round && !opened.has(seal.hash)) ??
    null
  const signed = bodies(facts, handoverSigned).filter(({ hash }) => hash === sealed?.hash)
  const signatures = signerRoleKeys.flatMap((role): HandoverSigned[] => {
    const first = signed.find((one) => one.role === role)
    return first ? [first] : []
  })
  return { sealed, signatures }
}

/** By this console's clock; a person who set it right says so, and counting begins there. */
function lastStep(facts: readonly Fact[]): number {
  let last = 0
  for (const { kind, body } of facts) {
    if (kind === clockNoted.kind) last = (body as { readonly now: number }).now
    else last = Math.max(last, (body as { readonly at: number }).at)
  }
  return last
}

function phaseOf(row: Pick<HandoverRow, 'closedAt' | 'sealed' | 'begun'>): HandoverRow['phase'] {
  if (row.closedAt !== null) return 'closed'
  if (row.sealed) return 'signing'
  return row.begun ? 'handing_over' : 'on_duty'
}

function fold(db: Database, entity: string, facts: readonly Fact[]): void {
  db.tables.delete(handoverTable).where(eq(handoverTable.id, entity)).run()
  const prepared = ofKind(facts, handoverPrepared)[0]
  // What was said about it may arrive before it does: it waits in the log.
  if (!prepared) return
  const backs = bodies(facts, handoverReturned)
  const round = backs.length
  const closed = bodies(facts, handoverClosed)[0]
  const { sealed, signatures } = sealOf(facts, round, closed?.hash)
  const begun =
    bodies(facts, handoverBegun).findLast((one) => one.round === (sealed?.round ?? round)) ?? null
  const { notes, conflict } = notesOf(facts)
  const leader = leaderOf(facts)
  const standing = { begun, sealed, closedAt: closed?.at ?? null }
  const row: HandoverRow = {
    id: entity,
    site: prepared.body.site,
    status: prepared.status,
    phase: phaseOf(standing),
    preparedAt: prepared.body.at,
    out: begun?.out ?? prepared.body.out,
    round,
    notes,
    ...itemsOf(facts, round),
    returned: bodies(facts, itemReturned),
    answered: bodies(facts, itemAnswered),
    leader: leader.leader,
    backs: backs.map(({ reason, by, at }) => ({ reason, by: by.name, at })),
    signatures,
    lastAt: lastStep(facts),
    clockNotes: bodies(facts, clockNoted).map(
      ({ before, now, reason, by }) =>
        `时钟由 ${beijingMinute(before)} 退到 ${beijingMinute(now)}，${by}：${reason}`,
    ),
    conflict: conflict || leader.conflict,
    ...standing,
  }
  db.tables.insert(handoverTable).values(row).run()
}

function foldLoan(db: Database, entity: string, facts: readonly Fact[]): void {
  db.tables.delete(loanTable).where(eq(loanTable.id, entity)).run()
  const lent = ofKind(facts, assetLent)[0]
  if (!lent) return
  const { site, what, borrower, since, due, by, at } = lent.body
  const returned = bodies(facts, assetReturned)[0]
  const row = { site, what, borrower, since, due: due ?? null, by, at }
  db.tables
    .insert(loanTable)
    .values({ id: entity, status: lent.status, ...row, returnedAt: returned?.at ?? null })
    .run()
}

function foldInventory(db: Database, entity: string, facts: readonly Fact[]): void {
  db.tables.delete(inventoryTable).where(eq(inventoryTable.id, entity)).run()
  const newest = bodies(facts, inventoryCounted).at(-1)
  if (newest) {
    db.tables
      .insert(inventoryTable)
      .values({ id: entity, ...newest })
      .run()
  }
}

export const handoverProjection: Projection = {
  name: 'handovers',
  version: 1,
  tables: [handoverTable],
  kinds: handoverFacts,
  fold,
}

export const loanProjection: Projection = {
  name: 'handovers.loans',
  version: 1,
  tables: [loanTable],
  kinds: loanFacts,
  fold: foldLoan,
}

export const inventoryProjection: Projection = {
  name: 'handovers.inventory',
  version: 1,
  tables: [inventoryTable],
  kinds: inventoryFacts,
  fold: foldInventory,
}
