/** Heights of the ground in a thread of their own: looking over a county holds up nobody. */
import type { GeoPoint } from '../../../core/kernel/geo.ts'
import type { Bounds } from '../../../core/kernel/geometry.ts'
import type { Mast } from '../../../core/terrain/coverage.ts'
import type { TerrainEngine } from '../../../core/terrain/model.ts'
import { openAskedThread } from '../asked-thread.ts'

const workerUrl = new URL(
  `./terrain-worker.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`,
  import.meta.url,
)

export type TerrainAsk =
  | {
      readonly kind: 'prepare'
      readonly fileName: string
      readonly bytes: Uint8Array
      readonly bounds: Bounds
    }
  | { readonly kind: 'use'; readonly bytes: Uint8Array }
  | { readonly kind: 'drop' }
  | { readonly kind: 'coverage'; readonly mast: Mast }
  | { readonly kind: 'heights'; readonly points: readonly GeoPoint[] }

/** A console without an elevation file has no such thread. */
export function openTerrainEngine(): TerrainEngine {
  let inUse: Uint8Array | undefined
  const thread = openAskedThread<TerrainAsk>(workerUrl, () =>
    inUse ? [{ kind: 'use', bytes: inUse }] : [],
  )
  return {
    prepare: (fileName, bytes, bounds) => thread.ask({ kind: 'prepare', fileName, bytes, bounds }),
    async use(bytes) {
      await thread.ask({ kind: 'use', bytes })
      inUse = bytes
    },
    async drop() {
      if (inUse) await thread.ask({ kind: 'drop' })
      inUse = undefined
    },
    coverage: async (mast) => (inUse ? thread.ask({ kind: 'coverage', mast }) : 'no-terrain'),
    heights: async (points) =>
      inUse ? thread.ask({ kind: 'heights', points }) : points.map(() => null),
    close: () => thread.close(),
  }
}
