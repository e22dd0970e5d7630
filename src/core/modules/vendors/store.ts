/** Where this console keeps its protocol files: what is needed to run a gateway is in its own row. */
import type { Database } from '../../kernel/database.ts'
import { parseVendorProfile, type VendorProfile } from '../../gateway/vendor-profile.ts'

export const vendorProfileMigrations: readonly string[] = [
  `create table vendor_profile (
     id text primary key,
     sha256 text not null unique,
     file_name text not null,
     imported_at integer not null,
     imported_by text not null,
     content text not null
   )`,
]

export interface StoredProfile {
  readonly id: string
  readonly sha256: string
  readonly fileName: string
  readonly importedAt: number
  readonly importedBy: string
  readonly content: string
}

interface Row {
  readonly id: string
  readonly sha256: string
  readonly file_name: string
  readonly imported_at: number
  readonly imported_by: string
  readonly content: string
}

const columns = 'id, sha256, file_name, imported_at, imported_by, content'

const storedOf = (row: Row): StoredProfile => ({
  id: row.id,
  sha256: row.sha256,
  fileName: row.file_name,
  importedAt: row.imported_at,
  importedBy: row.imported_by,
  content: row.content,
})

/** Newest first. */
export function storedProfiles(local: Database): StoredProfile[] {
  return local
    .prepare<Row>(`select ${columns} from vendor_profile order by imported_at desc, id`)
    .all()
    .map(storedOf)
}

export function profileWithHash(local: Database, sha256: string): StoredProfile | undefined {
  const row = local
    .prepare<Row>(`select ${columns} from vendor_profile where sha256 = ?`)
    .get(sha256)
  return row && storedOf(row)
}

/** The file's contents; `undefined` where it is not here or a later version's. */
export function profileContent(local: Database, id: string): VendorProfile | undefined {
  const row = local.prepare<Row>(`select ${columns} from vendor_profile where id = ?`).get(id)
  const read = row && parseVendorProfile(JSON.parse(row.content))
  return read?.ok ? read.value : undefined
}

export function storeProfile(local: Database, profile: StoredProfile): void {
  const { id, sha256, fileName, importedAt, importedBy, content } = profile
  local
    .prepare(`insert into vendor_profile (${columns}) values (?, ?, ?, ?, ?, ?)`)
    .run(id, sha256, fileName, importedAt, importedBy, content)
}

export function removeProfile(local: Database, id: string): boolean {
  return local.prepare('delete from vendor_profile where id = ?').run(id).changes === 1
}
