/** Whether the second disk is there, and is another disk than the first. */
import { accessSync, constants, statSync } from 'node:fs'
import { errorCode } from './durable-file.ts'

export type SecondDisk =
  | { readonly kind: 'none' }
  | { readonly kind: 'good'; readonly path: string }
  /** A stick not plugged in: its mount point is missing or not writable. */
  | { readonly kind: 'missing'; readonly path: string }
  /** A mount point without its disk looks like a folder of the first disk. */
  | { readonly kind: 'same-disk'; readonly path: string }

export function findSecondDisk(root: string, path: string | undefined): SecondDisk {
  if (path === undefined) return { kind: 'none' }
  try {
    accessSync(path, constants.W_OK)
    return statSync(path).dev === statSync(root).dev
      ? { kind: 'same-disk', path }
      : { kind: 'good', path }
  } catch (error) {
    if (errorCode(error) === '') throw error
    return { kind: 'missing', path }
  }
}
