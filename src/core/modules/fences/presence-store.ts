/** Presence per fence and key: in memory, and in the live database for the next start. */
import type { CoreContext } from '../../module.ts'
import type { Presence } from './crossing.ts'

interface Row {
  readonly fence: string
  readonly key: string
  readonly inside: number
  readonly since: number
  readonly at: number
  readonly lat: number
  readonly lon: number
}

export interface PresenceStore {
  get(fence: string, key: string): Presence | undefined
  /** `changed`: who is inside changed; only that is written. */
  set(fence: string, key: string, presence: Presence, changed: boolean): void
  of(fence: string): ReadonlyMap<string, Presence>
  forget(fence: string): void
}

const none: ReadonlyMap<string, Presence> = new Map()

export function openPresenceStore({
  live,
  logger,
}: Pick<CoreContext, 'live' | 'logger'>): PresenceStore {
  const fences = new Map<string, Map<string, Presence>>()
  const mapOf = (fence: string) => {
    const known = fences.get(fence) ?? new Map<string, Presence>()
    fences.set(fence, known)
    return known
  }
  for (const row of live.prepare<Row>('select * from fence_presence').all()) {
    const { fence, key, inside, ...rest } = row
    mapOf(fence).set(key, { ...rest, inside: inside === 1 })
  }
  const write = (work: () => void) => {
    try {
      work()
    } catch (error) {
      // Live by design: after a restart that unit is looked at anew.
      logger.warn('fences.presence-not-kept', { error: String(error) })
    }
  }
  return {
    get: (fence, key) => fences.get(fence)?.get(key),
    set(fence, key, presence, changed) {
      mapOf(fence).set(key, presence)
      if (!changed) return
      const { inside, since, at, lat, lon } = presence
      write(
        () =>
          void live
            .prepare(
              `insert or replace into fence_presence (fence, key, inside, since, at, lat, lon)
               values (?, ?, ?, ?, ?, ?, ?)`,
            )
            .run(fence, key, inside ? 1 : 0, since, at, lat, lon),
      )
    },
    of: (fence) => fences.get(fence) ?? none,
    forget(fence) {
      fences.delete(fence)
      write(() => void live.prepare('delete from fence_presence where fence = ?').run(fence))
    },
  }
}
