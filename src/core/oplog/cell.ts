/**
 * One field written by several consoles: last writer wins by (hlc, origin, seq), and writes that
 * nobody has answered stay visible as a conflict. A pure function of the set of writes, so every
 * console reaches the same result in any order of arrival.
 */
import type { Fact, OpRef } from './types.ts'

export interface CellWrite<Value> {
  readonly ref: OpRef
  readonly hlc: bigint
  /** The writes its author saw and replaced. */
  readonly base: readonly OpRef[]
  readonly value: Value
}

export interface CellRules<Value> {
  /**
   * How dangerous it would be to overlook a value (missing above found, emergency above normal).
   * Among unanswered siblings the most dangerous stands until a person decides.
   */
  readonly danger?: ((value: Value) => number) | undefined
  /** Siblings that say the same are no conflict. Default `Object.is`. */
  readonly same?: ((a: Value, b: Value) => boolean) | undefined
}

export interface CellResolution<Value> {
  readonly value: Value
  /** The write whose value stands. */
  readonly winner: OpRef
  /**
   * Writes that no later one names as base, in order. Whoever writes having seen them names all
   * of them as base; that is how a person decides a conflict.
   */
  readonly siblings: readonly CellWrite<Value>[]
  /** The siblings say different things: 两处同时改动. */
  readonly conflict: boolean
}

function keyOf(ref: OpRef): string {
  return `${ref.origin} ${ref.seq}`
}

/** Total order of ops everywhere: (hlc, origin, seq). */
function compareOps(a: Pick<Fact, 'hlc' | 'ref'>, b: Pick<Fact, 'hlc' | 'ref'>): number {
  if (a.hlc !== b.hlc) return a.hlc < b.hlc ? -1 : 1
  if (a.ref.origin !== b.ref.origin) return a.ref.origin < b.ref.origin ? -1 : 1
  return a.ref.seq - b.ref.seq
}

/**
 * A base counts only if it came before its writer: no honest write answers a later one, and so
 * no ring of bases can hide every value. The last write is therefore always a sibling.
 */
function unanswered<Value>(ordered: readonly CellWrite<Value>[]): CellWrite<Value>[] {
  const earlier = new Set<string>()
  const answered = new Set<string>()
  for (const write of ordered) {
    for (const ref of write.base) if (earlier.has(keyOf(ref))) answered.add(keyOf(ref))
    earlier.add(keyOf(write.ref))
  }
  return ordered.filter((write) => !answered.has(keyOf(write.ref)))
}

/** `undefined` when nobody wrote the field. */
export function resolveCell<Value>(
  writes: Iterable<CellWrite<Value>>,
  rules: CellRules<Value> = {},
): CellResolution<Value> | undefined {
  const distinct = new Map<string, CellWrite<Value>>()
  for (const write of writes) distinct.set(keyOf(write.ref), write)
  const siblings = unanswered([...distinct.values()].sort(compareOps))
  const { danger = () => 0, same = Object.is } = rules
  let winner: CellWrite<Value> | undefined
  for (const write of siblings) {
    // Ascending order: of equally dangerous values the later one stands.
    if (!winner || danger(write.value) >= danger(winner.value)) winner = write
  }
  if (!winner) return undefined
  const { value, ref } = winner
  return {
    value,
    winner: ref,
    siblings,
    conflict: siblings.some((write) => !same(write.value, value)),
  }
}
