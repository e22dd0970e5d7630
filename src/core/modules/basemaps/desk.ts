/** The base maps of a running console: what is served, what is being copied, what was looked at. */
import type { Progress, SourceState, TileSource } from '../../map-packs.ts'
import type { CoreContext } from '../../module.ts'
import type { Basemap } from './contract.ts'
import { openPreviews, type Previews } from './previews.ts'
import { shownBasemap } from './shown.ts'
import { storeBasemap, storedBasemap, storedBasemaps, type BasemapRecord } from './store.ts'

export interface BasemapDesk {
  readonly previews: Previews
  list(): Basemap[]
  /** After the stored base maps changed: serves what is there, tells the screens. */
  changed(id?: string): void
  /** Brings a pack into the data folder; it is read where it lies until that is done. */
  copy(record: BasemapRecord): void
  start(): () => void
}

const desks = new WeakMap<CoreContext, BasemapDesk>()

/** The same one for every call. */
export function basemapDesk(context: CoreContext): BasemapDesk {
  const known = desks.get(context)
  if (known) return known
  const made = openDesk(context)
  desks.set(context, made)
  return made
}

const copyingFirst = '正在复制并补建索引，完成后才能显示。'

function openDesk(context: CoreContext): BasemapDesk {
  const { tiles, local, logger } = context
  const copying = new Map<string, Progress>()
  /** Copies that failed, by base map; what is said until it is removed or the console restarts. */
  const failed = new Map<string, string>()
  const previews = openPreviews(context, () => serve())

  /** Without an index every tile is a search of the whole file: first it is copied. */
  const mustWait = ({ from }: BasemapRecord) =>
    from.kind === 'file' && from.copyWanted && !from.indexed

  function serve(): void {
    const stored = storedBasemaps(local).flatMap((record) =>
      mustWait(record) ? [] : [sourceOf(record)],
    )
    const looked = previews
      .list()
      .map(({ token: id, place }): TileSource => ({ id, kind: 'file', ...place }))
    tiles.serve([...stored, ...looked])
  }

  function stateOf(record: BasemapRecord): SourceState {
    if (mustWait(record)) return { trouble: copyingFirst, damage: null, version: 0 }
    const state = tiles.state(record.id)
    return { ...state, damage: state.damage ?? failed.get(record.id) ?? null }
  }

  async function copyNow(record: BasemapRecord): Promise<void> {
    const { id, from } = record
    if (from.kind !== 'file') return
    const copied = await tiles.adopt(id, from, (progress) => {
      copying.set(id, progress)
      context.changed('basemaps', [id])
    })
    copying.delete(id)
    const now = storedBasemap(local, id)
    if (!now || now.from.kind !== 'file') {
      // Removed while it was copied: nobody wants the copy any more.
      if (copied.ok) tiles.discard(copied.value.path)
      return
    }
    if (copied.ok) {
      const place = { ...copied.value, own: true, copyWanted: false, indexed: true }
      storeBasemap(local, { ...now, from: { ...now.from, ...place } })
    } else {
      logger.warn('basemaps.copy', { id, sentence: copied.data })
      failed.set(id, `${copied.data}目前仍从原处读取。`)
      storeBasemap(local, { ...now, from: { ...now.from, copyWanted: false } })
    }
    desk.changed(id)
  }

  const desk: BasemapDesk = {
    previews,
    list: () =>
      storedBasemaps(local).map((record, order) =>
        shownBasemap(record, order, {
          ...stateOf(record),
          copying: copying.get(record.id) ?? null,
        }),
      ),
    changed(id) {
      serve()
      context.changed('basemaps', id === undefined ? [] : [id])
    },
    copy(record) {
      copying.set(record.id, { done: 0, total: 0 })
      copyNow(record).catch((error: unknown) => {
        copying.delete(record.id)
        logger.error('basemaps.copy', { id: record.id, error: String(error) })
      })
    },
    start() {
      const stored = storedBasemaps(local)
      tiles.tidy(
        stored.map(({ id }) => id),
        stored.flatMap(({ from }) => (from.kind === 'file' ? [from.path] : [])),
      )
      serve()
      // A copy that the end of the console cut short is made again.
      for (const record of stored) {
        if (record.from.kind === 'file' && record.from.copyWanted) desk.copy(record)
      }
      return tiles.onState((id) => context.changed('basemaps', [id]))
    },
  }
  return desk
}

function sourceOf({ id, from, tiles }: BasemapRecord): TileSource {
  if (from.kind === 'file') {
    const { container, path, rows } = from
    return { id, kind: 'file', container, path, rows }
  }
  const { template, key, subdomains, keepTiles } = from
  const { minZoom, maxZoom } = tiles
  return { id, kind: 'online', template, key, subdomains, keepTiles, minZoom, maxZoom }
}
