/** Keys of base maps with their words on screen. */

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

/** What is inside a file that a pack is built from. */
export const sourceRoles = [
  'road',
  'railway',
  'waterway',
  'water',
  'building',
  'green',
  'boundary',
  'place',
  'poi',
] as const
export type SourceRole = (typeof sourceRoles)[number]

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

/** Grids in which the coordinates of a file may be; `.prj` files may lie, so a person says it. */
export const sourceDatums = ['wgs84', 'gcj02', 'bd09', 'cgcs2000-zone'] as const
export type SourceDatum = (typeof sourceDatums)[number]
