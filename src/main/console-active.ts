/** Whose code is running, told to a shell that has to name the culprit of a crash. */
import type { Projection } from '../core/oplog/registry.ts'

export type Around = (part: string, run: () => void) => void

/** Marks `part` while `run` runs; what was marked before returns with it. */
export function markActive(mark: ((part: string | undefined) => void) | undefined): Around {
  if (!mark) return (_part, run) => run()
  let current: string | undefined
  const set = (part: string | undefined) => {
    current = part
    mark(part)
  }
  return (part, run) => {
    const before = current
    set(part)
    try {
      run()
    } finally {
      set(before)
    }
  }
}

/** The projection with its own code marked while it runs. */
export function markProjection(projection: Projection, around: Around): Projection {
  const { name, fold, apply } = projection
  const part = `projection:${name}`
  return {
    ...projection,
    fold: fold && ((db, entity, facts) => around(part, () => fold(db, entity, facts))),
    apply: apply && ((db, fact) => around(part, () => apply(db, fact))),
  }
}

/** Far from any version in use: coming back to the real one means a rebuild from the log. */
const leftOutVersion = 1_000_000

/**
 * The projection without its code: its tables are there and empty, so that queries answer, and
 * are made anew from the log by the next start that has it again.
 */
export function leaveOutProjection(projection: Projection): Projection {
  const { apply: _apply, ...rest } = projection
  return { ...rest, version: projection.version + leftOutVersion, fold: () => undefined }
}
