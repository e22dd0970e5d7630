/** The facts and projections of this program, for tools that read a log without a console. */
import { modules } from '../../core/modules/index.ts'
import { factReader, type FactReader } from '../../core/oplog/fact-reader.ts'
import { logFacts } from '../../core/oplog/log-facts.ts'
import type { FactKind, Projection } from '../../core/oplog/registry.ts'

export interface Registry {
  readonly factKinds: readonly FactKind[]
  readonly projections: readonly Projection[]
}

export const consoleRegistry: Registry = {
  factKinds: modules.flatMap((module) => module.facts),
  projections: modules.flatMap((module) => module.projections),
}

/** Reads every fact the registry knows, and the log's own. */
export function readerOf({ factKinds, projections }: Registry): FactReader {
  return factReader([
    ...new Set([...logFacts, ...factKinds, ...projections.flatMap((each) => each.kinds)]),
  ])
}
