/** Whether what was accepted still is what stands. Pure. */
import type { HandoverItem } from './contract.ts'
import type { SheetItem, SheetLine } from './items/model.ts'
import type { HandoverRow } from './tables.ts'

type Standing = Pick<
  HandoverRow,
  'phase' | 'accepted' | 'unanswered' | 'answered' | 'round' | 'notes'
>

const marksOf = (lines: readonly Pick<SheetLine, 'id' | 'mark'>[]) =>
  new Map(lines.flatMap(({ id, mark }) => (mark === null ? [] : [[id, mark] as const])))

/** Lines that are new or moved since; what is gone has been dealt with and asks for nothing. */
export function freshIds(row: Standing, { key, lines }: SheetItem): ReadonlySet<string> {
  const accepted = row.accepted[key]
  if (!accepted) return new Set()
  const before = marksOf(accepted.lines)
  return new Set(
    [...marksOf(lines)].filter(([id, mark]) => before.get(id) !== mark).map(([id]) => id),
  )
}

/** The note is handed over with the item: one that was written since has not been read. */
function noteMoved({ accepted, notes }: Standing, key: string): boolean {
  return accepted[key] !== undefined && accepted[key].note !== (notes[key]?.text ?? '')
}

export function isAccepted(row: Standing, item: SheetItem): boolean {
  return itemState(row, item) === 'accepted'
}

export function itemState(row: Standing | undefined, item: SheetItem): HandoverItem['state'] {
  if (!row || row.phase === 'on_duty') return 'open'
  if (row.unanswered.includes(item.key)) return 'returned'
  if (row.accepted[item.key]) {
    return freshIds(row, item).size > 0 || noteMoved(row, item.key) ? 'changed' : 'accepted'
  }
  const answered = row.answered.some(
    ({ item: key, round }) => key === item.key && round === row.round,
  )
  return answered ? 'answered' : 'waiting'
}
