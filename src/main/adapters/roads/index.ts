/** The road network in a thread of its own: a long search holds up nobody. */
import type { GeoPoint } from '../../../core/kernel/geo.ts'
import type { Geometry } from '../../../core/kernel/geometry.ts'
import type { RoadEngine, RoadSource } from '../../../core/roads/model.ts'
import { openAskedThread } from '../asked-thread.ts'

const workerUrl = new URL(
  `./road-worker.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`,
  import.meta.url,
)

export type RoadAsk =
  | { readonly kind: 'prepare'; readonly source: RoadSource }
  | { readonly kind: 'use'; readonly bytes: Uint8Array }
  | { readonly kind: 'drop' }
  | { readonly kind: 'avoid'; readonly obstacles: readonly Geometry[] }
  | { readonly kind: 'route'; readonly from: GeoPoint; readonly to: GeoPoint }
  | { readonly kind: 'reach'; readonly from: GeoPoint; readonly limitS: number }
  | { readonly kind: 'times'; readonly to: GeoPoint; readonly places: readonly GeoPoint[] }

/** A console without roads has no such thread. */
export function openRoadEngine(): RoadEngine {
  let inUse: Uint8Array | undefined
  let avoided: readonly Geometry[] = []
  const thread = openAskedThread<RoadAsk>(workerUrl, () => [
    { kind: 'avoid', obstacles: avoided },
    ...(inUse ? [{ kind: 'use', bytes: inUse } as const] : []),
  ])
  return {
    prepare: (source) => thread.ask({ kind: 'prepare', source }),
    async use(bytes) {
      const size = await thread.ask<{ readonly junctions: number; readonly stretches: number }>({
        kind: 'use',
        bytes,
      })
      inUse = bytes
      return size
    },
    async drop() {
      if (inUse) await thread.ask({ kind: 'drop' })
      inUse = undefined
    },
    avoid(obstacles) {
      avoided = obstacles
      thread.tell({ kind: 'avoid', obstacles })
    },
    route: async (from, to) => (inUse ? thread.ask({ kind: 'route', from, to }) : 'no-roads'),
    reach: async (from, limitS) =>
      inUse ? thread.ask({ kind: 'reach', from, limitS }) : 'no-roads',
    times: async (to, places) => (inUse ? thread.ask({ kind: 'times', to, places }) : 'no-roads'),
    close: () => thread.close(),
  }
}
