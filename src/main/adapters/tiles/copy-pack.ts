/**
 * A pack of our own: the same bytes, or, where reading them would be slow (a folder of small
 * files, a table without an index), an MBTiles file with an index.
 */
import { closeSync, fsyncSync, openSync, readSync, statSync, writeSync } from 'node:fs'
import { accept, refuse, type Result } from '../../../core/kernel/result.ts'
import type { BadPack, PackPlace, Progress } from '../../../core/map-packs.ts'
import { DatabaseError } from '../../../core/kernel/database.ts'
import { openPack, problemSentence } from './look.ts'
import { flipRow } from './tile-grid.ts'
import type { Pack } from './pack.ts'
import { writeMbtiles } from './write-mbtiles.ts'

const chunkBytes = 4 * 1024 * 1024
const tellEvery = 500

export type Copied = PackPlace & { readonly sizeBytes: number }

/** Writes to `to`, durable when it returns. What a failure leaves there is removed by the caller. */
export async function copyPack(
  from: PackPlace,
  to: string,
  onProgress: (progress: Progress) => void,
): Promise<Result<Copied, BadPack>> {
  let pack: Pack | undefined
  try {
    pack = await openPack(from.container, from.path)
    const { indexed, count } = await pack.facts()
    const asItIs = from.container !== 'folder' && indexed && !hasOpenLog(from.path)
    if (asItIs) copyBytes(from.path, to, onProgress)
    else await repack(pack, from, to, { count, onProgress })
    const { size: sizeBytes } = statSync(to)
    return accept(
      asItIs
        ? { ...from, path: to, sizeBytes }
        : { container: 'mbtiles', rows: 'tms', path: to, sizeBytes },
    )
  } catch (error) {
    return refuse('bad-pack', copySentence(error))
  } finally {
    pack?.close()
  }
}

function copySentence(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const isFull = error instanceof DatabaseError ? error.reason === 'full' : code === 'ENOSPC'
  if (isFull) return '磁盘已满，没有复制完。请清理磁盘后重新导入。'
  return `没有复制完：${problemSentence(error)}`
}

/** Tiles may still be in the write-ahead log beside the file. */
function hasOpenLog(path: string): boolean {
  try {
    return statSync(`${path}-wal`).size > 0
  } catch {
    // None there.
    return false
  }
}

function copyBytes(from: string, to: string, onProgress: (progress: Progress) => void): void {
  const total = statSync(from).size
  const source = openSync(from, 'r')
  const target = openSync(to, 'wx')
  try {
    const chunk = Buffer.alloc(chunkBytes)
    for (let done = 0; ;) {
      const read = readSync(source, chunk, 0, chunkBytes, done)
      if (read === 0) break
      writeSync(target, chunk, 0, read)
      done += read
      onProgress({ done, total })
    }
    fsyncSync(target)
  } finally {
    closeSync(source)
    closeSync(target)
  }
}

interface RepackOptions {
  readonly count: number | null
  readonly onProgress: (progress: Progress) => void
}

async function repack(
  pack: Pack,
  from: PackPlace,
  to: string,
  { count, onProgress }: RepackOptions,
): Promise<void> {
  const target = writeMbtiles(to)
  try {
    let done = 0
    for await (const { z, x, row, bytes } of pack.all()) {
      target.put(z, x, from.rows === 'xyz' ? row : flipRow(z, row), bytes)
      if (++done % tellEvery === 0) onProgress({ done, total: count ?? 0 })
    }
    target.finish({})
  } finally {
    target.close()
  }
}
