/** Bugs that were made or nearly made in such logs before. The simulation must find every one. */
import { tickHlc } from '../../src/core/kernel/hlc.ts'
import { resolveCell, type CellWrite } from '../../src/core/oplog/cell.ts'
import type { ConsoleLog } from '../../src/core/oplog/log.ts'
import type { OpRef, VersionVector, WireOp } from '../../src/core/oplog/types.ts'
import type { Mutant } from './mutant.ts'
import type { Resolve } from './sim-module.ts'

const nameOf = (ref: OpRef): string => `${ref.origin}/${ref.seq}`

/** Numbers refs in the order in which this console first saw them. */
function arrivals(): (ref: OpRef) => number {
  const seen = new Map<string, number>()
  return (ref) => {
    const name = nameOf(ref)
    const known = seen.get(name) ?? seen.size
    seen.set(name, known)
    return known
  }
}

/** Resolves with other stamps and names than the real ones, and answers with the real ones. */
function resolveAs(
  disguise: (
    write: CellWrite<{ value: number }>,
    arrival: number,
  ) => { hlc: bigint; origin: string },
): () => Resolve {
  return () => {
    const arrival = arrivals()
    return (writes, danger) => {
      const byName = new Map<string, (typeof writes)[number]>()
      const disguised = new Map(
        writes.map((write) => {
          const { hlc, origin } = disguise(write, arrival(write.ref))
          const ref = { origin, seq: write.ref.seq }
          byName.set(nameOf(ref), write)
          return [nameOf(write.ref), { ...write, hlc, ref }]
        }),
      )
      const all = [...disguised.values()].map((write) => ({
        ...write,
        base: write.base.flatMap((ref) => disguised.get(nameOf(ref))?.ref ?? []),
      }))
      const found = resolveCell(all, { danger })
      const real = (ref: OpRef) => byName.get(nameOf(ref))
      return (
        found && {
          ...found,
          winner: real(found.winner)?.ref ?? found.winner,
          siblings: found.siblings.flatMap((write) => real(write.ref) ?? []),
        }
      )
    }
  }
}

const arrivalName = (arrival: number) => `arrival-${String(arrival).padStart(6, '0')}`

function withoutIslands(vector: VersionVector): VersionVector {
  return new Map([...vector].map(([origin, { upTo }]) => [origin, { upTo, islands: [] }]))
}

function* linkedOnly(log: ConsoleLog, ops: Iterable<WireOp>): IterableIterator<WireOp> {
  for (const op of ops) if (log.holding(op) === 'linked') yield op
}

/** Origins that some boot op names as ended, whether or not they are held to the end. */
function namedAsEnded(log: ConsoleLog): Set<string> {
  const names = new Set<string>()
  for (const op of log.missingFor(new Map())) {
    const body = op.seq === 1 ? log.fact(op)?.body : undefined
    const prev = (body as { prev?: { origin: string } | null } | undefined)?.prev
    if (prev) names.add(prev.origin)
  }
  return names
}

export const mutants: Readonly<Record<string, () => Mutant>> = {
  'breaks ties without the origin': () => ({
    resolve: resolveAs(({ hlc }, arrival) => ({ hlc, origin: arrivalName(arrival) })),
  }),

  'lets the write that arrived last win': () => ({
    resolve: resolveAs(({ ref }, arrival) => ({ hlc: BigInt(arrival), origin: ref.origin })),
  }),

  'goes on with the old incarnation after a start': () => ({
    strategy: () => ({
      incarnation(random, db) {
        const row = db.prepare<{ v: string }>("select v from meta where k = 'own'").get()
        const own = row && (JSON.parse(row.v) as { origin: string }).origin
        return own ?? '0'.repeat(8) + Buffer.from(random.bytes(4)).toString('hex').toUpperCase()
      },
    }),
  }),

  'counts incarnations in the database': () => ({
    strategy: (consoleId) => ({
      incarnation(_random, db) {
        const prefix = `0000${consoleId.toUpperCase()}`
        const count = db
          .prepare<{ n: number }>('select count(*) n from origin where origin like ?')
          .get(`${prefix}%`)?.n
        return prefix + String(count ?? 0).padStart(16 - prefix.length, '0')
      },
    }),
  }),

  'does not advertise islands': () => ({
    wrap: (log) => ({ ...log, versionVector: () => withoutIslands(log.versionVector()) }),
  }),

  'does not forward islands': () => ({
    wrap: (log) => ({ ...log, missingFor: (theirs) => linkedOnly(log, log.missingFor(theirs)) }),
  }),

  'hides islands': () => ({ strategy: () => ({ projects: (linked) => linked }) }),

  'keeps the clock as a double': () => ({
    strategy: () => ({ tick: (last, nowMs) => BigInt(Number(tickHlc(last, nowMs))) }),
  }),

  'asks for what is newer than its newest': () => ({
    *offer(from, to) {
      let newest = -1n
      for (const op of to.missingFor(new Map())) {
        const hlc = to.fact(op)?.hlc ?? 0n
        if (hlc > newest) newest = hlc
      }
      for (const op of from.missingFor(new Map())) if ((from.fact(op)?.hlc ?? 0n) > newest) yield op
    },
  }),

  'does not merge the clocks of others': () => ({ strategy: () => ({ merge: (last) => last }) }),

  'lets the newest value stand instead of the most dangerous': () => ({
    resolve: () => (writes) => resolveCell(writes),
  }),

  'takes an incarnation for complete because a boot op says it ended': () => ({
    wrap: (log) => ({
      ...log,
      versionVector() {
        const ended = namedAsEnded(log)
        return new Map([...log.versionVector()].filter(([origin]) => !ended.has(origin)))
      },
    }),
  }),
}
