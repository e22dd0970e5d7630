/** How the `seat-link` tool finds a running console: a note in its data folder, for its owner only. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const noteSchema = z.object({ origin: z.url(), secret: z.string().min(16) })
export type RunningNote = z.infer<typeof noteSchema>

const noteFile = (dataDir: string) => join(dataDir, 'seat-server.json')

/** @returns the note's path, for `removeRunningNote`. */
export function writeRunningNote(dataDir: string, note: RunningNote): string {
  const path = noteFile(dataDir)
  // Removed first: the mode counts only when the file is made.
  rmSync(path, { force: true })
  writeFileSync(path, JSON.stringify(note), { mode: 0o600 })
  return path
}

export function removeRunningNote(path: string): void {
  rmSync(path, { force: true })
}

/** `undefined` when no console left a readable note there. */
export function readRunningNote(dataDir: string): RunningNote | undefined {
  try {
    return noteSchema.parse(JSON.parse(readFileSync(noteFile(dataDir), 'utf8')))
  } catch {
    // Absent or torn both mean: no console answers from this folder.
    return undefined
  }
}
