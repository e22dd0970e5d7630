/** The day's reports of every township against their times. */
import { asc, eq } from 'drizzle-orm'
import { beijingDate, startOfBeijingDay } from '../../kernel/beijing-time.ts'
import type { CoreContext } from '../../module.ts'
import { contactPoints } from '../directory/index.ts'
import { organizations } from '../people/index.ts'
import type { ReportSlot, TownshipBoard, TownshipRow } from './contract.ts'
import { reportSlotTable, townshipReportTable, type TownshipReportRow } from './tables.ts'
import { firstSlots, reportKey } from './words.ts'

type Reading = Pick<CoreContext, 'db' | 'county' | 'world'>

const minuteMs = 60_000

/** In the order of the day. */
export function reportSlots({ db }: Pick<CoreContext, 'db'>): ReportSlot[] {
  const stored = db.tables.select().from(reportSlotTable).orderBy(asc(reportSlotTable.id)).all()
  const known = new Map<string, ReportSlot>(firstSlots.map((slot) => [slot.id, { ...slot }]))
  for (const { id, kind, word, time, enabled } of stored) {
    known.set(id, { id, kind, word, time, enabled })
  }
  return [...known.values()].toSorted((one, other) =>
    one.time < other.time ? -1 : one.time > other.time ? 1 : 0,
  )
}

/** @param day `2026-11-30` @param time `17:00`, Beijing @returns UTC epoch milliseconds */
export function dueTime(day: string, time: string): number {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return startOfBeijingDay({ year, month, day: date }) + (hours * 60 + minutes) * minuteMs
}

export interface Township {
  readonly code: string
  readonly name: string
  readonly phone: string
}

/** The county's own list, with the duty telephone of each where one is known. */
export function townships(context: Pick<Reading, 'db' | 'county'>): Township[] {
  const offices = organizations(context.db).filter(({ kind }) => kind === 'township')
  const numbers = contactPoints(context, { kinds: ['phone'] })
  return context.county.townships.map(({ code, name }) => {
    const office = offices.find((one) => one.township === code || one.name.startsWith(name))
    const number = numbers.find(({ place }) => place === code)?.number ?? ''
    return { code, name, phone: office?.dutyPhone || number }
  })
}

const minutesAfter = (due: number, at: number) => Math.max(0, Math.floor((at - due) / minuteMs))

function rowOf(
  { code, name, phone }: Township,
  stored: TownshipReportRow | undefined,
  dueAt: number,
  now: number,
): TownshipRow {
  const report = stored?.report ?? null
  const lateByMin = minutesAfter(dueAt, report?.receivedAt ?? now)
  const state = report ? (lateByMin > 0 ? 'late' : 'reported') : now > dueAt ? 'overdue' : 'waiting'
  return {
    township: code,
    name,
    phone,
    report,
    earlier: [...(stored?.earlier ?? [])],
    chases: [...(stored?.chases ?? [])],
    state,
    lateByMin: state === 'late' || state === 'overdue' ? lateByMin : 0,
  }
}

/** Those that have not reported first. */
const order = ['overdue', 'waiting', 'late', 'reported'] as const

export function townshipBoard(context: Reading, asked: string | null): TownshipBoard {
  const now = context.world.clock.nowMs()
  const day = asked ?? beijingDate(now)
  const stored = new Map(
    context.db.tables
      .select()
      .from(townshipReportTable)
      .where(eq(townshipReportTable.day, day))
      .all()
      .map((row) => [row.id, row]),
  )
  const reportedIn = new Set(
    [...stored.values()].flatMap(({ report, slot }) => (report ? [slot] : [])),
  )
  const all = townships(context)
  const slots = reportSlots(context)
    .filter(({ id, enabled }) => enabled || reportedIn.has(id))
    .map((slot) => {
      const dueAt = dueTime(day, slot.time)
      const rows = all
        .map((one) => rowOf(one, stored.get(reportKey(day, slot.id, one.code)), dueAt, now))
        .toSorted((one, other) => order.indexOf(one.state) - order.indexOf(other.state))
      return { ...slot, dueAt, rows, reported: rows.filter(({ report }) => report).length }
    })
  return { day, slots }
}
