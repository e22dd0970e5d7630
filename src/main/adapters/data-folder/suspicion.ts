import { writeFileSync } from 'node:fs'
import type { EpochMs } from '../../../core/kernel/world.ts'
import type { FolderPaths } from './layout.ts'

/** Damage was met: whoever looks at the log next looks at every page and every op. */
export function markSuspicion(paths: FolderPaths, at: EpochMs, reason: string): void {
  writeFileSync(paths.suspicion, JSON.stringify({ at, reason }))
}
