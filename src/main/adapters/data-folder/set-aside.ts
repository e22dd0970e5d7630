/** A damaged file is moved out of the way, never deleted. */
import { copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs'
import { basename, join } from 'node:path'
import { namesIn, syncFile, syncFolder } from './durable-file.ts'
import type { FolderPaths } from './layout.ts'

/** A database is its file and what its last writer had not merged yet. */
const companions = ['', '-wal', '-shm', '-journal']

function freeFolder(paths: FolderPaths, name: string, nowMs: number): string {
  const stamp = new Date(nowMs).toISOString().replaceAll(/[:.]/g, '-')
  for (let attempt = 1; ; attempt++) {
    const dir = join(
      paths.setAside,
      attempt === 1 ? `${stamp}-${name}` : `${stamp}-${name}-${attempt}`,
    )
    if (!existsSync(dir)) return dir
  }
}

/** Moves a database with its companions; returns the folder it now lies in. */
export function setAside(paths: FolderPaths, file: string, nowMs: number): string {
  const dir = freeFolder(paths, basename(file), nowMs)
  mkdirSync(dir, { recursive: true })
  for (const ending of companions) {
    if (existsSync(file + ending)) renameSync(file + ending, join(dir, basename(file) + ending))
  }
  for (const folder of [dir, paths.setAside, paths.root]) syncFolder(folder)
  return dir
}

/** The folder a file was last moved to. */
export function newestSetAside(paths: FolderPaths, file: string): string | undefined {
  const name = namesIn(paths.setAside).findLast((each) => each.includes(`-${basename(file)}`))
  return name === undefined ? undefined : join(paths.setAside, name)
}

/** A copy for reading what can still be read: opening the evidence itself would change it. */
export function copyForReading(dir: string, file: string, to: string): void {
  for (const ending of companions) {
    const from = join(dir, basename(file) + ending)
    // The shared-memory file is rebuilt from the write-ahead log.
    if (ending !== '-shm' && existsSync(from)) copyFileSync(from, to + ending)
  }
  if (existsSync(to)) syncFile(to)
}
