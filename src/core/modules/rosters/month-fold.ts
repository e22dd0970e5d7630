/**
 * A month as its facts tell it. What an author had seen is known by the facts each one names:
 * once a month is published, only those count that were written by somebody who saw that; the
 * others are shown as left out until a person has decided.
 */
import { resolveCell, type CellWrite } from '../../oplog/cell.ts'
import type { Fact, OpRef } from '../../oplog/types.ts'
import { cellKey, changesOf, samePeople } from './cells.ts'
import {
  rosterFilled,
  rosterLaid,
  rosterPublished,
  rosterShiftSet,
  type RosterFilled,
  type RosterLaid,
  type RosterPublished,
  type RosterShiftSet,
  type StoredCell,
  type StoredOverride,
  type StoredShift,
} from './facts.ts'
import type { ChangeRow, MonthRow, OtherWord } from './tables.ts'

const refKey = ({ origin, seq }: OpRef): string => `${origin} ${seq}`

/** Every fact before, as far as its author had seen it. */
function pastOf(facts: readonly Fact[]): ReadonlyMap<string, ReadonlySet<string>> {
  const past = new Map<string, ReadonlySet<string>>()
  for (const fact of facts) {
    const seen = new Set<string>()
    for (const ref of fact.base) {
      const key = refKey(ref)
      seen.add(key)
      for (const earlier of past.get(key) ?? []) seen.add(earlier)
    }
    past.set(refKey(fact.ref), seen)
  }
  return past
}

interface Written {
  readonly people: readonly string[]
  readonly name: string
  readonly at: number
}
interface Move {
  readonly fact: Fact
  readonly cells: readonly StoredCell[]
}

/** Shifts and cells while facts are told one after the other. */
class Sheet {
  readonly shifts = new Map<string, StoredShift>()
  readonly overrides = new Map<string, StoredOverride>()
  private readonly writes = new Map<string, CellWrite<Written>[]>()
  private readonly past: ReadonlyMap<string, ReadonlySet<string>>

  constructor(past: ReadonlyMap<string, ReadonlySet<string>>) {
    this.past = past
  }

  lay(shifts: readonly StoredShift[]): void {
    this.shifts.clear()
    for (const shift of shifts) this.shifts.set(shift.id, shift)
  }

  write({ fact, cells }: Move): void {
    const { name, at } = fact.body as { name: string; at: number }
    const seen = this.past.get(refKey(fact.ref)) ?? new Set<string>()
    for (const cell of cells) {
      const key = cellKey(cell)
      const earlier = this.writes.get(key) ?? []
      const base = earlier.map(({ ref }) => ref).filter((ref) => seen.has(refKey(ref)))
      const value = { people: cell.people, name, at }
      this.writes.set(key, [...earlier, { ref: fact.ref, hlc: fact.hlc, base, value }])
    }
  }

  /** The sheet as issued: what was said before is answered by it. */
  issue(fact: Fact<RosterPublished>): void {
    this.lay(fact.body.shifts)
    this.writes.clear()
    this.write({ fact, cells: fact.body.cells })
  }

  override(overrides: readonly StoredOverride[]): void {
    for (const one of overrides) this.overrides.set(one.key, one)
  }

  people(cell: Pick<StoredCell, 'shift' | 'post'>): readonly string[] {
    return this.resolved(cellKey(cell))?.value.people ?? []
  }

  resolved(key: string) {
    return resolveCell(this.writes.get(key) ?? [], {
      same: (one, other) => samePeople(one.people, other.people),
    })
  }

  /** Only of shifts that are there, and only where somebody stands. */
  cells(): StoredCell[] {
    return [...this.writes.keys()].toSorted().flatMap((key) => {
      const [shift = '', post = ''] = key.split(' ')
      const people = this.resolved(key)?.value.people ?? []
      return this.shifts.has(shift) && people.length > 0
        ? [{ shift, post, people: [...people] }]
        : []
    })
  }

  conflicts(): OtherWord[] {
    return [...this.writes.keys()].toSorted().flatMap((key) => {
      const [shift = '', post = ''] = key.split(' ')
      const cell = this.resolved(key)
      if (!cell?.conflict || !this.shifts.has(shift)) return []
      return cell.siblings
        .map(({ value }) => value)
        .filter(({ people }) => !samePeople(people, cell.value.people))
        .map((value) => ({ shift, post, ...value }))
    })
  }
}

function changeOf(
  fact: Fact,
  sheet: Sheet,
  more: Pick<ChangeRow, 'afterPublishing' | 'leftOut'>,
): ChangeRow {
  const { by, name, at } = fact.body as { by: string; name: string; at: number }
  const told = fact.body as Partial<RosterFilled>
  const cells = told.cells ?? []
  const row = {
    id: refKey(fact.ref),
    place: `${fact.hlc.toString().padStart(19, '0')} ${fact.ref.origin} ${String(fact.ref.seq).padStart(12, '0')}`,
    month: fact.entity,
    at,
    by,
    name,
    decision: told.decision ?? null,
    reason: told.reason ?? '',
    ...more,
  }
  switch (fact.kind) {
    case rosterFilled.kind:
      return {
        ...row,
        kind: told.kind ?? 'edit',
        cells: changesOf(
          cells.map((cell) => ({ ...cell, people: [...sheet.people(cell)] })),
          cells,
        ),
        shifts: [],
      }
    case rosterShiftSet.kind: {
      const { shift, removed } = fact.body as RosterShiftSet
      const was = sheet.shifts.get(shift.id) ?? null
      return {
        ...row,
        kind: 'shift',
        cells: [],
        shifts: [{ before: was, after: removed ? null : shift }],
      }
    }
    case rosterPublished.kind:
      return { ...row, kind: 'published', cells: [], shifts: [] }
    default:
      return { ...row, kind: 'laid', cells: [], shifts: [] }
  }
}

function tell(sheet: Sheet, fact: Fact): void {
  switch (fact.kind) {
    case rosterLaid.kind:
      sheet.lay((fact.body as RosterLaid).shifts)
      return
    case rosterFilled.kind: {
      const { cells, overrides } = fact.body as RosterFilled
      sheet.write({ fact, cells })
      sheet.override(overrides)
      return
    }
    case rosterShiftSet.kind: {
      const { shift, removed, overrides } = fact.body as RosterShiftSet
      if (removed) sheet.shifts.delete(shift.id)
      else sheet.shifts.set(shift.id, shift)
      sheet.override(overrides)
      return
    }
    default: {
      const published = fact as Fact<RosterPublished>
      sheet.issue(published)
      sheet.override(published.body.overrides)
    }
  }
}

/** What was left out of a cell, until somebody who saw it wrote that cell. */
function othersLeft(
  left: readonly Fact[],
  counted: readonly Fact[],
  sheet: Sheet,
  past: ReadonlyMap<string, ReadonlySet<string>>,
): OtherWord[] {
  return left.flatMap((fact) => {
    const {
      name,
      at,
      cells = [],
    } = fact.body as Partial<RosterFilled> & { name: string; at: number }
    return cells
      .filter((one) => {
        if (!sheet.shifts.has(one.shift)) return false
        if (samePeople(sheet.people(one), one.people)) return false
        return !counted.some(
          (later) =>
            past.get(refKey(later.ref))?.has(refKey(fact.ref)) &&
            ((later.body as Partial<RosterFilled>).cells ?? []).some(
              (cell) => cellKey(cell) === cellKey(one),
            ),
        )
      })
      .map(({ shift, post, people }) => ({ shift, post, people: [...people], name, at }))
  })
}

export interface FoldedMonth {
  readonly row: MonthRow
  readonly changes: readonly ChangeRow[]
}

/** @param facts of one month in the order of ops; at least one */
export function foldMonth(month: string, facts: readonly Fact[]): FoldedMonth | undefined {
  const [first] = facts
  const last = facts.at(-1)
  if (!first || !last) return undefined
  const past = pastOf(facts)
  const sees = (fact: Fact, other: Fact) =>
    past.get(refKey(fact.ref))?.has(refKey(other.ref)) ?? false
  const issued = facts.find(({ kind }) => kind === rosterPublished.kind) as
    | Fact<RosterPublished>
    | undefined
  const counts = (fact: Fact) =>
    !issued || fact === issued || sees(fact, issued) || sees(issued, fact)
  const sheet = new Sheet(past)
  const changes: ChangeRow[] = []
  const counted: Fact[] = []
  for (const fact of facts) {
    // A month that was issued is not laid out anew, nor issued again.
    const late = issued && sees(fact, issued)
    const idle = late && (fact.kind === rosterLaid.kind || fact.kind === rosterPublished.kind)
    if (idle) continue
    const leftOut = !counts(fact)
    changes.push(changeOf(fact, sheet, { afterPublishing: late ?? false, leftOut }))
    if (leftOut) continue
    tell(sheet, fact)
    counted.push(fact)
  }
  const left = facts.filter((fact) => !counts(fact))
  const answered = new Set(facts.flatMap(({ base }) => base.map(refKey)))
  const shifts = [...sheet.shifts.values()].toSorted(
    (one, other) => one.from - other.from || (one.id < other.id ? -1 : 1),
  )
  const newest = last.body as { name: string; at: number }
  return {
    row: {
      id: month,
      shifts,
      cells: sheet.cells(),
      overrides: [...sheet.overrides.values()],
      publishedAt: issued?.body.at ?? null,
      publishedBy: issued?.body.name ?? null,
      decision: issued?.body.decision ?? null,
      conflicts: [...sheet.conflicts(), ...othersLeft(left, counted, sheet, past)],
      seen: facts.map(({ ref }) => ref).filter((ref) => !answered.has(refKey(ref))),
      lastBy: newest.name,
      lastAt: newest.at,
      status: first.status,
    },
    changes,
  }
}
