/** The data folder as the console uses it. */
import { accessSync, constants, mkdirSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from '../core/kernel/database.ts'
import { newOrigin } from '../core/kernel/id.ts'
import type { World } from '../core/kernel/world.ts'
import type { Module } from '../core/module.ts'
import type { Health } from '../core/modules/system/index.ts'
import type { OpLog } from '../core/oplog/types.ts'
import { openDatabase } from './adapters/sqlite.ts'
import { createLiveTables, migrateLocal } from './console-local.ts'

export interface ConsoleData {
  readonly db: Database
  readonly local: Database
  readonly live: Database
  readonly log: OpLog
  readonly logsDir: string
  health(): Omit<Health, 'seats' | 'leftOut'>
  close(): Promise<void>
}

const lowDiskBytes = 2 * 1024 ** 3

export async function openConsoleData(options: {
  readonly dataDir: string
  readonly world: World
  readonly modules: readonly Module[]
  readonly site: string
}): Promise<ConsoleData> {
  const { dataDir, modules } = options
  mkdirSync(dataDir, { recursive: true })
  accessSync(dataDir, constants.W_OK)
  const db = openDatabase(join(dataDir, 'console.sqlite'), { synchronous: 'FULL' })
  const local = openDatabase(join(dataDir, 'local.sqlite'), { synchronous: 'FULL' })
  const live = openDatabase(join(dataDir, 'live.sqlite'), { synchronous: 'NORMAL' })
  migrateLocal(local, modules)
  createLiveTables(live, modules)
  const log = noLogYet(newOrigin(options.world.random))
  return {
    db,
    local,
    live,
    log,
    logsDir: join(dataDir, 'logs'),
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
      for (const database of [live, local, db]) database.close()
    },
  }
}

/** Stands where the op log will be opened. */
function noLogYet(origin: string): OpLog {
  const absent = (): never => {
    throw new Error('the op log is not there yet')
  }
  return {
    origin,
    append: absent,
    receive: absent,
    versionVector: () => new Map(),
    missingFor: absent,
    fact: () => undefined,
    factsOf: () => [],
    onChanged: () => () => undefined,
    onCommitted: () => () => undefined,
    checkpoint: () => undefined,
  }
}
