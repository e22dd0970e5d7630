/** What the tools for a data folder have in common: one folder, an optional second disk, and its lock. */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { folderPaths, type FolderPaths } from '../adapters/data-folder/layout.ts'
import { lockFolder, type FolderLock } from '../adapters/data-folder/lock.ts'

export interface FolderArguments {
  readonly paths: FolderPaths
  readonly json: boolean
  readonly values: Readonly<Record<string, string | boolean | undefined>>
}

interface OptionKinds {
  readonly [name: string]: { readonly type: 'string' | 'boolean' }
}

function complain(tool: string, sentence: string): void {
  process.stderr.write(`${tool}: ${sentence}\n`)
}

/** The parsed command line, or the exit code after a sentence was printed. */
export function readFolderArguments(
  tool: string,
  argv: readonly string[],
  more: OptionKinds = {},
): FolderArguments | number {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { ...more, json: { type: 'boolean' }, 'second-disk': { type: 'string' } },
    })
    const [root] = positionals
    if (root === undefined || positionals.length > 1) {
      complain(tool, 'name one data folder (--help explains)')
      return 2
    }
    if (!existsSync(root)) {
      complain(tool, `there is no folder ${root}`)
      return 2
    }
    const read: Record<string, unknown> = values
    const second = read['second-disk']
    return {
      paths: folderPaths(root, typeof second === 'string' ? second : undefined),
      json: read['json'] === true,
      values: read as FolderArguments['values'],
    }
  } catch (error) {
    // `parseArgs` throws a sentence for every option it does not know.
    complain(tool, error instanceof Error ? error.message : String(error))
    return 2
  }
}

/** Works while no console can open the folder; refuses politely when one holds it. */
export function whileClosed(tool: string, paths: FolderPaths, work: () => number): number {
  const outcome = lockFolder(paths, Date.now())
  if (outcome.kind === 'taken') {
    const who =
      outcome.by === undefined
        ? 'a console'
        : `a console (process ${outcome.by.pid} on ${outcome.by.host})`
    complain(tool, `${who} is running on ${paths.root}; close it first`)
    return 1
  }
  const lock: FolderLock = outcome.lock
  try {
    return work()
  } finally {
    lock.release()
  }
}

/** False, with a sentence, where the folder holds no log. */
export function hasLog(tool: string, paths: FolderPaths): boolean {
  if (existsSync(paths.console)) return true
  complain(tool, `there is no console database in ${paths.root}`)
  return false
}
