import { integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Rules whose value somebody changed; the others have the county's first value. */
export const ruleTable = sqliteTable('rule', {
  key: text('key').primaryKey(),
  value: real('value').notNull(),
  reason: text('reason').notNull(),
  by: text('by').notNull(),
  at: integer('at').notNull(),
})
