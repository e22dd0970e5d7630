/** The folder of packs: what was copied, sent or built here. Nothing outside it is ever deleted. */
import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { accept, refuse } from '../../../core/kernel/result.ts'
import type { PackContainer, TileHost } from '../../../core/map-packs.ts'
import { buildInThread, copyInThread } from './tile-threads.ts'

const incoming = 'incoming-'
/** Names we give; anything else in the folder is somebody's own file. */
const ourName =
  /^(incoming-[0-9a-f]{16}|[0-9A-Z]{26}\.(part|mbtiles|pmtiles|kept))(-wal|-shm|-journal)?$/

/** In the way of whoever looks at the folder: what kind of file it is. */
function fileName(name: string, container: PackContainer): string {
  return `${name}.${container === 'pmtiles' ? 'pmtiles' : 'mbtiles'}`
}

export function openPackFolder(
  folder: string,
): Pick<TileHost, 'takeIn' | 'adopt' | 'build' | 'discard' | 'tidy'> {
  const isOurs = (path: string) =>
    dirname(resolve(path)) === resolve(folder) && ourName.test(basename(path))
  const remove = (path: string) => {
    for (const ending of ['', '-wal', '-shm', '-journal']) {
      try {
        rmSync(path + ending, { force: true })
      } catch {
        // Still open in the thread that reads (Windows): `tidy` takes it at the next start.
      }
    }
  }
  return {
    takeIn(bytes) {
      const path = join(folder, incoming + randomBytes(8).toString('hex'))
      try {
        mkdirSync(folder, { recursive: true })
        writeFileSync(path, bytes, { flag: 'wx', flush: true })
        return accept(path)
      } catch (error) {
        rmSync(path, { force: true })
        const code = error instanceof Error && 'code' in error ? String(error.code) : ''
        return code === 'ENOSPC' || code === 'EDQUOT' ? refuse('disk-full') : refuse('read-only')
      }
    },
    async adopt(name, from, onProgress): ReturnType<TileHost['adopt']> {
      mkdirSync(folder, { recursive: true })
      const part = join(folder, `${name}.part`)
      remove(part)
      const copied = await copyInThread(from, part, onProgress)
      if (!copied.ok) {
        remove(part)
        return copied
      }
      const path = join(folder, fileName(name, copied.value.container))
      renameSync(part, path)
      if (isOurs(from.path) && basename(from.path).startsWith(incoming)) remove(from.path)
      return accept({ ...copied.value, path })
    },
    build(name, plan, onStep) {
      const path = join(folder, `${name}.pmtiles`)
      const part = join(folder, `${name}.part`)
      mkdirSync(folder, { recursive: true })
      const { done, cancel } = buildInThread(plan, part, onStep)
      const finished = done.then((built) => {
        if (!built.ok) return built
        renameSync(part, path)
        return accept({ ...built.value, path })
      })
      return { done: finished.finally(() => remove(part)), cancel }
    },
    discard(path) {
      if (isOurs(path)) remove(path)
    },
    tidy(ids, paths) {
      const known = new Set(ids)
      const kept = new Set(paths.map((path) => resolve(path)))
      for (const entry of namesIn(folder)) {
        const path = join(folder, entry)
        if (isOurs(path) && !kept.has(resolve(path)) && !known.has(entry.slice(0, 26))) remove(path)
      }
    },
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    // Not made yet: nothing was ever kept.
    return []
  }
}
