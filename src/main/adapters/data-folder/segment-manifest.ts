/**
 * The list of sealed segments, `manifest.jsonl`: one JSON line each, appended and fsynced. A
 * torn last line is a seal that did not happen: the segment is found unsealed and sealed again.
 */
import { closeSync, fsyncSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { errorCode, syncFolder, writeAll } from './durable-file.ts'

const sealSchema = z.object({
  file: z.string(),
  origin: z.string(),
  /** Length of the whole items; a torn tail after them is left in the file and not counted. */
  bytes: z.number(),
  sha256: z.string(),
  ranges: z.array(z.tuple([z.number(), z.number()]).readonly()).readonly(),
})

export type Seal = z.infer<typeof sealSchema>

function manifestPath(dir: string): string {
  return join(dir, 'manifest.jsonl')
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return ''
    throw error
  }
}

function parseLine(line: string): Seal | undefined {
  try {
    const parsed = sealSchema.safeParse(JSON.parse(line))
    return parsed.success ? parsed.data : undefined
  } catch {
    // Torn or damaged: the segment counts as unsealed, which loses nothing.
    return undefined
  }
}

/** By file name; the last seal of a file counts. */
export function readSeals(dir: string): ReadonlyMap<string, Seal> {
  const seals = new Map<string, Seal>()
  for (const line of textOf(manifestPath(dir)).split('\n')) {
    const seal = parseLine(line)
    if (seal) seals.set(seal.file, seal)
  }
  return seals
}

/** @throws the file system's error. */
export function appendSeals(dir: string, seals: readonly Seal[]): void {
  if (seals.length === 0) return
  // The leading line feed ends a line that a power cut tore.
  const text = `\n${seals.map((seal) => JSON.stringify(seal)).join('\n')}\n`
  const handle = openSync(manifestPath(dir), 'a')
  try {
    writeAll(handle, Buffer.from(text))
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  syncFolder(dir)
}
