/**
 * Files named by facts, by the SHA-256 of their content. A file is whole on the disk, under
 * its name, before the op that names it is appended.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import { accept, refuse, type Refusal, type Result } from '../../../core/kernel/result.ts'
import { errorCode, namesIn, syncFolder, writeDurably } from './durable-file.ts'
import type { FolderPaths } from './layout.ts'

const defaultAttachmentLimit = 256 * 1024 * 1024

type AttachmentRefusal =
  | Refusal<'too-large', { readonly limitBytes: number }>
  | Refusal<'disk-full', undefined>
  | Refusal<'read-only', undefined>

type AttachmentState = 'good' | 'missing' | 'damaged'

export interface Attachments {
  /** Returns the SHA-256 in hex when the bytes are durable. */
  store(bytes: Uint8Array): Result<string, AttachmentRefusal>
  /** Reads and checks; from the second disk where the first copy is missing or damaged. */
  read(sha256: string): Uint8Array | undefined
  /** Every stored hash, ascending. */
  list(): string[]
  /** Reads the whole file. */
  check(sha256: string): AttachmentState
  /** Copies to the second disk what is not there yet; the count copied. Throws its error. */
  copyOut(): number
}

function pathIn(root: string, sha256: string): string {
  return join(root, sha256.slice(0, 2), sha256)
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function readIfThere(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}

function put(root: string, sha256: string, bytes: Uint8Array): void {
  const path = pathIn(root, sha256)
  const present = readIfThere(path)
  if (present && hashOf(present) === sha256) {
    // Who wrote it may have been killed before this.
    syncFolder(dirname(path))
    return
  }
  makeFolder(dirname(path), root)
  writeDurably(path, bytes)
}

/** The new folder's own name must survive too, or the file in it is lost with it. */
function makeFolder(folder: string, root: string): void {
  if (existsSync(folder)) return
  const rootIsNew = !existsSync(root)
  mkdirSync(folder, { recursive: true })
  syncFolder(root)
  if (rootIsNew) syncFolder(dirname(root))
}

function copyOne(from: string, to: string, sha256: string): boolean {
  const target = pathIn(to, sha256)
  const source = pathIn(from, sha256)
  if (existsSync(target) && statSync(target).size === statSync(source).size) return false
  const bytes = readFileSync(source)
  // A damaged file is for `verify` to report, not for the second disk to keep.
  if (hashOf(bytes) !== sha256) return false
  makeFolder(dirname(target), to)
  writeDurably(target, bytes)
  return true
}

/** Every hash stored under a folder of attachments; unfinished files have other names. */
function storedHashes(root: string): string[] {
  return namesIn(root)
    .filter((name) => /^[0-9a-f]{2}$/.test(name))
    .flatMap((name) => namesIn(join(root, name)))
    .filter((name) => /^[0-9a-f]{64}$/.test(name))
}

function refusalOf(error: unknown): AttachmentRefusal {
  const code = errorCode(error)
  if (code === 'ENOSPC' || code === 'EDQUOT') return refuse('disk-full', undefined)
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM')
    return refuse('read-only', undefined)
  throw error
}

export function openAttachments(
  paths: Pick<FolderPaths, 'attachments' | 'attachmentCopies'>,
  limitBytes: number = defaultAttachmentLimit,
): Attachments {
  const { attachments: root, attachmentCopies: copies } = paths
  const whole = (folder: string, sha256: string): Uint8Array | undefined => {
    const bytes = readIfThere(pathIn(folder, sha256))
    return bytes && hashOf(bytes) === sha256 ? bytes : undefined
  }
  return {
    store(bytes) {
      if (bytes.length > limitBytes) return refuse('too-large', { limitBytes })
      const sha256 = hashOf(bytes)
      try {
        put(root, sha256, bytes)
      } catch (error) {
        rmSync(`${pathIn(root, sha256)}.${process.pid}.part`, { force: true })
        return refusalOf(error)
      }
      return accept(sha256)
    },
    read: (sha256) =>
      whole(root, sha256) ?? (copies === undefined ? undefined : whole(copies, sha256)),
    list: () => storedHashes(root),
    check(sha256) {
      if (!existsSync(pathIn(root, sha256))) return 'missing'
      return whole(root, sha256) ? 'good' : 'damaged'
    },
    copyOut() {
      if (copies === undefined) return 0
      return storedHashes(root).filter((sha256) => copyOne(root, copies, sha256)).length
    },
  }
}
