import type { ConsoleLog, Strategy } from '../../src/core/oplog/log.ts'
import type { WireOp } from '../../src/core/oplog/types.ts'
import type { Resolve } from './sim-module.ts'

/** A planted bug: the real code with one decision replaced. Made once per case. */
export interface Mutant {
  readonly strategy?: ((consoleId: string) => Partial<Strategy>) | undefined
  /** One per console, so that it may remember what arrived when. */
  readonly resolve?: (() => Resolve) | undefined
  readonly wrap?: ((log: ConsoleLog) => ConsoleLog) | undefined
  /** What `from` sends to `to`. */
  readonly offer?: ((from: ConsoleLog, to: ConsoleLog) => Iterable<WireOp>) | undefined
}
