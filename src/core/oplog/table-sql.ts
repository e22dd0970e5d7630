import { getTableConfig, type SQLiteColumn, type SQLiteTable } from 'drizzle-orm/sqlite-core'
import { is, SQL } from 'drizzle-orm'

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

function columnSql(column: SQLiteColumn): string {
  const parts = [quote(column.name), column.getSQLType()]
  if (column.primary) parts.push('primary key')
  if (column.notNull && !column.primary) parts.push('not null')
  if (column.isUnique) parts.push('unique')
  return parts.join(' ')
}

/**
 * The DDL of one drizzle table: the table's description is written once. Foreign keys and SQL
 * defaults are not translated; projections use neither.
 */
export function createTableSql(table: SQLiteTable): string[] {
  const config = getTableConfig(table)
  const lines = config.columns.map(columnSql)
  for (const key of config.primaryKeys) {
    lines.push(`primary key (${key.columns.map((column) => quote(column.name)).join(', ')})`)
  }
  const create = `create table if not exists ${quote(config.name)} (${lines.join(', ')})`
  const indexes = config.indexes.map(({ config: index }) => {
    const columns = index.columns.map((column) => {
      if (is(column, SQL)) throw new Error(`index ${index.name}: expressions are not supported`)
      return quote(column.name)
    })
    const unique = index.unique ? 'unique ' : ''
    return `create ${unique}index if not exists ${quote(index.name)} on ${quote(config.name)} (${columns.join(', ')})`
  })
  return [create, ...indexes]
}

export function dropTableSql(table: SQLiteTable): string {
  return `drop table if exists ${quote(getTableConfig(table).name)}`
}
