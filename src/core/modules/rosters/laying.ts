/** A month's shifts by the county's patterns, and people put on them from elsewhere. */
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat, Session } from '../../module.ts'
import type { FactDraft } from '../../oplog/types.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import { shiftsOfDays } from '../../roster/patterns.ts'
import type { Stored } from './allowing.ts'
import { changedCells, type Sheet } from './cells.ts'
import {
  rosterFilled,
  rosterLaid,
  type RosterFilled,
  type StoredCell,
  type StoredShift,
} from './facts.ts'
import { monthDays } from './months.ts'
import { monthRow } from './queries.ts'
import { corrections, patterns } from './settings.ts'

/** As the patterns would have the month now; empty where none holds. */
export function plannedShifts(
  context: Pick<CoreContext, 'db' | 'world'>,
  month: string,
): StoredShift[] {
  const { patterns: known, uses } = patterns(context)
  return shiftsOfDays(monthDays(month), known, uses, corrections(context))
}

/** Makes the month's shifts anew; a draft's shifts that stay keep their people. */
export function layMonth(
  context: CoreContext,
  seat: Seat,
  month: string,
): Result<Stored, Refusal<'published'> | Refusal<'no-pattern'>> {
  const { person, name } = requireRight(seat, 'roster.write')
  const row = monthRow(context, month)
  if (row?.publishedAt != null) return refuse('published')
  const shifts = plannedShifts(context, month)
  if (shifts.length === 0) return refuse('no-pattern')
  const body = { shifts, by: person, name, at: context.world.clock.nowMs() }
  return accept(
    recordFor(context, seat, [
      { kind: rosterLaid.kind, entity: month, body, base: row?.seen ?? [] },
    ]),
  )
}

/** A month as it stands; one without shifts as the patterns would have it. */
export interface PlannedSheet extends Sheet {
  readonly laid: boolean
  readonly published: boolean
}

/** @param months `2026-12` … */
export function plannedSheets(
  context: Pick<CoreContext, 'db' | 'world'>,
  months: readonly string[],
): Map<string, PlannedSheet> {
  return new Map(
    months.map((month) => {
      const row = monthRow(context, month)
      const laid = row !== undefined && row.shifts.length > 0
      const shifts = laid ? row.shifts : plannedShifts(context, month)
      const published = row?.publishedAt != null
      return [month, { shifts, cells: row?.cells ?? [], laid, published }]
    }),
  )
}

/**
 * Facts that put people on posts of drafts, for months where that changes anything; a month that is
 * not laid out yet is laid out first.
 */
export function fillingFacts(
  context: CoreContext,
  { person: by, name }: Session,
  sheets: ReadonlyMap<string, PlannedSheet>,
  filling: {
    readonly kind: RosterFilled['kind']
    readonly reason: string
    readonly cells: ReadonlyMap<string, readonly StoredCell[]>
  },
): FactDraft[] {
  const told = { by, name, at: context.world.clock.nowMs() }
  return [...sheets].flatMap(([month, { shifts, cells: standing, laid }]): FactDraft[] => {
    const cells = changedCells(standing, filling.cells.get(month) ?? [])
    if (cells.length === 0) return []
    const base = monthRow(context, month)?.seen ?? []
    const { kind, reason } = filling
    const body: RosterFilled = {
      kind,
      cells,
      reason,
      decision: null,
      overrides: [],
      swap: null,
      ...told,
    }
    return [
      ...(laid ? [] : [{ kind: rosterLaid.kind, entity: month, body: { shifts, ...told }, base }]),
      { kind: rosterFilled.kind, entity: month, body, base },
    ]
  })
}
