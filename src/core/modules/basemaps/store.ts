/** Where this console keeps its base maps: one row each in the local database. */
import { z } from 'zod'
import type { Database } from '../../kernel/database.ts'
import { basemapDatums, tileFormats, vectorSchemas } from './words.ts'

export const basemapMigrations: readonly string[] = [
  'create table basemap (id text primary key, place integer not null, record text not null)',
]

const tilesSchema = z.object({
  kind: z.enum(['raster', 'vector']),
  format: z.enum(tileFormats),
  schema: z.enum(vectorSchemas).nullable(),
  layers: z.array(z.string()),
  minZoom: z.number(),
  maxZoom: z.number(),
  tileSize: z.number(),
  bounds: z.object({
    west: z.number(),
    south: z.number(),
    east: z.number(),
    north: z.number(),
  }),
})

const recordSchema = z.object({
  id: z.string(),
  name: z.string(),
  tiles: tilesSchema,
  /** Where its tiles are read. */
  from: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('file'),
      container: z.enum(['mbtiles', 'pmtiles', 'folder']),
      path: z.string(),
      rows: z.enum(['xyz', 'tms']),
      /** The file lies in the data folder and goes with the row. */
      own: z.boolean(),
      /** A copy into the data folder was ordered and is not finished. */
      copyWanted: z.boolean(),
      /** A tile is found without reading all of them. */
      indexed: z.boolean(),
      sizeBytes: z.number().nullable(),
    }),
    z.object({
      kind: z.literal('online'),
      template: z.string(),
      key: z.string(),
      subdomains: z.string(),
      keepTiles: z.boolean(),
    }),
  ]),
  datum: z.enum(basemapDatums),
  opacity: z.number(),
  visible: z.boolean(),
  attribution: z.string(),
  approvalNumber: z.string(),
  source: z.string(),
  permission: z.string(),
  addedAt: z.number(),
  addedBy: z.string(),
})
export type BasemapRecord = z.infer<typeof recordSchema>

/** The lowest first. A row an older version cannot read is left alone and not shown. */
export function storedBasemaps(local: Database): BasemapRecord[] {
  const rows = local.prepare<{ record: string }>('select record from basemap order by place').all()
  return rows.flatMap(({ record }) => {
    const parsed = recordSchema.safeParse(JSON.parse(record))
    return parsed.success ? [parsed.data] : []
  })
}

export function storedBasemap(local: Database, id: string): BasemapRecord | undefined {
  return storedBasemaps(local).find((record) => record.id === id)
}

/** A new one lies on top. */
export function storeBasemap(local: Database, record: BasemapRecord): void {
  local
    .prepare(
      `insert into basemap (id, place, record)
       values (?, (select coalesce(max(place), 0) + 1 from basemap), ?)
       on conflict (id) do update set record = excluded.record`,
    )
    .run(record.id, JSON.stringify(record))
}

export function removeBasemap(local: Database, id: string): boolean {
  return local.prepare('delete from basemap where id = ?').run(id).changes === 1
}

/** `ids`: all of them, the lowest first; false where they are not the ones that are there. */
export function reorderBasemaps(local: Database, ids: readonly string[]): boolean {
  return local.transaction(() => {
    const known = local.prepare<{ id: string }>('select id from basemap').all()
    const all = new Set(known.map(({ id }) => id))
    if (new Set(ids).size !== ids.length || ids.length !== all.size) return false
    if (!ids.every((id) => all.has(id))) return false
    const place = local.prepare('update basemap set place = ? where id = ?')
    for (const [index, id] of ids.entries()) place.run(index + 1, id)
    return true
  })
}
