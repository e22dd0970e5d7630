import { desc } from 'drizzle-orm'
import type { z } from 'zod'
import type { Database } from '../../kernel/database.ts'
import type { CheckRecord } from './contract.ts'
import type { checkRecorded } from './facts.ts'
import { checkTable } from './tables.ts'

type Items = z.infer<typeof checkRecorded.body>['items']

export function checkRecords(db: Database, limit: number): CheckRecord[] {
  return db.tables
    .select()
    .from(checkTable)
    .orderBy(desc(checkTable.at), desc(checkTable.id))
    .limit(limit)
    .all()
    .map(({ items, ...row }) => {
      const read = JSON.parse(items) as Items
      const counted = (wanted: string) => read.filter(({ result }) => result === wanted).length
      return { ...row, items: read, faults: counted('fault'), unchecked: counted('unchecked') }
    })
}
