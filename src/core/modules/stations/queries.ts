import { eq } from 'drizzle-orm'
import type { CoreContext } from '../../module.ts'
import type { Station, StationReadingShown } from './contract.ts'
import {
  heldStates,
  latestReadings,
  oldestReadingAt,
  readingsKnownAt,
  type HeldState,
  type LatestReading,
} from './ring.ts'
import { stationTable, type StationRow } from './tables.ts'
import {
  byImportance,
  classWord,
  clockDoubtMs,
  clockWords,
  elementName,
  lostAfterMs,
  reportWord,
  silentAfterMs,
} from './words.ts'

/** `洋和水文站`, or its number. */
export function stationName(context: CoreContext, station: string): string {
  const row = context.db.tables
    .select({ name: stationTable.name })
    .from(stationTable)
    .where(eq(stationTable.id, station))
    .get()
  return row?.name ?? station
}

export function heldState(context: CoreContext, station: string): HeldState | undefined {
  return heldStates(context.live).find((state) => state.station === station)
}

function readingShown(reading: LatestReading): StationReadingShown {
  const { element, unit, value, at, saidAt, hourAgo, report } = reading
  const change = value === null || hourAgo === null ? null : value - hourAgo
  return {
    element,
    name: elementName(element),
    unit,
    value,
    at,
    reportWord: reportWord(report),
    // Differences of decimals show as they were written: no 0.30000000000000004.
    hourChange: change === null ? null : Math.round(change * 1e6) / 1e6,
    timeDoubt: saidAt !== at,
  }
}

function stateOf(heardAt: number | undefined, now: number): Station['state'] {
  if (heardAt === undefined) return 'never'
  const age = now - heardAt
  return age > lostAfterMs ? 'lost' : age > silentAfterMs ? 'silent' : 'fresh'
}

function shown(
  context: CoreContext,
  station: string,
  row: StationRow | undefined,
  state: HeldState | undefined,
  latest: readonly LatestReading[],
): Station {
  const offsetMs = state?.clockOffsetMs ?? null
  return {
    station,
    name: row?.name ?? '',
    place: row?.place ?? '',
    point: row && row.lat !== null && row.lon !== null ? { lat: row.lat, lon: row.lon } : null,
    note: row?.note ?? '',
    describedBy: row?.by ?? null,
    classWord: classWord(state?.stationClass ?? null),
    heardAt: state?.heardAt ?? null,
    reportWord: state ? reportWord(state.report) : '',
    gatewayName: state?.gatewayName ?? '',
    state: stateOf(state?.heardAt, context.world.clock.nowMs()),
    clock:
      offsetMs === null
        ? null
        : { offsetMs, words: clockWords(offsetMs), doubt: Math.abs(offsetMs) > clockDoubtMs },
    canAsk: state !== undefined && canAsk(context, state.gateway),
    latest: latest
      .map(readingShown)
      .toSorted((one, other) => byImportance(one.element, other.element)),
  }
}

function canAsk(context: CoreContext, gateway: string): boolean {
  const { driver, health } = context.gateways.list().find(({ id }) => id === gateway) ?? {}
  const choice = context.gateways.drivers().find(({ id }) => id === driver)
  return health?.state === 'ready' && choice?.commands.includes('queryStation') === true
}

const order = ['silent', 'lost', 'fresh', 'never'] as const

export function stationList(context: CoreContext): Station[] {
  const rows = new Map(
    context.db.tables
      .select()
      .from(stationTable)
      .all()
      .map((row) => [row.id, row]),
  )
  const states = new Map(heldStates(context.live).map((state) => [state.station, state]))
  const latest = Map.groupBy(latestReadings(context.live), ({ station }) => station)
  const numbers = new Set([...states.keys(), ...rows.keys()])
  return [...numbers]
    .map((station) =>
      shown(context, station, rows.get(station), states.get(station), latest.get(station) ?? []),
    )
    .toSorted(
      (one, other) =>
        order.indexOf(one.state) - order.indexOf(other.state) ||
        (one.name || one.station).localeCompare(other.name || other.station, 'zh-CN'),
    )
}

/** Stations as somebody had described them. */
export function describedStations({ tables }: CoreContext['db']): StationRow[] {
  return tables.select().from(stationTable).all()
}

export interface StationThen {
  readonly station: string
  readonly name: string
  readonly point: Station['point']
  readonly state: Station['state']
  readonly heardAt: number | null
  readonly latest: readonly Pick<StationReadingShown, 'name' | 'unit' | 'value'>[]
}

export interface StationsThen {
  readonly stations: StationThen[]
  /** Readings heard before are not kept; null where none is. */
  readonly from: number | null
}

/** @param described what persons had said of the stations by then */
export function stationsThen(
  { live }: Pick<CoreContext, 'live'>,
  at: number,
  described: readonly StationRow[],
): StationsThen {
  const readings = Map.groupBy(readingsKnownAt(live, at), ({ station }) => station)
  const rows = new Map(described.map((row) => [row.id, row]))
  const stations = [...new Set([...rows.keys(), ...readings.keys()])].map((station) => {
    const row = rows.get(station)
    const latest = (readings.get(station) ?? []).toSorted((one, other) =>
      byImportance(one.element, other.element),
    )
    const heardAt = latest.length === 0 ? undefined : Math.max(...latest.map((one) => one.heardAt))
    return {
      station,
      name: row?.name ?? '',
      point: row && row.lat !== null && row.lon !== null ? { lat: row.lat, lon: row.lon } : null,
      state: stateOf(heardAt, at),
      heardAt: heardAt ?? null,
      latest: latest.map(({ element, unit, value }) => ({
        name: elementName(element),
        unit,
        value,
      })),
    }
  })
  return { stations, from: oldestReadingAt(live) ?? null }
}
