/** The data folder as the console uses it. */
import { statfsSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from '../core/kernel/database.ts'
import { newId } from '../core/kernel/id.ts'
import type { World } from '../core/kernel/world.ts'
import type { Module } from '../core/module.ts'
import type { Health } from '../core/modules/system/index.ts'
import { openOpLog, type ConsoleLog, type LogProblem } from '../core/oplog/log.ts'
import type { Projection } from '../core/oplog/registry.ts'
import type { OpStatus } from '../core/oplog/types.ts'
import { openDatabase } from './adapters/sqlite.ts'
import { StartRefused } from './start-refused.ts'
import { createLiveTables, migrateLocal } from './console-local.ts'

export interface ConsoleData {
  readonly db: Database
  readonly local: Database
  readonly live: Database
  readonly log: ConsoleLog
  health(): Omit<Health, 'seats' | 'leftOut'>
  close(): Promise<void>
}

const lowDiskBytes = 2 * 1024 ** 3

export async function openConsoleData(options: {
  readonly dataDir: string
  readonly world: World
  readonly modules: readonly Module[]
  readonly site: string
  readonly status: OpStatus
  readonly projections: readonly Projection[]
  onProblem(problem: LogProblem): void
}): Promise<ConsoleData> {
  const { dataDir, modules, world } = options
  const db = openDatabase(join(dataDir, 'console.sqlite'), { synchronous: 'FULL' })
  const local = openDatabase(join(dataDir, 'local.sqlite'), { synchronous: 'FULL' })
  const live = openDatabase(join(dataDir, 'live.sqlite'), { synchronous: 'NORMAL' })
  migrateLocal(local, modules)
  keepStatus(local, options.status)
  createLiveTables(live, modules)
  const log = openOpLog({
    db,
    world,
    factKinds: modules.flatMap((module) => module.facts),
    projections: options.projections,
    console: { consoleId: consoleIdOf(local, world), site: options.site },
    reason: 'start',
    status: options.status,
    onProblem: (problem) => options.onProblem(problem),
  })
  return {
    db,
    local,
    live,
    log,
    health() {
      const { bavail, bsize } = statfsSync(dataDir)
      const freeBytes = bavail * bsize
      return {
        freeBytes,
        diskLow: freeBytes < lowDiskBytes,
        secondDisk: 'same-disk',
        log: { origin: log.origin.slice(0, 4), ops: 0 },
      }
    },
    async close() {
      log.close()
      for (const database of [live, local, db]) database.close()
    },
  }
}

/** This installation's name in the log; made once, kept in the local scope. */
function consoleIdOf(local: Database, world: World): string {
  local.exec('create table if not exists console_identity (id text primary key)')
  const known = local.prepare<{ id: string }>('select id from console_identity').get()
  if (known) return known.id
  const id = newId(world.clock, world.random)
  local.prepare('insert into console_identity (id) values (?)').run(id)
  return id
}

/**
 * A folder holds real events or an exercise, never both: its first start decides.
 * @throws StartRefused
 */
function keepStatus(local: Database, status: OpStatus): void {
  local.exec('create table if not exists folder_status (status text primary key)')
  const known = local.prepare<{ status: string }>('select status from folder_status').get()
  if (!known) return void local.prepare('insert into folder_status (status) values (?)').run(status)
  if (known.status === status) return
  throw new StartRefused(
    status === 'actual'
      ? '这个数据目录是演练数据，不能用于实际值班。请换一个数据目录，或加 --demo。'
      : '这个数据目录是实际值班数据，不能用于演练。请换一个数据目录，或去掉 --demo。',
  )
}
