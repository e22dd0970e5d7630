/** The last positions of every key: a ring in the live database, written in batches. */
import type { Database } from '../../kernel/database.ts'
import type { CancelTimer, EpochMs } from '../../kernel/world.ts'
import type { CoreContext } from '../../module.ts'
import type { PositionQuality } from './quality-words.ts'

export interface HeldPosition {
  readonly key: string
  readonly at: EpochMs
  readonly lat: number
  readonly lon: number
  readonly quality: PositionQuality
  readonly speedKmh: number | null
  readonly headingDeg: number | null
  readonly gateway: string
  readonly radio: string
  /** When this console learned of it: the fix may be older. */
  readonly arrivedAt: EpochMs
  /** Caught up from a dead zone: on the track, and never what the map showed. */
  readonly late: boolean
}

export const positionTables: readonly string[] = [
  `create table if not exists position (
    id integer primary key, key text not null, at integer not null, lat real not null, lon real not null,
    speed real, heading real, gateway text not null, radio text not null, quality text not null,
    arrived integer, late integer not null default 0)`,
  'create index if not exists position_key_at on position (key, at)',
]

export interface Retention {
  readonly perKey: number
  readonly ageMs: number
}

export interface PositionRing {
  add(position: HeldPosition): void
  /** Oldest first, at most `limit`, the newest of them. */
  track(key: string, from: EpochMs, to: EpochMs, limit: number): HeldPosition[]
  /** The newest of every key, and the newest usable one where that is another. */
  newest(): HeldPosition[]
  /** What the map knew of every key then: the newest usable one that had arrived, else any. */
  knownAt(at: EpochMs): HeldPosition[]
  /**
   * Usable fixes of a key, oldest first, at most `limit`: where there are more, the first of each
   * of as many equal stretches of time; `total` says how many there are.
   */
  thinnedTrack(key: string, from: EpochMs, to: EpochMs, limit: number): ThinnedTrack
  /** Every key with a fix in that time. */
  keys(from: EpochMs, to: EpochMs): string[]
  /** Time of the oldest fix that is kept. */
  oldestAt(): EpochMs | undefined
  close(): void
}

export interface ThinnedTrack {
  readonly positions: HeldPosition[]
  readonly total: number
}

/** Length of each of the equal stretches of which no more than the first fix is kept. */
function stretchMs(from: EpochMs, to: EpochMs, limit: number): number {
  return Math.ceil((to - from + 1) / limit)
}

/** The rule of `thinnedTrack` for fixes that are at hand, oldest first. */
export function thinned(
  fixes: HeldPosition[],
  from: EpochMs,
  to: EpochMs,
  limit: number,
): HeldPosition[] {
  if (fixes.length <= limit) return fixes
  const length = stretchMs(from, to, limit)
  const stretch = ({ at }: HeldPosition) => Math.floor((at - from) / length)
  let last = -1
  return fixes.filter((fix) => {
    const isFirst = stretch(fix) !== last
    last = stretch(fix)
    return isFirst
  })
}

/** A radio's clock may be ahead by this much before its fix is dated by its arrival. */
export const aheadMs = 60_000
const batchMs = 250
const pruneMs = 60_000
/** A lost batch is a gap of this many positions at worst; without the bound a full disk fills the memory. */
const maxBatch = 20_000

interface Row extends Omit<HeldPosition, 'speedKmh' | 'headingDeg' | 'arrivedAt' | 'late'> {
  readonly speed: number | null
  readonly heading: number | null
  readonly arrived: number | null
  readonly late: number
}

const columns = 'key, at, lat, lon, speed, heading, gateway, radio, quality, arrived, late'

function heldOf({ speed, heading, arrived, late, ...rest }: Row): HeldPosition {
  return {
    ...rest,
    speedKmh: speed,
    headingDeg: heading,
    arrivedAt: arrived ?? rest.at,
    late: late === 1,
  }
}

/** Rings of older versions do not say when a position arrived. */
function addArrival(live: Database): void {
  const names = live
    .prepare<{ name: string }>('select name from pragma_table_info(?)')
    .all('position')
  if (names.some(({ name }) => name === 'arrived')) return
  live.exec('alter table position add column arrived integer')
  live.exec('alter table position add column late integer not null default 0')
}

function newestRows(live: Database, where: string): Row[] {
  return live
    .prepare<Row>(
      `select ${columns} from position where id in (
         select max(id) from position p where p.at = (select max(at) from position q where q.key = p.key ${where})
         ${where} group by key)`,
    )
    .all()
}

export function openPositionRing(
  { live, world, logger }: Pick<CoreContext, 'live' | 'world' | 'logger'>,
  retention: Retention = { perKey: 20_000, ageMs: 72 * 3_600_000 },
): PositionRing {
  addArrival(live)
  let batch: HeldPosition[] = []
  const touched = new Set<string>()
  let cancelBatch: CancelTimer | undefined
  let cancelPrune: CancelTimer | undefined = world.timers.after(pruneMs, prune)

  function insert(positions: readonly HeldPosition[]): void {
    const statement = live.prepare(
      `insert into position (${columns}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    for (const one of positions) {
      const { key, at, lat, lon, speedKmh, headingDeg, gateway, radio, quality } = one
      const late = one.late ? 1 : 0
      statement.run(
        key,
        at,
        lat,
        lon,
        speedKmh,
        headingDeg,
        gateway,
        radio,
        quality,
        one.arrivedAt,
        late,
      )
      touched.add(key)
    }
  }
  function flush(): void {
    cancelBatch?.()
    cancelBatch = undefined
    const positions = batch
    batch = []
    if (positions.length === 0) return
    try {
      live.transaction(() => insert(positions))
    } catch (error) {
      // The ring may be lost by design; the newest position of each key is in memory.
      logger.warn('positions.not-kept', { count: positions.length, error: String(error) })
    }
  }
  function pruneAll(): void {
    const overAge = world.clock.nowMs() - retention.ageMs
    const byAge = live.prepare('delete from position where key = ? and at < ?')
    const byCount = live.prepare(
      `delete from position where key = ? and id <= (
         select id from position where key = ? order by id desc limit 1 offset ?)`,
    )
    for (const key of touched) {
      byAge.run(key, overAge)
      byCount.run(key, key, retention.perKey)
    }
  }
  function prune(): void {
    cancelPrune = world.timers.after(pruneMs, prune)
    if (touched.size === 0) return
    try {
      live.transaction(pruneAll)
      touched.clear()
    } catch (error) {
      logger.warn('positions.not-pruned', { error: String(error) })
    }
  }
  /** Key by key along the index: the table has thousands of rows for each. */
  function eachKey(): string[] {
    const next = live.prepare<{ key: string | null }>(
      'select min(key) key from position where key > ?',
    )
    const keys: string[] = []
    for (let key = next.get('')?.key; key != null; key = next.get(key)?.key) keys.push(key)
    return keys
  }
  return {
    add(position) {
      if (batch.length < maxBatch) batch.push(position)
      cancelBatch ??= world.timers.after(batchMs, flush)
    },
    track(key, from, to, limit) {
      flush()
      return live
        .prepare<Row>(
          `select ${columns} from position where key = ? and at between ? and ? order by at desc, id desc limit ?`,
        )
        .all(key, from, to, limit)
        .toReversed()
        .map(heldOf)
    },
    newest() {
      return [...newestRows(live, ''), ...newestRows(live, "and quality = 'good'")].map(heldOf)
    },
    knownAt(at) {
      flush()
      const newest = (quality: string) =>
        live.prepare<Row>(
          `select ${columns} from position
           where key = ? and at <= ? and late = 0 and coalesce(arrived, at) <= ? ${quality}
           order by at desc, id desc limit 1`,
        )
      const [good, any] = [newest("and quality = 'good'"), newest('')]
      return eachKey().flatMap((key) => {
        const row = good.get(key, at + aheadMs, at) ?? any.get(key, at + aheadMs, at)
        return row ? [heldOf(row)] : []
      })
    },
    thinnedTrack(key, from, to, limit) {
      flush()
      const where = "from position where key = ? and at between ? and ? and quality = 'good'"
      const total =
        live.prepare<{ n: number }>(`select count(*) n ${where}`).get(key, from, to)?.n ?? 0
      const length = total > limit ? stretchMs(from, to, limit) : 1
      const rows = live
        .prepare<Row>(
          `select ${columns}, min(at) from (select * ${where}) group by cast((at - ?) / ? as integer) order by at`,
        )
        .all(key, from, to, from, length)
      return { total, positions: rows.map((row) => heldOf(row)) }
    },
    keys(from, to) {
      flush()
      const any = live.prepare(
        'select 1 from position where key = ? and at between ? and ? limit 1',
      )
      return eachKey().filter((key) => any.get(key, from, to) !== undefined)
    },
    oldestAt() {
      flush()
      const oldest = live.prepare<{ at: number | null }>(
        'select min(at) at from position where key = ?',
      )
      const times = eachKey().flatMap((key) => oldest.get(key)?.at ?? [])
      return times.length === 0 ? undefined : Math.min(...times)
    },
    close() {
      flush()
      cancelPrune?.()
      cancelPrune = undefined
    },
  }
}
