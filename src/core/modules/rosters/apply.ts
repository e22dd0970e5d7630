/** Folds the facts of rosters, leave, wishes, swaps and settings into their rows. */
import { eq } from 'drizzle-orm'
import type { Projection } from '../../oplog/registry.ts'
import type { Fact } from '../../oplog/types.ts'
import {
  absenceFacts,
  dayCorrected,
  leaveFiled,
  leaveWithdrawn,
  memberSet,
  monthFacts,
  settingFacts,
  swapFacts,
  wishSet,
  type DayCorrected,
  type LeaveFiled,
  type LeaveWithdrawn,
  type MemberSet,
  type PatternsSet,
  type PostsSet,
  type RulesSet,
  type WishSet,
} from './facts.ts'
import { foldMonth } from './month-fold.ts'
import { foldSwap } from './swap-fold.ts'
import {
  changeTable,
  dayTable,
  leaveTable,
  memberTable,
  monthTable,
  settingTable,
  shiftTable,
  swapTable,
  wishTable,
} from './tables.ts'

export const monthProjection: Projection = {
  name: 'rosters',
  version: 2,
  tables: [monthTable, shiftTable, changeTable],
  kinds: monthFacts,
  fold(db, entity, facts) {
    db.tables.delete(monthTable).where(eq(monthTable.id, entity)).run()
    db.tables.delete(shiftTable).where(eq(shiftTable.month, entity)).run()
    db.tables.delete(changeTable).where(eq(changeTable.month, entity)).run()
    const folded = foldMonth(entity, facts)
    if (!folded) return
    const { row, changes } = folded
    db.tables.insert(monthTable).values(row).run()
    for (const shift of row.shifts) {
      const { id, day, from, to } = shift
      const cells = row.cells.filter((cell) => cell.shift === id)
      const published = row.publishedAt !== null
      db.tables
        .insert(shiftTable)
        .values({ month: entity, id, day, from, to, published, shift, cells })
        .run()
    }
    for (const change of changes) db.tables.insert(changeTable).values(change).run()
  },
}

function newest(facts: readonly Fact[], kind: string): unknown {
  return facts.findLast((fact) => fact.kind === kind)?.body
}

/** The newest of each stands. */
export const settingProjection: Projection = {
  name: 'rosters.settings',
  version: 1,
  tables: [settingTable, dayTable, memberTable],
  kinds: settingFacts,
  fold(db, entity, facts) {
    db.tables.delete(settingTable).where(eq(settingTable.id, entity)).run()
    db.tables.delete(dayTable).where(eq(dayTable.id, entity)).run()
    db.tables.delete(memberTable).where(eq(memberTable.id, entity)).run()
    const corrected = newest(facts, dayCorrected.kind) as DayCorrected | undefined
    if (corrected?.kind) {
      const { kind, holiday, name, at } = corrected
      db.tables.insert(dayTable).values({ id: entity, kind, holiday, name, at }).run()
    }
    const member = newest(facts, memberSet.kind) as MemberSet | undefined
    if (member) {
      const { serves, posts, share } = member
      db.tables.insert(memberTable).values({ id: entity, serves, posts, share }).run()
    }
    const setting = facts.findLast(
      ({ kind }) => kind !== dayCorrected.kind && kind !== memberSet.kind,
    )
    if (setting) {
      const body = setting.body as PostsSet | PatternsSet | RulesSet
      db.tables.insert(settingTable).values({ id: entity, body }).run()
    }
  },
}

export const absenceProjection: Projection = {
  name: 'rosters.absence',
  version: 1,
  tables: [leaveTable, wishTable],
  kinds: absenceFacts,
  fold(db, entity, facts) {
    db.tables.delete(leaveTable).where(eq(leaveTable.id, entity)).run()
    db.tables.delete(wishTable).where(eq(wishTable.id, entity)).run()
    const [filed] = facts.filter(({ kind }) => kind === leaveFiled.kind) as Fact<LeaveFiled>[]
    if (filed) {
      const { person, from, to, kind, note, name, at } = filed.body
      const [back] = facts.filter(
        ({ kind: of }) => of === leaveWithdrawn.kind,
      ) as Fact<LeaveWithdrawn>[]
      const withdrawn = { withdrawnAt: back?.body.at ?? null, withdrawnBy: back?.body.name ?? null }
      db.tables
        .insert(leaveTable)
        .values({ id: entity, person, from, to, kind, note, name, at, ...withdrawn })
        .run()
    }
    const wish = newest(facts, wishSet.kind) as WishSet | undefined
    if (wish?.want) {
      const { person, day, want, fixed, note, name, at } = wish
      db.tables
        .insert(wishTable)
        .values({ id: entity, person, day, want, fixed, note, name, at })
        .run()
    }
  },
}

export const swapProjection: Projection = {
  name: 'rosters.swaps',
  version: 1,
  tables: [swapTable],
  kinds: swapFacts,
  fold(db, entity, facts) {
    db.tables.delete(swapTable).where(eq(swapTable.id, entity)).run()
    const row = foldSwap(entity, facts)
    if (row) db.tables.insert(swapTable).values(row).run()
  },
}
