/** Rain of the last day at each station, from what it reported. */
import type { CoreContext } from '../../module.ts'
import { stationName } from './queries.ts'
import { heldStates, readingHistory } from './ring.ts'

const dayMs = 24 * 3_600_000
/** A station that reports every minute gives no more in a day. */
const mostReadings = 1500

export interface RainOfDay {
  readonly name: string
  /** Millimetres within 24 hours, as far as it reported. */
  readonly mm: number
}

/**
 * Sums the hourly amounts (P1). Where a station gives none, the running total (PT) of the day:
 * its last value less its first one, counted from zero where it was set back.
 */
function fallen(context: CoreContext, station: string, from: number): number | undefined {
  const read = (element: string) =>
    readingHistory(context.live, station, element, from, mostReadings).flatMap(({ value }) =>
      value === null ? [] : [value],
    )
  const hourly = read('P1')
  if (hourly.length > 0) return hourly.reduce((sum, one) => sum + one, 0)
  const totals = read('PT')
  if (totals.length < 2) return undefined
  return totals.reduce((sum, value, place) => {
    const before = totals[place - 1] ?? value
    return sum + (value >= before ? value - before : value)
  }, 0)
}

/** Most rain first; a station that says nothing of rain is not there. */
export function rainOfDay(context: CoreContext): RainOfDay[] {
  const from = context.world.clock.nowMs() - dayMs
  return heldStates(context.live)
    .flatMap(({ station }) => {
      const mm = fallen(context, station, from)
      return mm === undefined
        ? []
        : [{ name: stationName(context, station), mm: Math.round(mm * 10) / 10 }]
    })
    .toSorted((one, other) => other.mm - one.mm)
}
