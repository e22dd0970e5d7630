/** The data folder with this program's modules in it. */
import { join } from 'node:path'
import type { Database } from '../core/kernel/database.ts'
import { newId } from '../core/kernel/id.ts'
import type { World } from '../core/kernel/world.ts'
import type { Module } from '../core/module.ts'
import type { Health } from '../core/modules/system/index.ts'
import { openOpLog, type ConsoleLog, type LogProblem } from '../core/oplog/log.ts'
import type { Projection } from '../core/oplog/registry.ts'
import type { OpStatus } from '../core/oplog/types.ts'
import {
  noticeSentence,
  openDataFolder,
  refusalSentence,
  type DataFolder,
  type FolderOptions,
  type LogPort,
  type Told,
} from './adapters/data-folder/index.ts'
import { checkMark, keepStatus } from './folder-status.ts'
import { StartRefused } from './start-refused.ts'
import { createLiveTables, migrateLocal } from './console-local.ts'

export interface ConsoleDataOptions {
  readonly dataDir: string
  readonly secondDisk?: string | undefined
  readonly folder?: FolderOptions | undefined
  readonly world: World
  readonly modules: readonly Module[]
  readonly projections: readonly Projection[]
  readonly site: string
  readonly status: OpStatus
  onProblem(problem: LogProblem): void
}

export interface ConsoleData {
  readonly folder: DataFolder
  /** What the operator should know about how the folder opened. */
  readonly notices: readonly Told[]
}

/** @throws StartRefused with the folder's own sentence. */
export function openConsoleData(options: ConsoleDataOptions): ConsoleData {
  const { world, modules } = options
  checkMark(options.dataDir, options.status)
  const port: LogPort = {
    open: (db, { reason, local, recordKeys }): ConsoleLog => {
      keepStatus(options.dataDir, local, db, options.status)
      return openOpLog({
        db,
        world,
        recordKeys,
        reason,
        factKinds: modules.flatMap((module) => module.facts),
        projections: options.projections,
        console: { consoleId: consoleIdOf(local, world), site: options.site },
        status: options.status,
        onProblem: (problem) => options.onProblem(problem),
      })
    },
  }
  const outcome = openDataFolder(options.dataDir, {
    ...options.folder,
    world,
    port,
    secondDisk: options.secondDisk,
  })
  if (outcome.kind === 'refused') throw new StartRefused(refusalSentence(outcome.refusal))
  const { folder, notices } = outcome
  migrateLocal(folder.local, modules)
  createLiveTables(folder.live, modules)
  return { folder, notices: notices.map(noticeSentence) }
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

/** The folder's and the log's part of what `system.health` answers. */
export function healthOf(
  folder: DataFolder,
  notices: readonly Told[],
): Omit<Health, 'seats' | 'leftOut'> {
  const { freeBytes, lowSpace, reserve, secondDisk, lastBackup, damaged } = folder.health()
  const { origin } = folder.log
  const own = folder.log.versionVector().get(origin)?.upTo ?? 0
  return {
    freeBytes,
    diskLow: lowSpace,
    reserveInUse: reserve === 'released',
    secondDisk: secondDisk.kind,
    damaged,
    log: { origin: origin.slice(0, 4), ops: own },
    lastBackupAt: lastBackup && lastBackup.refused === undefined ? lastBackup.at : undefined,
    notices: [...notices],
  }
}

export const logsFolder = (dataDir: string): string => join(dataDir, 'logs')
