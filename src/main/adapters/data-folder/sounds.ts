/**
 * Recorded sound in the data folder: `recordings/<id>.webm`, and `recordings/<id>.parts/<n>.webm`
 * while a call goes on. Each piece is synced before it is acknowledged.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import { accept, refuse } from '../../../core/kernel/result.ts'
import type { SoundStore } from '../../../core/module.ts'
import { errorCode, namesIn, syncFolder, writeDurably } from './durable-file.ts'
import type { FolderPaths } from './layout.ts'

const partsEnding = '.parts'

function refusalOf(error: unknown) {
  const code = errorCode(error)
  if (code === 'ENOSPC' || code === 'EDQUOT') return refuse('disk-full', undefined)
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM')
    return refuse('read-only', undefined)
  throw error
}

/** @throws on a name that could lead out of the folder: ids are made by the core. */
function safe(recording: string): string {
  if (!/^[0-9A-Za-z-]{1,64}$/.test(recording)) throw new Error(`no recording: ${recording}`)
  return recording
}

function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  mkdirSync(folder, { recursive: true })
  syncFolder(dirname(folder))
}

/** Appends and syncs without holding up the thread: a slow disk must not delay an order. */
async function appendDurably(path: string, bytes: Uint8Array): Promise<void> {
  const isNew = !existsSync(path)
  const handle = await open(path, 'a')
  const before = (await handle.stat()).size
  try {
    await handle.appendFile(bytes)
    await handle.datasync()
  } catch (error) {
    // Half a piece would make the next one unreadable.
    await handle.truncate(before)
    throw error
  } finally {
    await handle.close()
  }
  if (isNew) syncFolder(dirname(path))
}

export function openSounds({
  recordings: root,
  recordingCopies: copies,
}: Pick<FolderPaths, 'recordings' | 'recordingCopies'>): SoundStore {
  const fileIn = (folder: string, recording: string) => join(folder, `${safe(recording)}.webm`)
  const partsOf = (recording: string) => join(root, `${safe(recording)}${partsEnding}`)
  const whole = (path: string, sha256: string): Uint8Array | undefined => {
    if (!existsSync(path)) return undefined
    const bytes = readFileSync(path)
    return createHash('sha256').update(bytes).digest('hex') === sha256 ? bytes : undefined
  }
  return {
    async append(recording, part, bytes) {
      const folder = partsOf(recording)
      try {
        makeFolder(root)
        makeFolder(folder)
        await appendDurably(join(folder, `${part}.webm`), bytes)
      } catch (error) {
        return refusalOf(error)
      }
      return accept(undefined)
    },
    parts: (recording) =>
      namesIn(partsOf(recording))
        .filter((name) => /^\d+\.webm$/.test(name))
        .map((name) => ({
          part: Number.parseInt(name, 10),
          bytes: new Uint8Array(readFileSync(join(partsOf(recording), name))),
        }))
        .toSorted((a, b) => a.part - b.part),
    unfinished: () =>
      namesIn(root)
        .filter((name) => name.endsWith(partsEnding))
        .map((name) => name.slice(0, -partsEnding.length)),
    finish(recording, bytes) {
      try {
        makeFolder(root)
        writeDurably(fileIn(root, recording), bytes)
        if (copies !== undefined) {
          makeFolder(copies)
          writeDurably(fileIn(copies, recording), bytes)
        }
      } catch (error) {
        // The second disk may be gone: what is whole on the first one is enough.
        if (existsSync(fileIn(root, recording))) return accept(undefined)
        return refusalOf(error)
      }
      return accept(undefined)
    },
    dropParts: (recording) => rmSync(partsOf(recording), { recursive: true, force: true }),
    has: (recording) =>
      existsSync(fileIn(root, recording)) ||
      (copies !== undefined && existsSync(fileIn(copies, recording))),
    read: (recording, sha256) =>
      whole(fileIn(root, recording), sha256) ??
      (copies === undefined ? undefined : whole(fileIn(copies, recording), sha256)),
    remove(recording) {
      rmSync(fileIn(root, recording), { force: true })
      if (copies !== undefined) rmSync(fileIn(copies, recording), { force: true })
      if (existsSync(root)) syncFolder(root)
    },
  }
}
