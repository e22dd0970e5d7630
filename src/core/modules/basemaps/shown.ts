/** A stored base map as the screens see it. */
import type { SourceState } from '../../map-packs.ts'
import type { Basemap } from './contract.ts'
import type { BasemapRecord } from './store.ts'

/** The part after `?v=` changes when other tiles may come from the same address. */
export function tilesUrl(id: string, version: number): string {
  return `/tiles/${id}/{z}/{x}/{y}?v=${version}`
}

const hiddenKey = '（密钥）'

function placeOf({ from }: BasemapRecord): string {
  return from.kind === 'file' ? from.path : from.template.replaceAll('{key}', hiddenKey)
}

export function shownBasemap(
  record: BasemapRecord,
  order: number,
  state: SourceState & Pick<Basemap, 'copying'>,
): Basemap {
  const { id, name, tiles, from, datum, opacity, visible, addedAt, addedBy } = record
  const { attribution, approvalNumber, source, permission } = record
  return {
    id,
    name,
    from: from.kind,
    ...tiles,
    datum,
    opacity,
    visible,
    order,
    attribution,
    approvalNumber,
    source,
    permission,
    place: placeOf(record),
    sizeBytes: from.kind === 'file' ? from.sizeBytes : null,
    addedAt,
    addedBy,
    trouble: state.trouble,
    damage: state.damage,
    copying: state.copying,
    url: tilesUrl(id, state.version),
  }
}
