/** Roll calls that are due by the schedule: reminded of, never started by themselves. */
import { eq } from 'drizzle-orm'
import type { CoreContext } from '../../module.ts'
import { ruleMs } from '../rules/index.ts'
import { netList, scheduleList, type Net } from './nets.ts'
import { rollOfSlot } from './queries.ts'
import { nextSlot, slotsBetween, type Schedule } from './schedule.ts'
import { skippedTable } from './tables.ts'

export interface DueSlot {
  readonly id: string
  readonly schedule: Schedule
  readonly net: Net
  readonly slotAt: number
  /** Nobody has started it for longer than the limit. */
  readonly amber: boolean
  readonly amberAt: number
}

/** After this time it is not due any more but missed. */
const dueForMs = 4 * 3_600_000

const slotId = (schedule: string, slotAt: number): string => `slot:${schedule}:${slotAt}`

/** A console that was set up after the time had passed has missed nothing. */
function inUseSince({ db }: CoreContext): number {
  const row = db
    .prepare<{ first: number | null }>('select min(typed_at) first from log_entry')
    .get()
  return row?.first ?? Number.POSITIVE_INFINITY
}

function skippedRow({ db }: Pick<CoreContext, 'db'>, id: string) {
  return db.tables.select().from(skippedTable).where(eq(skippedTable.id, id)).get()
}

/** The newest time of each that has come and was neither held nor passed over. */
function openSlots(context: CoreContext, now: number) {
  const since = Math.max(inUseSince(context), now - dueForMs)
  if (since > now) return []
  return scheduleList(context).flatMap((schedule) => {
    if (!schedule.enabled) return []
    const slotAt = slotsBetween(schedule, since, now).at(-1)
    if (slotAt === undefined) return []
    const id = slotId(schedule.id, slotAt)
    const isOver = skippedRow(context, id) !== undefined || rollOfSlot(context, schedule.id, slotAt)
    return isOver ? [] : [{ id, schedule, slotAt }]
  })
}

export function dueSlots(context: CoreContext): DueSlot[] {
  const now = context.world.clock.nowMs()
  const open = openSlots(context, now)
  // Most of the day nothing is due, and nets are not cheap to read.
  if (open.length === 0) return []
  const nets = new Map(netList(context).map((net) => [net.id, net]))
  const amberMs = ruleMs(context, 'rollcall.due')
  return open.flatMap(({ id, schedule, slotAt }): DueSlot[] => {
    const net = nets.get(schedule.net)
    // Nobody to call: nothing is due.
    if (!net || net.stations.length === 0) return []
    const amberAt = slotAt + amberMs
    return [{ id, schedule, net, slotAt, amberAt, amber: now >= amberAt }]
  })
}

export function upcoming(context: CoreContext) {
  const now = context.world.clock.nowMs()
  return scheduleList(context).map((schedule) => ({
    schedule,
    nextAt: nextSlot(schedule, now) ?? null,
  }))
}

export interface UnheldSlot {
  readonly label: string
  readonly slotAt: number
  /** Null: nobody said why. */
  readonly reason: string | null
}

/** What was due between two moments and was not held, oldest first. */
export function unheldSlots(context: CoreContext, from: number, to: number): UnheldSlot[] {
  const now = context.world.clock.nowMs()
  const since = Math.max(from, inUseSince(context))
  const nets = new Map(netList(context).map((net) => [net.id, net]))
  return scheduleList(context)
    .filter(({ enabled, net }) => enabled && (nets.get(net)?.stations.length ?? 0) > 0)
    .flatMap((schedule) =>
      slotsBetween(schedule, since, Math.min(to, now) - 1)
        .filter((slotAt) => !rollOfSlot(context, schedule.id, slotAt))
        .map((slotAt) => ({
          label: schedule.label,
          slotAt,
          reason: skippedRow(context, slotId(schedule.id, slotAt))?.reason ?? null,
        })),
    )
    .toSorted((a, b) => a.slotAt - b.slotAt)
}
