/** Folds what was recorded about the review of one incident into its row. */
import { eq } from 'drizzle-orm'
import type { Database } from '../../kernel/database.ts'
import { hlcWallMs } from '../../kernel/hlc.ts'
import { resolveCell, type CellWrite } from '../../oplog/cell.ts'
import { ofKind, type Projection } from '../../oplog/registry.ts'
import type { Fact } from '../../oplog/types.ts'
import { decidedBy } from '../people/index.ts'
import { reviewStates, sectionKeys, type ReviewSection, type ReviewState } from './contract.ts'
import {
  actionMoved,
  actionNoted,
  reliefNoted,
  reliefWithdrawn,
  reviewFacts,
  reviewOpened,
  reviewStepped,
  reviewWaived,
  sectionWritten,
} from './facts.ts'
import {
  reviewTable,
  type CorrectiveAction,
  type Relief,
  type ReviewChange,
  type ReviewRow,
  type WrittenSection,
} from './tables.ts'

interface Written {
  readonly text: string
  readonly by: string
  readonly at: number
}

function sections(facts: readonly Fact[]) {
  const writes = Map.groupBy(ofKind(facts, sectionWritten), ({ body }) => body.section)
  const written: Partial<Record<ReviewSection, WrittenSection>> = {}
  let conflict = false
  for (const key of sectionKeys) {
    const cell = resolveCell<Written>(
      (writes.get(key) ?? []).map(({ ref, hlc, base, body: { text, by } }) => ({
        ref,
        hlc,
        base,
        value: { text, by, at: hlcWallMs(hlc) },
      })),
      { same: (one, other) => one.text === other.text },
    )
    if (!cell) continue
    conflict ||= cell.conflict
    written[key] = {
      ...cell.value,
      seen: cell.siblings.map(({ ref }) => ref),
      others: cell.siblings
        .map(({ value }) => value)
        .filter(({ text }) => text !== cell.value.text),
    }
  }
  return { written, conflict }
}

/** Of two steps taken at once the later state would hide work that is not done: the earlier stands. */
function danger({ state }: ReviewChange): number {
  return -reviewStates.findIndex(([key]) => key === state)
}

function standing(facts: readonly Fact[]) {
  const opened = ofKind(facts, reviewOpened)[0]
  if (!opened) return undefined
  const { by, at } = opened.body
  const first: CellWrite<ReviewChange> = {
    ref: opened.ref,
    hlc: opened.hlc,
    base: [],
    value: { state: 'drafting', at, by, reason: '', decided: null },
  }
  const steps = ofKind(facts, reviewStepped).map(({ ref, hlc, base, body }) => ({
    ref,
    hlc,
    base,
    value: {
      state: body.to,
      at: body.at,
      by: body.by,
      reason: body.reason,
      decided: body.decision ? decidedBy(body.decision) : null,
    },
  }))
  const cell = resolveCell([first, ...steps], {
    danger,
    same: (one, other) => one.state === other.state,
  })
  if (!cell) throw new Error('a cell with one write has a value')
  return { cell, history: [first, ...steps].map(({ value }) => value) }
}

function actions(facts: readonly Fact[]): CorrectiveAction[] {
  const moves = Map.groupBy(ofKind(facts, actionMoved), ({ body }) => body.action)
  const noted = Map.groupBy(ofKind(facts, actionNoted), ({ body }) => body.action)
  return [...noted].flatMap(([id, versions]) => {
    const last = versions.at(-1)
    if (!last) return []
    const { action: _action, ...body } = last.body
    const history = (moves.get(id) ?? []).map(({ body: { to, note, by, at } }) => ({
      to,
      note,
      by,
      at,
    }))
    return [{ ...body, id, state: history.at(-1)?.to ?? 'open', history }]
  })
}

function relief(facts: readonly Fact[]): Relief[] {
  const withdrawn = new Map(
    ofKind(facts, reliefWithdrawn).map(({ body: { relief: id, reason, by } }) => [
      id,
      { reason, by },
    ]),
  )
  return ofKind(facts, reliefNoted)
    .map(({ body: { relief: id, ...body } }) => ({
      ...body,
      id,
      withdrawn: withdrawn.get(id) ?? null,
    }))
    .sort((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1))
}

function signedTimes(facts: readonly Fact[], state: ReviewState | null) {
  if (state === null || state === 'drafting' || state === 'meeting') return null
  return (
    ofKind(facts, reviewStepped).findLast(({ body }) => body.to === 'signed')?.body.times ?? null
  )
}

function fold(db: Database, entity: string, facts: readonly Fact[]): void {
  if (facts.length === 0) return
  const state = standing(facts)
  const { written, conflict } = sections(facts)
  const row: ReviewRow = {
    id: entity,
    state: state?.cell.value.state ?? null,
    stateSeen: state?.cell.siblings.map(({ ref }) => ref) ?? [],
    history: state?.history ?? [],
    sections: written,
    actions: actions(facts),
    relief: relief(facts),
    waived: ofKind(facts, reviewWaived).at(-1)?.body ?? null,
    signedTimes: signedTimes(facts, state?.cell.value.state ?? null),
    conflict: conflict || (state?.cell.conflict ?? false),
  }
  db.tables.delete(reviewTable).where(eq(reviewTable.id, entity)).run()
  db.tables.insert(reviewTable).values(row).run()
}

export const reviewProjection: Projection = {
  name: 'review',
  version: 1,
  tables: [reviewTable],
  kinds: reviewFacts,
  fold,
}
