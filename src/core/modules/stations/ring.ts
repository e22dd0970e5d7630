/** Readings of stations: a ring in the live database, with the newest of every element beside it. */
import type { Database } from '../../kernel/database.ts'
import type { EpochMs } from '../../kernel/world.ts'

export const readingTables: readonly string[] = [
  `create table if not exists station_state (
    station text primary key, gateway text not null, gateway_name text not null, heard_at integer not null,
    report text not null, clock_offset integer, class text)`,
  `create table if not exists station_latest (
    station text not null, element text not null, at integer not null, said_at integer not null,
    heard_at integer not null, value real, unit text not null, report text not null, hour_ago real,
    primary key (station, element)) without rowid`,
  `create table if not exists station_reading (
    station text not null, element text not null, at integer not null, value real, unit text not null,
    report text not null, heard_at integer not null, primary key (station, element, at)) without rowid`,
  'create index if not exists station_reading_heard on station_reading (heard_at)',
]

export interface HeldReading {
  readonly station: string
  readonly element: string
  /** What is reckoned with: as the station said, or the arrival where its clock is ahead. */
  readonly at: EpochMs
  readonly saidAt: EpochMs
  readonly heardAt: EpochMs
  readonly value: number | null
  readonly unit: string
  readonly report: string
}

export interface LatestReading extends HeldReading {
  /** The value about an hour earlier. */
  readonly hourAgo: number | null
}

export interface HeldState {
  readonly station: string
  readonly gateway: string
  readonly gatewayName: string
  readonly heardAt: EpochMs
  readonly report: string
  readonly clockOffsetMs: number | null
  readonly stationClass: string | null
}

/** A week of five-minute values of a hundred stations is about a million rows of 60 bytes. */
export const keptMs = 7 * 24 * 3_600_000
const hourMs = 3_600_000
/** A value from this much earlier or later still stands for "an hour ago". */
const hourSlackMs = 20 * 60_000

export function keepState(live: Database, state: HeldState): void {
  live
    .prepare(
      `insert into station_state (station, gateway, gateway_name, heard_at, report, clock_offset, class)
       values (?, ?, ?, ?, ?, ?, ?)
       on conflict (station) do update set gateway = excluded.gateway, gateway_name = excluded.gateway_name,
         heard_at = excluded.heard_at, report = excluded.report,
         clock_offset = coalesce(excluded.clock_offset, clock_offset), class = coalesce(excluded.class, class)`,
    )
    .run(
      state.station,
      state.gateway,
      state.gatewayName,
      state.heardAt,
      state.report,
      state.clockOffsetMs,
      state.stationClass,
    )
}

/** A repeated report changes nothing; the same time with another value is the station's correction. */
export function keepReading(live: Database, reading: HeldReading): void {
  const { station, element, at, saidAt, heardAt, value, unit, report } = reading
  live
    .prepare(
      `insert into station_reading (station, element, at, value, unit, report, heard_at)
       values (?, ?, ?, ?, ?, ?, ?)
       on conflict (station, element, at) do update set value = excluded.value, unit = excluded.unit,
         report = excluded.report, heard_at = excluded.heard_at`,
    )
    .run(station, element, at, value, unit, report, heardAt)
  const hourAgo = live
    .prepare<{ value: number | null }>(
      `select value from station_reading where station = ? and element = ? and at between ? and ?
         and value is not null order by abs(at - ?) limit 1`,
    )
    .get(station, element, at - hourMs - hourSlackMs, at - hourMs + hourSlackMs, at - hourMs)
  live
    .prepare(
      `insert into station_latest (station, element, at, said_at, heard_at, value, unit, report, hour_ago)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?)
       on conflict (station, element) do update set at = excluded.at, said_at = excluded.said_at,
         heard_at = excluded.heard_at, value = excluded.value, unit = excluded.unit,
         report = excluded.report, hour_ago = excluded.hour_ago
       where excluded.at >= station_latest.at`,
    )
    .run(station, element, at, saidAt, heardAt, value, unit, report, hourAgo?.value ?? null)
}

export function pruneReadings(live: Database, before: EpochMs): void {
  live.prepare('delete from station_reading where heard_at < ?').run(before)
}

interface StateRow {
  readonly station: string
  readonly gateway: string
  readonly gateway_name: string
  readonly heard_at: number
  readonly report: string
  readonly clock_offset: number | null
  readonly class: string | null
}

export function heldStates(live: Database): HeldState[] {
  return live
    .prepare<StateRow>('select * from station_state order by station')
    .all()
    .map((row) => ({
      station: row.station,
      gateway: row.gateway,
      gatewayName: row.gateway_name,
      heardAt: row.heard_at,
      report: row.report,
      clockOffsetMs: row.clock_offset,
      stationClass: row.class,
    }))
}

interface LatestRow {
  readonly station: string
  readonly element: string
  readonly at: number
  readonly said_at: number
  readonly heard_at: number
  readonly value: number | null
  readonly unit: string
  readonly report: string
  readonly hour_ago: number | null
}

export function latestReadings(live: Database): LatestReading[] {
  return live
    .prepare<LatestRow>('select * from station_latest')
    .all()
    .map(({ said_at: saidAt, heard_at: heardAt, hour_ago: hourAgo, ...row }) => ({
      ...row,
      saidAt,
      heardAt,
      hourAgo,
    }))
}

interface ReadingRow extends Omit<LatestRow, 'said_at' | 'hour_ago'> {}

/**
 * What had been heard by a past moment: the newest reading of every element of every station. The
 * ring keeps no time that was said otherwise, and of a value that was corrected the later one.
 */
export function readingsKnownAt(live: Database, at: EpochMs): LatestReading[] {
  const newest = live.prepare<ReadingRow>(
    `select station, element, at, heard_at, value, unit, report from station_reading
     where station = ? and element = ? and at <= ? and heard_at <= ? order by at desc limit 1`,
  )
  return live
    .prepare<{ station: string; element: string }>('select station, element from station_latest')
    .all()
    .flatMap(({ station, element }) => newest.get(station, element, at, at) ?? [])
    .map(({ heard_at: heardAt, ...row }) => ({ ...row, heardAt, saidAt: row.at, hourAgo: null }))
}

/** When the oldest reading that is kept was heard. */
export function oldestReadingAt(live: Database): EpochMs | undefined {
  return (
    live.prepare<{ at: number | null }>('select min(heard_at) at from station_reading').get()?.at ??
    undefined
  )
}

export interface HistoryPoint {
  readonly at: EpochMs
  readonly value: number | null
}

/** Oldest first; the newest `limit` of them. */
export function readingHistory(
  live: Database,
  station: string,
  element: string,
  from: EpochMs,
  limit: number,
): HistoryPoint[] {
  return live
    .prepare<HistoryPoint>(
      `select at, value from station_reading where station = ? and element = ? and at >= ?
       order by at desc limit ?`,
    )
    .all(station, element, from, limit)
    .toReversed()
}
