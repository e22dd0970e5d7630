/**
 * The newest own op, in one small file beside the log. It proves nothing and restores nothing;
 * it lets a restore say how many records must have existed. Written at each commit, fsynced
 * once a second.
 */
import { closeSync, fsync, openSync, readFileSync } from 'node:fs'
import type { CancelTimer, Timers } from '../../../core/kernel/world.ts'
import type { OpLog, OpRef } from '../../../core/oplog/types.ts'
import { errorCode, writeAll } from './durable-file.ts'

const lineBytes = 64

export interface Witness {
  follow(log: Pick<OpLog, 'onCommitted' | 'origin'>): void
  close(): void
}

/** `undefined` where there is none, or it is damaged. */
export function readWitness(path: string): OpRef | undefined {
  try {
    const [origin, seq] = readFileSync(path, 'latin1').trim().split(' ')
    if (origin === undefined || !/^[0-9A-Z]{16}$/.test(origin)) return undefined
    return /^\d{1,15}$/.test(seq ?? '') ? { origin, seq: Number(seq) } : undefined
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}

function openForUpdate(path: string): number {
  try {
    return openSync(path, 'r+')
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error
    return openSync(path, 'w+')
  }
}

/** A disk that refuses is not told here: the log itself tells it at the same moment. */
export function openWitness(path: string, timers: Timers, syncMs = 1000): Witness {
  const handle = openForUpdate(path)
  let cancelSync: CancelTimer | undefined
  let unfollow: (() => void) | undefined
  const note = ({ origin, seq }: OpRef): void => {
    try {
      writeAll(
        handle,
        Buffer.from(`${origin} ${seq}`.padEnd(lineBytes - 1).concat('\n'), 'latin1'),
        0,
      )
    } catch (error) {
      if (errorCode(error) === '') throw error
      return
    }
    cancelSync ??= timers.after(syncMs, () => {
      cancelSync = undefined
      // The result matters to nobody: an unsynced witness only counts a little too low.
      fsync(handle, () => undefined)
    })
  }
  return {
    follow(log) {
      unfollow = log.onCommitted((ops) => {
        const own = ops.findLast((op) => op.origin === log.origin)
        if (own) note(own)
      })
    },
    close() {
      if (unfollow === undefined) return
      unfollow()
      unfollow = undefined
      cancelSync?.()
      closeSync(handle)
    },
  }
}
