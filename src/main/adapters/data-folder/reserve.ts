/**
 * A file that is only there to be given up: when the disk is full its space lets the log go on
 * until somebody has made room.
 */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { dirname } from 'node:path'
import { errorCode, freeBytes, syncFolder, writeAll } from './durable-file.ts'

const defaultReserveBytes = 16 * 1024 * 1024

export type ReserveState = 'held' | 'released'

export interface Reserve {
  readonly state: ReserveState
  /** Gives the space back to the file system. False when it was given already. */
  release(): boolean
  /** Takes the space again when twice as much is free; false while it is not. */
  refill(): boolean
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return -1
    throw error
  }
}

/** Really written, with bytes no file system compresses or leaves as a hole. */
function fill(path: string, bytes: number): void {
  const part = `${path}.part`
  const handle = openSync(part, 'w')
  try {
    for (let done = 0; done < bytes; done += 1024 * 1024) {
      writeAll(handle, randomBytes(Math.min(1024 * 1024, bytes - done)))
    }
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(part, path)
  syncFolder(dirname(path))
}

/** Opens or makes the reserve; a disk too full to make it gives the state `released`. */
export function openReserve(path: string, bytes: number = defaultReserveBytes): Reserve {
  let state: ReserveState = sizeOf(path) === bytes ? 'held' : 'released'
  const reserve = {
    get state() {
      return state
    },
    release() {
      if (state === 'released') return false
      rmSync(path, { force: true })
      syncFolder(dirname(path))
      state = 'released'
      return true
    },
    refill() {
      if (state === 'held') return true
      if (freeBytes(dirname(path)) < 2 * bytes) return false
      try {
        fill(path, bytes)
        state = 'held'
      } catch (error) {
        rmSync(`${path}.part`, { force: true })
        if (errorCode(error) !== 'ENOSPC') throw error
      }
      return state === 'held'
    },
  }
  reserve.refill()
  return reserve
}
