/** Whom the composer of the radio screen writes to: chosen in any panel, written in one place. */
import { create } from 'zustand'
import { targetKey, type TextTarget } from './targets.ts'

interface Writing {
  /** Target keys (`targets.ts`). */
  readonly chosen: readonly string[]
  /** Counts up: each time the words are asked for, the composer takes the focus. */
  readonly asked: number
  readonly choose: (keys: readonly string[]) => void
  /** Chooses and puts the cursor into the text. */
  readonly writeTo: (...targets: readonly TextTarget[]) => void
}

export const useWriting = create<Writing>()((set) => ({
  chosen: [],
  asked: 0,
  choose: (chosen) => set({ chosen }),
  writeTo: (...targets) =>
    set(({ asked }) => ({ chosen: targets.map(targetKey), asked: asked + 1 })),
}))
