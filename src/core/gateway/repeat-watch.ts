/** The same thing said again within a time: radios, repeaters and modems repeat what they fear was lost. */
import type { DriverIo } from './driver.ts'
import { forgetOldest } from './forget-oldest.ts'

export interface RepeatOptions {
  readonly withinMs: number
  /** What was heard longest ago is forgotten; heard again it is new. */
  readonly most: number
  /**
   * From when the time runs. `last`: each repeat keeps it going, as long as somebody keeps repeating.
   * `first`: it ends however often it was repeated, so that a station that says the same by rights is
   * heard again.
   */
  readonly since: 'first' | 'last'
}

export interface RepeatWatch {
  /** Notes that it was heard now. */
  isRepeat(key: string): boolean
  /** Everything whose key begins so is new again. */
  forget(prefix: string): void
}

export function createRepeatWatch(
  io: Pick<DriverIo, 'monotonicMs'>,
  { withinMs, most, since }: RepeatOptions,
): RepeatWatch {
  /** Key → from when the time runs; the one heard longest ago first. */
  const heardAt = new Map<string, number>()
  return {
    isRepeat(key) {
      const now = io.monotonicMs()
      const before = heardAt.get(key)
      const isRepeat = before !== undefined && now - before < withinMs
      heardAt.delete(key)
      heardAt.set(key, isRepeat && since === 'first' ? before : now)
      forgetOldest(heardAt, most)
      return isRepeat
    },
    forget(prefix) {
      for (const key of heardAt.keys()) if (key.startsWith(prefix)) heardAt.delete(key)
    },
  }
}
