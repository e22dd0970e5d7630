/** `backup`: one verified copy of the databases, beside those the console makes by itself. */
import { takeBackup } from '../adapters/data-folder/backups.ts'
import { hasLog, readFolderArguments } from './folder-arguments.ts'
import type { Tool } from './tool.ts'

export const tool: Tool = {
  name: 'backup',
  summary: 'makes a verified copy of a data folder’s databases',
  help: `
Usage: npm run tool -- backup DIR [--second-disk DIR] [--json]

The copy goes to backups/ on the second disk (in DIR without one), is checked page by page and
op by op, and takes part in the rotation (24 hourly, 30 daily). A console may be running.`,
  run(argv) {
    const read = readFolderArguments('backup', argv)
    if (typeof read === 'number') return Promise.resolve(read)
    if (!hasLog('backup', read.paths)) return Promise.resolve(1)
    const done = takeBackup(read.paths, Date.now())
    if (!done.ok) {
      const why = done.code === 'damaged' ? `damaged (${done.data.fault}); run verify` : done.code
      process.stderr.write(`backup: no copy was made: ${why}\n`)
      return Promise.resolve(1)
    }
    const { dir, ops, bytes, deleted } = done.value
    const words = `${dir}: ${ops} ops, ${bytes} bytes, verified; ${deleted} old copies deleted\n`
    process.stdout.write(read.json ? `${JSON.stringify(done.value)}\n` : words)
    return Promise.resolve(0)
  },
}
