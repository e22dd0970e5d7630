import { beforeEach } from 'vitest'

/** Every test of the file or `describe` it is called in is skipped with this reason, if there is one. */
export function skipBecause(reason: string | undefined): void {
  beforeEach(({ skip }) => {
    if (reason !== undefined) skip(reason)
  })
}
