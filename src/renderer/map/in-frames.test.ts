import { expect, it } from 'vitest'
import { inFrames } from './in-frames.ts'

/** Frames that come when they are called for; each step of the work takes 3 ms. */
function stage(steps: number) {
  let now = 0
  let waiting: (() => void) | undefined
  const done: string[] = []
  function* work() {
    for (let step = 1; step <= steps; step++) {
      now += 3
      done.push(`step ${step}`)
      yield
    }
  }
  const frames = {
    now: () => now,
    next(step: () => void) {
      waiting = step
      return () => void (waiting = undefined)
    },
  }
  const stop = inFrames(work(), frames, 5, () => done.push('whole'))
  const frame = () => {
    const step = waiting
    waiting = undefined
    step?.()
  }
  return { done, stop, frame, waits: () => waiting !== undefined }
}

it('does what fits into the first frame at once', () => {
  const { done, waits } = stage(1)
  expect(done).toEqual(['step 1', 'whole'])
  expect(waits()).toBe(false)
})

it('leaves each frame to others when its time is over, and ends once', () => {
  const { done, frame, waits } = stage(5)
  expect(done).toEqual(['step 1', 'step 2'])
  frame()
  expect(done).toEqual(['step 1', 'step 2', 'step 3', 'step 4'])
  frame()
  expect(done.slice(4)).toEqual(['step 5', 'whole'])
  frame()
  expect(done).toHaveLength(6)
  expect(waits()).toBe(false)
})

it('does nothing more after it was stopped', () => {
  const { done, frame, stop } = stage(5)
  stop()
  frame()
  expect(done).toEqual(['step 1', 'step 2'])
})
