/** The one network of this console, as a row beside the attachment that holds its lines. */
import type { Database } from '../../kernel/database.ts'
import type { RoadClass } from '../../roads/classes.ts'

export const roadMigrations: readonly string[] = [
  `create table road_network (
    id integer primary key check (id = 1), name text not null, source text not null, file_name text not null,
    sha256 text not null, lines integer not null, km text not null, at integer not null, by text not null) strict`,
]

export interface StoredNetwork {
  readonly name: string
  readonly source: string
  readonly fileName: string
  /** Of the prepared lines. */
  readonly sha256: string
  readonly lines: number
  readonly km: Readonly<Partial<Record<RoadClass, number>>>
  readonly at: number
  readonly by: string
}

interface Row extends Omit<StoredNetwork, 'fileName' | 'km'> {
  readonly file_name: string
  readonly km: string
}

export function storedNetwork(local: Database): StoredNetwork | undefined {
  const row = local.prepare<Row>('select * from road_network where id = 1').get()
  if (!row) return undefined
  const { file_name: fileName, km, name, source, sha256, lines, at, by } = row
  // Our own JSON, written below.
  const lengths = JSON.parse(km) as StoredNetwork['km']
  return { name, source, fileName, sha256, lines, km: lengths, at, by }
}

export function storeNetwork(local: Database, network: StoredNetwork): void {
  const { name, source, fileName, sha256, lines, km, at, by } = network
  local
    .prepare(
      `insert or replace into road_network (id, name, source, file_name, sha256, lines, km, at, by)
       values (1, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(name, source, fileName, sha256, lines, JSON.stringify(km), at, by)
}

/** Whether there was one. */
export function dropNetwork(local: Database): boolean {
  return local.prepare('delete from road_network where id = 1').run().changes > 0
}
