/** What the log is opened with, and what it is to its owner beyond `OpLog`. */
import type { Database } from '../kernel/database.ts'
import { mergeHlc, tickHlc } from '../kernel/hlc.ts'
import { newOrigin } from '../kernel/id.ts'
import type { Result } from '../kernel/result.ts'
import type { Random, World } from '../kernel/world.ts'
import type { RecordKeys } from './record-keys.ts'
import type { FactKind, Projection } from './registry.ts'
import type {
  Actor,
  AppendRefusal,
  Fact,
  OpLog,
  OpRef,
  OpStatus,
  Recorded,
  WireOp,
} from './types.ts'

export interface OpLogOptions {
  readonly db: Database
  readonly world: World
  /** Every kind a module writes or reads; kinds of projections are added by themselves. */
  readonly factKinds: readonly FactKind[]
  readonly projections: readonly Projection[]
  readonly console: { readonly consoleId: string; readonly site: string }
  /** Why this incarnation began: `start`, `restored` … Kept in the boot op. */
  readonly reason: string
  /** On the log's own ops; the data folder's status. Default `actual`. */
  readonly status?: OpStatus | undefined
  /** Without it a draft with a sealed part is our mistake. */
  readonly recordKeys?: RecordKeys | undefined
  /** What nobody is waiting for an answer to. Default: thrown out of a timer, so it is seen. */
  readonly onProblem?: ((problem: LogProblem) => void) | undefined
  readonly strategy?: Partial<Strategy> | undefined
}

export type LogProblem =
  /** The file is damaged: nothing is appended or received any more. */
  | { readonly kind: 'stopped'; readonly error: unknown }
  /** A projection could not take facts of the log; they are kept and tried again at the next start. */
  | {
      readonly kind: 'projection-failed'
      readonly projection: string
      readonly ops: readonly OpRef[]
      readonly error: unknown
    }
  | { readonly kind: 'listener-failed'; readonly error: unknown }
  | { readonly kind: 'fork'; readonly op: OpRef; readonly via: string }

/** Decisions of the protocol, replaceable only so that tests can plant bugs in them. */
export interface Strategy {
  readonly incarnation: (random: Random, db: Database) => string
  readonly tick: typeof tickHlc
  readonly merge: typeof mergeHlc
  /** Whether a received op is projected; `linked` is false for an op beyond a gap. */
  readonly projects: (linked: boolean) => boolean
}

export const realStrategy: Strategy = {
  incarnation: newOrigin,
  tick: tickHlc,
  merge: mergeHlc,
  projects: () => true,
}

export interface ConsoleLog extends OpLog {
  /** The sealed part of a fact; `undefined` when there is none or its key was erased. */
  unseal(fact: Fact): Uint8Array | undefined
  /** A supervisor leaves a wrong time behind: later writes win over everything stamped before. */
  raiseClockEpoch(who: Actor): Result<Recorded, AppendRefusal>
  /** `island`: stored and projected, but not yet linked to its chain (未核验). */
  holding(ref: OpRef): 'linked' | 'island' | 'absent'
  /** The bytes of one op, readable here or not. */
  op(ref: OpRef): WireOp | undefined
  /** Writes a last checkpoint and stops the timers. The database is the caller's to close. */
  close(): void
}

/** Reports to the owner, or where there is none, out of a timer. */
export function problemReporter({ onProblem, world }: OpLogOptions): (problem: LogProblem) => void {
  if (onProblem) return onProblem
  return (problem) =>
    void world.timers.after(0, () => {
      throw new Error(problem.kind, { cause: problem })
    })
}
