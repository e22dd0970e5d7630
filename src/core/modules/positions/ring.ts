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
}

export const positionTables: readonly string[] = [
  `create table if not exists position (
    id integer primary key, key text not null, at integer not null, lat real not null, lon real not null,
    speed real, heading real, gateway text not null, radio text not null, quality text not null)`,
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
  close(): void
}

const batchMs = 250
const pruneMs = 60_000
/** A lost batch is a gap of this many positions at worst; without the bound a full disk fills the memory. */
const maxBatch = 20_000

interface Row extends Omit<HeldPosition, 'speedKmh' | 'headingDeg'> {
  readonly speed: number | null
  readonly heading: number | null
}

const columns = 'key, at, lat, lon, speed, heading, gateway, radio, quality'

function heldOf({ speed, heading, ...rest }: Row): HeldPosition {
  return { ...rest, speedKmh: speed, headingDeg: heading }
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
  let batch: HeldPosition[] = []
  const touched = new Set<string>()
  let cancelBatch: CancelTimer | undefined
  let cancelPrune: CancelTimer | undefined = world.timers.after(pruneMs, prune)

  function insert(positions: readonly HeldPosition[]): void {
    const statement = live.prepare(
      `insert into position (${columns}) values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    for (const { key, at, lat, lon, speedKmh, headingDeg, gateway, radio, quality } of positions) {
      statement.run(key, at, lat, lon, speedKmh, headingDeg, gateway, radio, quality)
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
    close() {
      flush()
      cancelPrune?.()
      cancelPrune = undefined
    },
  }
}
