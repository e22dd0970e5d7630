import type { CancelTimer, Timers } from '../kernel/world.ts'

const everyOps = 64
const everyMs = 60_000

/** Asks for a checkpoint 60 s after something new, or at once after 64 new ops. */
export class CheckpointTimer {
  #newOps = 0
  #cancel: CancelTimer | undefined
  readonly #timers: Timers
  readonly #due: () => void

  constructor(timers: Timers, due: () => void) {
    this.#timers = timers
    this.#due = due
  }

  get anythingNew(): boolean {
    return this.#newOps > 0
  }

  note(newOps: number): void {
    if (newOps === 0) return
    this.#newOps += newOps
    const many = this.#newOps >= everyOps
    if (many) this.stop()
    // Not inside the writer's call: whoever wrote the 64th op does not wait for it.
    this.#cancel ??= this.#timers.after(many ? 0 : everyMs, this.#due)
  }

  /** Everything new is named in a checkpoint. */
  done(): void {
    this.#newOps = 0
    this.stop()
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = undefined
  }
}
