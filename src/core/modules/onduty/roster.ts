/** What this module reads of the published roster. */
import { startOfBeijingDay } from '../../kernel/beijing-time.ts'
import type { CoreContext } from '../../module.ts'
import { shiftsBetween, type DutyShift } from '../rosters/index.ts'

const dayMs = 86_400_000

const dayForm = /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})/

/** Around which moment a shift is: its id begins with its duty day. */
function momentOf(context: CoreContext, id: string): number {
  const { year, month, day } = dayForm.exec(id)?.groups ?? {}
  return year === undefined || month === undefined || day === undefined
    ? context.world.clock.nowMs()
    : startOfBeijingDay({ year: Number(year), month: Number(month), day: Number(day) })
}

/** A published shift by its id, past ones too; undefined where it was taken off the roster. */
export function publishedShift(context: CoreContext, id: string): DutyShift | undefined {
  const moment = momentOf(context, id)
  return shiftsBetween(context, moment - 2 * dayMs, moment + 3 * dayMs).find(
    (shift) => shift.id === id,
  )
}
