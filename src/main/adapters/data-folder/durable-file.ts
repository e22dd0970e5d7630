/** Files that are there, whole, after a power cut: written, fsynced, renamed, folder fsynced. */
import { createHash } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  statfsSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'

/** Makes a rename or a new name in `dir` survive a power cut. */
export function syncFolder(dir: string): void {
  // Windows has no such call for folders; NTFS journals the rename itself.
  if (process.platform === 'win32') return
  const handle = openSync(dir, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Writes all bytes: a single `write` may stop short on a nearly full disk. */
export function writeAll(handle: number, bytes: Uint8Array, position: number | null = null): void {
  let done = 0
  while (done < bytes.length) {
    const at = position === null ? null : position + done
    done += writeSync(handle, bytes, done, bytes.length - done, at)
  }
}

/**
 * Replaces or creates `path` in one step.
 * @throws the file system's error (ENOSPC, EROFS, EIO …); then `path` is as before.
 */
export function writeDurably(path: string, bytes: Uint8Array): void {
  const temporary = `${path}.${process.pid}.part`
  const handle = openSync(temporary, 'w')
  try {
    writeAll(handle, bytes)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(temporary, path)
  syncFolder(dirname(path))
}

/** fsync by name, for files another library wrote. */
export function syncFile(path: string): void {
  const handle = openSync(path, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** What an ordinary user may still write on the disk of `path`, in bytes. */
export function freeBytes(path: string): number {
  const { bavail, bsize } = statfsSync(path)
  return bavail * bsize
}

/** The names in a folder; none where the folder does not exist. */
export function namesIn(dir: string): string[] {
  try {
    return readdirSync(dir).sort()
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return []
    throw error
  }
}

/** `ENOSPC`, `EROFS` …; empty when the error is not the file system's. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/** SHA-256 in hex of a file of any size. */
export function hashOfFile(path: string): string {
  const hash = createHash('sha256')
  const piece = new Uint8Array(1024 * 1024)
  const handle = openSync(path, 'r')
  try {
    for (let read = readSync(handle, piece); read > 0; read = readSync(handle, piece)) {
      hash.update(piece.subarray(0, read))
    }
  } finally {
    closeSync(handle)
  }
  return hash.digest('hex')
}
