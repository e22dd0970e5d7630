/** A second console that receives everything the first one holds, in another order and twice. */
import type { FactKind, Projection } from '../../src/core/oplog/registry.ts'
import { openTestLog, type TestLog } from './console-log.ts'
import { fakeWorld, seededRandom } from './fake-world.ts'

/** The rows of `table` there, by primary key `id`. */
export function rowsElsewhere(
  from: TestLog,
  projections: readonly Projection[],
  kinds: readonly FactKind[],
  table: string,
  seed: number,
): Record<string, unknown>[] {
  const random = seededRandom(seed)
  const ops = [...from.log.missingFor(new Map())]
  const order = [...ops, ...ops]
    .map((op) => ({ op, key: random.next() }))
    .sort((a, b) => a.key - b.key)
  const there = openTestLog(projections, kinds, { world: fakeWorld({ seed: 1000 + seed }) })
  for (const { op } of order) {
    const done = there.log.receive([op], 'test')
    if (!done.ok) throw new Error(done.code)
  }
  const rows = there.db.prepare(`select * from ${table} order by id`).all()
  there.close()
  return rows
}
