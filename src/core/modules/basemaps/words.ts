/** Keys of base maps with their words on screen. */
import type { SourceRole } from '../../map-packs.ts'

/**
 * The grid a base map was drawn in. `wgs84` stands for CGCS2000 as well: on a map they are the
 * same to decimetres. What Baidu cuts (BD-09) has a tile grid of its own and is refused.
 */
export const basemapDatums = ['wgs84', 'gcj02'] as const
export type BasemapDatum = (typeof basemapDatums)[number]

/** Formats a tile can have; what another program may call them is not believed. */
export const tileFormats = ['png', 'jpg', 'webp', 'mvt'] as const

/** Schemas of vector tiles for which there is a style; `other` is drawn plainly. */
export const vectorSchemas = ['openmaptiles', 'shortbread', 'protomaps', 'other'] as const

const roleWords: Readonly<Record<SourceRole, string>> = {
  road: '道路',
  railway: '铁路',
  waterway: '河流（线）',
  water: '水面（面）',
  building: '房屋',
  green: '林地、耕地',
  boundary: '行政界线',
  place: '地名',
  poi: '其他地点',
}

export function sourceRoleWord(role: SourceRole): string {
  return roleWords[role]
}
