/** The one elevation model of this console, as a row beside the attachment that holds its heights. */
import { z } from 'zod'
import type { Database } from '../../kernel/database.ts'

export const terrainMigrations: readonly string[] = [
  `create table terrain (id integer primary key check (id = 1), sha256 text not null, about text not null) strict`,
]

const aboutSchema = z.object({
  name: z.string(),
  source: z.string(),
  fileName: z.string(),
  bounds: z.object({ west: z.number(), south: z.number(), east: z.number(), north: z.number() }),
  lowestM: z.number(),
  highestM: z.number(),
  stepM: z.number(),
  missing: z.number(),
  at: z.number(),
  by: z.string(),
})
export type StoredTerrain = z.infer<typeof aboutSchema>

export function storedTerrain(
  local: Database,
): { readonly sha256: string; readonly about: StoredTerrain } | undefined {
  const row = local
    .prepare<{ sha256: string; about: string }>('select sha256, about from terrain where id = 1')
    .get()
  return row && { sha256: row.sha256, about: aboutSchema.parse(JSON.parse(row.about)) }
}

export function storeTerrain(local: Database, sha256: string, about: StoredTerrain): void {
  local
    .prepare('insert or replace into terrain (id, sha256, about) values (1, ?, ?)')
    .run(sha256, JSON.stringify(about))
}

/** Whether there was one. */
export function dropTerrain(local: Database): boolean {
  return local.prepare('delete from terrain where id = 1').run().changes > 0
}
