/** What the balance compares, and how far apart the full-time people of one pool are. */

export const measures = [
  ['weekend', '周末'],
  ['holiday', '节假日'],
  ['night', '夜班'],
  ['total', '总班次'],
] as const
export type Measure = (typeof measures)[number][0]

export interface BalanceRow extends Readonly<Record<Measure, number>> {
  readonly id: string
  readonly name: string
  /** 1 = full time; only those are compared. */
  readonly share: number
}

/** Fewest and most among those who serve full time. */
export function rangeOf(rows: readonly BalanceRow[], measure: Measure) {
  const values = rows.filter(({ share }) => share >= 1).map((row) => row[measure])
  return values.length === 0
    ? { least: 0, most: 0 }
    : { least: Math.min(...values), most: Math.max(...values) }
}
