/** Keys of sealed records in `keys.sqlite`, apart from the log so that they can be erased. */
import { randomBytes } from 'node:crypto'
import type { Database } from '../../../core/kernel/database.ts'
import type { RecordKeys } from '../../../core/oplog/record-keys.ts'

export function recordKeysIn(db: Database): RecordKeys {
  // An erased key must not stay readable in a free page.
  db.exec('pragma secure_delete = on')
  db.exec(
    'create table if not exists record_key (record text primary key, key blob not null) without rowid',
  )
  return {
    get: (record) =>
      db.prepare<{ key: Uint8Array }>('select key from record_key where record = ?').get(record)
        ?.key,
    create(record) {
      const key = new Uint8Array(randomBytes(32))
      db.prepare('insert into record_key (record, key) values (?, ?)').run(record, key)
      return key
    },
    erase: (record) => void db.prepare('delete from record_key where record = ?').run(record),
  }
}
