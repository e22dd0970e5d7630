/**
 * Whose code is running, in a small file that outlives a crash of the process. Written with
 * one unsynced write per change: the page cache survives the process, and a power cut needs no
 * explanation.
 */
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'

const width = 128

/** In the data folder. */
export const breadcrumbFile = 'active-part'

export interface Breadcrumb {
  mark(part: string | undefined): void
  close(): void
}

export function openBreadcrumb(path: string): Breadcrumb {
  const file = openSync(path, 'w')
  return {
    mark: (part) => void writeSync(file, (part ?? '').slice(0, width).padEnd(width), 0),
    close: () => closeSync(file),
  }
}

/** What the last process was doing when it ended; `undefined` when nothing was marked. */
export function readBreadcrumb(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim() || undefined
  } catch {
    // No file: that process never got far enough to mark anything.
    return undefined
  }
}
