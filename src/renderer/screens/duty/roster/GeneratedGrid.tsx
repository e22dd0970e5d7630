import { useState } from 'react'
import type { RosterViolation, ShownShift } from '../../../../core/modules/rosters/contract.ts'
import { PlanGrid } from './PlanGrid.tsx'
import { planColumns, type Spot } from './plan-grid.ts'
import { marksOf } from './plan-marks.ts'

/** A roster that nobody took yet: looked at with the arrows, not changed. */
export function GeneratedGrid({
  shifts,
  violations,
}: {
  readonly shifts: readonly ShownShift[]
  readonly violations: readonly RosterViolation[]
}) {
  const [cursor, setCursor] = useState<Spot>({ row: 0, column: 0 })
  return (
    <PlanGrid
      label="排班结果"
      shifts={shifts}
      columns={planColumns(shifts)}
      days={[]}
      marks={marksOf(violations.map((violation) => ({ ...violation, override: null })))}
      today=""
      own={undefined}
      cursor={cursor}
      carried={undefined}
      onCursor={setCursor}
    />
  )
}
