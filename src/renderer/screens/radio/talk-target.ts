/** Who hears this seat when the talk key is down: the caller being answered, else the main group. */
import { create } from 'zustand'

export interface TalkTarget {
  readonly gateway: string
  readonly number: string
  readonly group: boolean
  readonly name: string
  /** The call that waits and is answered by talking. */
  readonly entry: string
}

interface Talking {
  readonly target: TalkTarget | undefined
  readonly answer: (target: TalkTarget) => void
  readonly stopAnswering: (entry?: string) => void
}

export const useTalkTarget = create<Talking>()((set) => ({
  target: undefined,
  answer: (target) => set({ target }),
  stopAnswering: (entry) =>
    set(({ target }) =>
      entry === undefined || target?.entry === entry ? { target: undefined } : {},
    ),
}))
