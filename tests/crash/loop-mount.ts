/** A small ext4 in a file, mounted: a disk whose power can be cut. Linux as root only. */
import { execFileSync } from 'node:child_process'
import { closeSync, copyFileSync, ftruncateSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from '../support/folder.ts'

export interface LoopDisk {
  readonly mountPoint: string
  /** The disk as it would be found after a power cut now: what no cache holds only. */
  cut(to: string): void
  unmount(): void
}

function run(command: string, ...args: string[]): void {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'] })
}

function whyNot(error: unknown): string {
  const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : ''
  return stderr === '' ? String(error) : stderr
}

/** A disk of `megabytes`, empty. @throws where mounting is refused. */
export function makeLoopDisk(folder: string, name: string, megabytes: number): LoopDisk {
  const image = join(folder, `${name}.img`)
  const handle = openSync(image, 'w')
  ftruncateSync(handle, megabytes * 1024 * 1024)
  closeSync(handle)
  // Without lazy initialisation nothing is written behind the test's back.
  run('mkfs.ext4', '-q', '-F', '-E', 'lazy_itable_init=0,lazy_journal_init=0', image)
  return mountImage(folder, name, image)
}

/** Mounts an image (replaying its journal, as a machine does after a power cut). */
export function mountImage(folder: string, name: string, image: string): LoopDisk {
  const mountPoint = join(folder, name)
  mkdirSync(mountPoint, { recursive: true })
  run('mount', '-o', 'loop', image, mountPoint)
  return {
    mountPoint,
    cut: (to) => copyFileSync(image, to),
    unmount: () => run('umount', '-l', mountPoint),
  }
}

/** A file system in memory with a size; also needs the right to mount. */
export function mountTmpfs(folder: string, name: string, options: string): Omit<LoopDisk, 'cut'> {
  const mountPoint = join(folder, name)
  mkdirSync(mountPoint, { recursive: true })
  run('mount', '-t', 'tmpfs', '-o', options, 'tmpfs', mountPoint)
  return { mountPoint, unmount: () => run('umount', '-l', mountPoint) }
}

/** Why nothing can be mounted here; `undefined` where it can. */
export function mountingRefused(): string | undefined {
  const place = temporaryFolder('mount')
  try {
    makeLoopDisk(place.path, 'probe', 4).unmount()
    return undefined
  } catch (error) {
    return `mounting is refused here: ${whyNot(error)}`
  } finally {
    place.remove()
  }
}
