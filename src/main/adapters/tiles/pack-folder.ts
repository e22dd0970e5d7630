/** The folder of packs: what was copied, sent or built here. Nothing outside it is ever deleted. */
import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { accept, refuse } from '../../../core/kernel/result.ts'
import type { PackContainer, TileHost } from '../../../core/map-packs.ts'
import { copyInThread } from './tile-threads.ts'

const incoming = 'incoming-'

/** In the way of whoever looks at the folder: what kind of file it is. */
function fileName(name: string, container: PackContainer): string {
  return `${name}.${container === 'pmtiles' ? 'pmtiles' : 'mbtiles'}`
}

export function openPackFolder(
  folder: string,
): Pick<TileHost, 'takeIn' | 'adopt' | 'discard' | 'tidy'> {
  const isOurs = (path: string) => dirname(resolve(path)) === resolve(folder)
  const remove = (path: string) => {
    for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(path + ending, { force: true })
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
      if (isOurs(from.path)) remove(from.path)
      return accept({ ...copied.value, path })
    },
    discard(path) {
      if (isOurs(path)) remove(path)
    },
    tidy(paths) {
      const kept = new Set(paths.map((path) => resolve(path)))
      for (const entry of namesIn(folder)) {
        const path = join(folder, entry)
        if (!kept.has(resolve(path))) rmSync(path, { force: true })
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
