/** `restore`: brings a damaged or lost log back from copy, segments and what is left of the file. */
import { join } from 'node:path'
import { DatabaseError, type Database } from '../../core/kernel/database.ts'
import { newId } from '../../core/kernel/id.ts'
import { openOpLog } from '../../core/oplog/log.ts'
import type { OpStatus } from '../../core/oplog/types.ts'
import { assessConsole } from '../adapters/data-folder/assess.ts'
import { restoreConsole, type RestoreReport } from '../adapters/data-folder/restore.ts'
import type { FolderPaths } from '../adapters/data-folder/layout.ts'
import { openDatabase } from '../adapters/sqlite.ts'
import { realWorld } from '../adapters/world.ts'
import { consoleRegistry, type Registry } from './console-registry.ts'
import { readFolderArguments, whileClosed } from './folder-arguments.ts'
import type { Tool } from './tool.ts'
import { markedStatus } from '../folder-status.ts'

/** Who wrote this folder: told by the local database, else by the newest boot op in the log. */
interface Identity {
  readonly consoleId: string
  readonly site: string
  readonly status: OpStatus
}

function localValue(path: string, table: string, column: string): string | undefined {
  try {
    const db = openDatabase(path, { synchronous: 'FULL', readonly: true })
    try {
      const there = db.prepare('select 1 from sqlite_schema where name = ?').get(table)
      return (
        there && db.prepare<{ value: string }>(`select ${column} value from ${table}`).get()?.value
      )
    } finally {
      db.close()
    }
  } catch (error) {
    // A local database that is lost or damaged as well: the log knows who wrote it.
    if (error instanceof DatabaseError) return undefined
    throw error
  }
}

function identityOf(paths: FolderPaths, db: Database): Identity {
  const version =
    db.prepare<{ user_version: number }>('pragma user_version').get()?.user_version ?? 0
  const boot =
    version === 0
      ? undefined
      : db
          .prepare<{ console: string; site: string }>(
            'select console, site from origin where console is not null order by boot_hlc desc limit 1',
          )
          .get()
  const status = markedStatus(paths.root) ?? localValue(paths.local, 'folder_status', 'status')
  return {
    consoleId:
      localValue(paths.local, 'console_identity', 'id') ??
      boot?.console ??
      newId(realWorld.clock, realWorld.random),
    site: boot?.site ?? '中',
    status: status === 'exercise' || status === 'test' ? status : 'actual',
  }
}

/** The folder must be held. @throws DatabaseError or the file system's error. */
export function restoreFolder(paths: FolderPaths, registry: Registry): RestoreReport {
  const open = (db: Database) => {
    const { consoleId, site, status } = identityOf(paths, db)
    return openOpLog({
      db,
      world: realWorld,
      ...registry,
      console: { consoleId, site },
      status,
      reason: 'restored',
      // What a later start meets again is not the restore's to judge.
      onProblem: () => undefined,
    })
  }
  return restoreConsole(paths, open, realWorld.clock.nowMs())
}

function words(report: RestoreReport): string {
  const base = report.copy
    ? `a copy of ${new Date(report.copy.takenAt).toISOString()} (${report.copy.ops} ops)`
    : 'no copy'
  const lines = [
    `${report.total} ops are back: from ${base}, ${report.fromSegments} from segments, ${report.fromDamagedFile} from the old file.`,
    report.setAside === undefined
      ? 'There was no old file.'
      : `The old file is in ${report.setAside}.`,
    ...(report.badCopies > 0 ? [`${report.badCopies} newer copies were damaged themselves.`] : []),
    ...(report.rejected > 0
      ? [`${report.rejected} pieces were not ops, or contradicted one that is there.`]
      : []),
    `${report.missingCount} ops are known to have existed and were not found.`,
    ...report.missing.map(
      ({ origin, from, to }) => `  ${origin}: ${from}${to === from ? '' : `–${to}`}`,
    ),
    'Ops of the last second before a power cut may be missing without anybody knowing of them.',
  ]
  return `${lines.join('\n')}\n`
}

export const tool: Tool = {
  name: 'restore',
  summary: 'brings a damaged or lost log back from copies, segments and what is left of the file',
  help: `
Usage: npm run tool -- restore DIR [--second-disk DIR] [--force] [--json]

Sets the damaged file aside (never deletes it), takes the newest good copy, adds the segments
and whatever the old file still proves, and says what it knows to be missing. A file that looks
whole is left alone unless --force is given. The console must be closed.`,
  run(argv) {
    const read = readFolderArguments('restore', argv, { force: { type: 'boolean' } })
    if (typeof read === 'number') return Promise.resolve(read)
    const { paths } = read
    const code = whileClosed('restore', paths, () => {
      const found = assessConsole(paths, 'everything')
      if (found.kind === 'newer') {
        process.stderr.write(
          'restore: the folder was written by a newer version; nothing was changed\n',
        )
        return 1
      }
      if (found.kind === 'absent') {
        process.stderr.write(
          `restore: ${join(paths.root)} holds neither a log nor segments of one\n`,
        )
        return 1
      }
      if (found.kind === 'usable' && read.values['force'] !== true) {
        process.stdout.write(
          read.json
            ? '{"restored":false}\n'
            : 'The log is whole; nothing was changed (--force restores all the same).\n',
        )
        return 0
      }
      const report = restoreFolder(paths, consoleRegistry)
      process.stdout.write(
        read.json ? `${JSON.stringify({ restored: true, ...report })}\n` : words(report),
      )
      return report.missingCount === 0 ? 0 : 1
    })
    return Promise.resolve(code)
  },
}
