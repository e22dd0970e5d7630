import type { z } from 'zod'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Database } from '../kernel/database.ts'
import type { Fact } from './types.ts'

/** One kind of fact at its newest version; older versions are lifted by `upcast[old]`, one step each. */
export interface FactKind<Body = unknown> {
  readonly kind: string
  readonly version: number
  readonly body: z.ZodType<Body>
  readonly upcast?: Readonly<Record<number, (older: unknown) => unknown>> | undefined
}

export function factKind<Body>(
  kind: string,
  version: number,
  body: z.ZodType<Body>,
  upcast?: FactKind['upcast'],
): FactKind<Body> {
  return { kind, version, body, upcast }
}

/** Those of one kind, in the order given. */
export function ofKind<Body>(facts: readonly Fact[], { kind }: FactKind<Body>): Fact<Body>[] {
  return facts.filter((fact): fact is Fact<Body> => fact.kind === kind)
}

/**
 * Disposable tables made from facts. The same set of facts gives the same rows in any order
 * of arrival: `fold` is handed all facts of one entity in (hlc, origin, seq) order and replaces
 * that entity's rows; `apply` gets one fact, in any order, possibly twice, and must reach the
 * same rows (use it only where an entity collects thousands of facts).
 */
export interface Projection {
  /** Also the topic of `changed`. */
  readonly name: string
  /** Raise it when tables or folding change: they are rebuilt at the next start. */
  readonly version: number
  readonly tables: readonly SQLiteTable[]
  /** What drizzle cannot say (FTS5 tables, triggers): `create` runs after the tables. */
  readonly extra?:
    | { readonly create: readonly string[]; readonly drop: readonly string[] }
    | undefined
  readonly kinds: readonly FactKind[]
  readonly fold?: ((db: Database, entity: string, facts: readonly Fact[]) => void) | undefined
  readonly apply?: ((db: Database, fact: Fact) => void) | undefined
  /** Columns that depend on arrival order and are left out of the comparing digest. */
  readonly arrivalColumns?: readonly string[] | undefined
}
