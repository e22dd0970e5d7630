/**
 * 通信保障日报 (domain §13 no. 26) of one duty day: channels, faults with their lengths, the comms
 * mode, roll calls, equipment. It has no facts of its own: everything is read from the record.
 */
import { beijingDate, dutyDay, startOfBeijingDay } from '../../kernel/beijing-time.ts'
import type { DocumentKind } from '../../documents/kind.ts'
import { accept, refuse } from '../../kernel/result.ts'
import type { CoreContext } from '../../module.ts'
import { commsDaily } from './daily.ts'

const dayMs = 24 * 3_600_000
const daysOffered = 7

/** `2026-11-29`: from its first hour to the next day's. */
export function dayBounds({ county }: Pick<CoreContext, 'county'>, day: string) {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const start = startOfBeijingDay({ year, month, day: date })
  const from = start + county.county.dutyDayStartsAtHour * 3_600_000
  return { from, to: from + dayMs }
}

const kind: DocumentKind = {
  key: 'comms_daily',
  number: 26,
  title: '通信保障日报',
  formats: ['pdf', 'docx'],
  subjects(context, incident) {
    if (incident !== null) return []
    const now = context.world.clock.nowMs()
    return Array.from({ length: daysOffered }, (_, ago) => {
      const id = dutyDay(now - ago * dayMs, context.county.county.dutyDayStartsAtHour)
      return { id, title: ago === 0 ? `${id}（今日）` : id }
    })
  },
  compose(context, subject) {
    const now = context.world.clock.nowMs()
    const day = subject === '' ? dutyDay(now, context.county.county.dutyDayStartsAtHour) : subject
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return refuse('not-found', undefined)
    const { from, to } = dayBounds(context, day)
    // A day that does not exist, or has not begun.
    if (beijingDate(from) !== day || from > now) return refuse('not-found', undefined)
    return accept(commsDaily(context, { day, from, to }))
  },
}

export const documents: readonly DocumentKind[] = [kind]
