/** Work in steps, some of them in each frame, so that no frame is late because of it. */
export interface Frames {
  /** Milliseconds, of any clock that only rises. */
  readonly now: () => number
  /** Calls back at the next frame; what it returns takes that back. */
  readonly next: (step: () => void) => () => void
}

export const pageFrames: Frames = {
  now: () => performance.now(),
  next(step) {
    const frame = requestAnimationFrame(step)
    return () => cancelAnimationFrame(frame)
  },
}

/**
 * Begins at once and goes on in the frames that follow; at least one step in each.
 * @param partMs after so long the frame is left to others
 * @param done called once, after the last step
 * @returns stops it: no further step, and `done` is never called
 */
export function inFrames(
  steps: Iterator<unknown>,
  frames: Frames,
  partMs: number,
  done: () => void,
): () => void {
  let cancel: (() => void) | undefined
  const part = () => {
    cancel = undefined
    const until = frames.now() + partMs
    while (steps.next().done !== true) {
      if (frames.now() < until) continue
      cancel = frames.next(part)
      return
    }
    done()
  }
  part()
  return () => cancel?.()
}
