/** What the directory reads of the rosters. */
import type { CoreContext } from '../../module.ts'
import type { DayCorrection } from '../../roster/calendar.ts'
import type { OnDuty } from './whom/answers.ts'

export function onDutyAt(_context: CoreContext, _at: number): readonly OnDuty[] {
  return []
}

export function correctedDays(_context: CoreContext): ReadonlyMap<string, DayCorrection> {
  return new Map()
}
