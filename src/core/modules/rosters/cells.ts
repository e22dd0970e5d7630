/** Cells of a month (who stands at one post of one shift): put over others, and what that changes. */
import type { StoredCell, StoredShift } from './facts.ts'

/** A month as it stands, or as somebody would have it. */
export interface Sheet {
  readonly shifts: readonly StoredShift[]
  readonly cells: readonly StoredCell[]
}
/** By month. */
export type Sheets = ReadonlyMap<string, Sheet>

/** A cell before and after; nobody stood there where `before` is empty. */
export interface CellChange {
  readonly shift: string
  readonly post: string
  readonly before: readonly string[]
  readonly after: readonly string[]
}

export const cellKey = ({ shift, post }: Pick<StoredCell, 'shift' | 'post'>): string =>
  `${shift} ${post}`

/** The same people in the same order. */
export const samePeople = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((person, at) => person === other[at])

/** A month with some of its cells as somebody would have them. */
export function withCells({ shifts, cells: standing }: Sheet, cells: readonly StoredCell[]): Sheet {
  const all = new Map([...standing, ...cells].map((cell) => [cellKey(cell), cell]))
  return { shifts, cells: [...all.values()] }
}

/** What stands at these cells, beside what they say. */
export function besideStanding(
  standing: readonly StoredCell[],
  cells: readonly StoredCell[],
): CellChange[] {
  const now = new Map(standing.map((cell) => [cellKey(cell), cell.people]))
  return cells.map((cell) => ({
    shift: cell.shift,
    post: cell.post,
    before: now.get(cellKey(cell)) ?? [],
    after: cell.people,
  }))
}

/** Of these cells those that say something else than what stands. */
export function changesOf(
  standing: readonly StoredCell[],
  cells: readonly StoredCell[],
): CellChange[] {
  return besideStanding(standing, cells).filter(({ before, after }) => !samePeople(before, after))
}

/** The cells of `changesOf`, as a fact tells them. */
export function changedCells(
  standing: readonly StoredCell[],
  cells: readonly StoredCell[],
): StoredCell[] {
  const changed = new Set(changesOf(standing, cells).map(cellKey))
  return cells.filter((cell) => changed.has(cellKey(cell)))
}
