/**
 * One console per data folder. The lock is the operating system's, taken through an SQLite
 * file, so it ends with the process however that ends; who holds it is told by a file beside it.
 */
import { readFileSync, rmSync } from 'node:fs'
import { hostname } from 'node:os'
import { z } from 'zod'
import { holdFile } from '../sqlite.ts'
import { errorCode, writeDurably } from './durable-file.ts'
import type { FolderPaths } from './layout.ts'

const holderSchema = z.object({ pid: z.number(), host: z.string(), since: z.number() })

/** `since` in epoch ms. */
export type Holder = z.infer<typeof holderSchema>

export type LockOutcome =
  | { readonly kind: 'held'; readonly lock: FolderLock; readonly left: Holder | undefined }
  | { readonly kind: 'taken'; readonly by: Holder | undefined }

export interface FolderLock {
  /** The folder was closed in order: the next start finds no holder. May be called twice. */
  release(): void
}

/** Who holds the folder, or held it when it stopped; `undefined` when nobody says. */
function readHolder(paths: FolderPaths): Holder | undefined {
  try {
    const parsed = holderSchema.safeParse(JSON.parse(readFileSync(paths.holder, 'utf8')))
    return parsed.success ? parsed.data : undefined
  } catch (error) {
    // Absent, or torn by a power cut: the lock itself decides, this only names its holder.
    if (errorCode(error) === 'ENOENT' || error instanceof SyntaxError) return undefined
    throw error
  }
}

/**
 * Takes the folder. `left` names the holder that stopped without releasing it (killed, power
 * cut).
 * @throws DatabaseError or the file system's error where the folder cannot be written.
 */
export function lockFolder(paths: FolderPaths, nowMs: number): LockOutcome {
  const letGo = holdFile(paths.lock)
  if (letGo === undefined) return { kind: 'taken', by: readHolder(paths) }
  try {
    const left = readHolder(paths)
    const holder: Holder = { pid: process.pid, host: hostname(), since: nowMs }
    writeDurably(paths.holder, Buffer.from(JSON.stringify(holder)))
    return { kind: 'held', left, lock: releasable(paths, letGo) }
  } catch (error) {
    // A full disk must not keep a console from starting: the name of the holder is a courtesy.
    if (errorCode(error) === 'ENOSPC') {
      return { kind: 'held', left: undefined, lock: releasable(paths, letGo) }
    }
    letGo()
    throw error
  }
}

function releasable(paths: FolderPaths, letGo: () => void): FolderLock {
  let released = false
  return {
    release() {
      if (released) return
      released = true
      rmSync(paths.holder, { force: true })
      letGo()
    },
  }
}
