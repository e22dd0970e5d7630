/** Tables of the local and live scope: each module's own numbered steps. */
import type { Database } from '../core/kernel/database.ts'
import type { Module } from '../core/module.ts'

const bookkeeping = `create table if not exists module_migration (
  module text not null, step integer not null, primary key (module, step)
)`

/**
 * Runs the steps of each module that this database has not seen, each in one transaction.
 * @throws when the database has more steps than this program knows: it is from a newer version.
 */
export function migrateLocal(local: Database, modules: readonly Module[]): void {
  local.exec(bookkeeping)
  for (const { name, localMigrations = [] } of modules) {
    const done = local
      .prepare<{ count: number }>('select count(*) as count from module_migration where module = ?')
      .get(name)
    const from = done?.count ?? 0
    if (from > localMigrations.length)
      throw new Error(`local tables of ${name} are from a newer version`)
    for (let step = from; step < localMigrations.length; step++) {
      local.transaction(() => {
        local.exec(localMigrations[step] ?? '')
        local.prepare('insert into module_migration (module, step) values (?, ?)').run(name, step)
      })
    }
  }
}

/** Live tables may be lost, so they have no history: they are made where absent. */
export function createLiveTables(live: Database, modules: readonly Module[]): void {
  for (const { liveTables = [] } of modules) for (const sql of liveTables) live.exec(sql)
}
