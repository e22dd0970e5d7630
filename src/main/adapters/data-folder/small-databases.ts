/** `local`, `live` and `keys`: what is damaged is set aside, and comes back from a copy if there is one. */
import { copyFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Database } from '../../../core/kernel/database.ts'
import type { EpochMs, World } from '../../../core/kernel/world.ts'
import { openDatabase } from '../sqlite.ts'
import { assessOther } from './assess.ts'
import { newestGoodCopy } from './backups.ts'
import { syncFile } from './durable-file.ts'
import type { DatabaseName, FolderPaths } from './layout.ts'
import { FolderRefused, type FolderNotice } from './outcome.ts'
import { setAside } from './set-aside.ts'

export interface SmallDatabases {
  readonly local: Database
  readonly live: Database
  readonly keys: Database
  close(): void
}

type SmallName = Exclude<DatabaseName, 'console'>

function replace(paths: FolderPaths, name: SmallName, nowMs: EpochMs): FolderNotice {
  const path = paths[name]
  const aside = setAside(paths, path, nowMs)
  const copy = name === 'live' ? undefined : newestGoodCopy(paths.backupFolders, basename(path))
  if (copy) {
    copyFileSync(copy.path, path)
    syncFile(path)
  }
  return { kind: 'replaced', file: name, setAside: aside, copyFrom: copy?.takenAt }
}

export function openSmallDatabases(
  paths: FolderPaths,
  options: { readonly world: World; readonly localVersion?: number | undefined },
  notices: FolderNotice[],
): SmallDatabases {
  const opened: Database[] = []
  const close = (): void => {
    for (const db of opened) db.close()
  }
  const open = (name: SmallName): Database => {
    const found = assessOther(paths[name], name === 'local' ? options.localVersion : undefined)
    if (found.kind === 'newer') {
      throw new FolderRefused({
        kind: 'newer-version',
        file: name,
        found: found.found,
        known: found.known,
      })
    }
    if (found.kind === 'damaged') notices.push(replace(paths, name, options.world.clock.nowMs()))
    const db = openDatabase(paths[name], { synchronous: name === 'live' ? 'NORMAL' : 'FULL' })
    opened.push(db)
    return db
  }
  try {
    return { local: open('local'), live: open('live'), keys: open('keys'), close }
  } catch (error) {
    close()
    throw error
  }
}
