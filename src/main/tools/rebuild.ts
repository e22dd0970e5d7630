/** `rebuild`: makes every projection and index again from the log. */
import { DatabaseError } from '../../core/kernel/database.ts'
import { rebuildProjections } from '../../core/oplog/project.ts'
import { migrateLog } from '../../core/oplog/schema.ts'
import { openDatabase } from '../adapters/sqlite.ts'
import { consoleRegistry, readerOf, type Registry } from './console-registry.ts'
import { hasLog, readFolderArguments, whileClosed } from './folder-arguments.ts'
import type { Tool } from './tool.ts'

/** The number of ops the projections were made from. @throws DatabaseError */
export function rebuildFolder(path: string, registry: Registry): number {
  const db = openDatabase(path, { synchronous: 'FULL' })
  try {
    migrateLog(db)
    rebuildProjections(db, readerOf(registry), registry.projections)
    return db.prepare<{ n: number }>('select count(*) n from op').get()?.n ?? 0
  } finally {
    db.close()
  }
}

export const tool: Tool = {
  name: 'rebuild',
  summary: 'makes every table and search index of a data folder again from its log',
  help: `
Usage: npm run tool -- rebuild DIR [--json]

For a table or an index that verify found different. The log itself is not touched; a damaged
log needs restore. The console must be closed.`,
  run(argv) {
    const read = readFolderArguments('rebuild', argv)
    if (typeof read === 'number') return Promise.resolve(read)
    if (!hasLog('rebuild', read.paths)) return Promise.resolve(1)
    const code = whileClosed('rebuild', read.paths, () => {
      const started = performance.now()
      try {
        const ops = rebuildFolder(read.paths.console, consoleRegistry)
        const ms = Math.round(performance.now() - started)
        const projections = consoleRegistry.projections.map((each) => each.name)
        const words = `${projections.length} projections made again from ${ops} ops in ${ms} ms\n`
        process.stdout.write(read.json ? `${JSON.stringify({ ops, projections, ms })}\n` : words)
        return 0
      } catch (error) {
        if (!(error instanceof DatabaseError)) throw error
        process.stderr.write(
          `rebuild: the log cannot be read or written (${error.reason}); run verify, then restore\n`,
        )
        return 1
      }
    })
    return Promise.resolve(code)
  },
}
