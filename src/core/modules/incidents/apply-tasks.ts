/** Folds the facts of one task into its row. */
import { eq } from 'drizzle-orm'
import { resolveCell, type CellWrite } from '../../oplog/cell.ts'
import type { Projection } from '../../oplog/registry.ts'
import type { Fact } from '../../oplog/types.ts'
import {
  taskFacts,
  taskIssued,
  taskStatusSet,
  type TaskIssued,
  type TaskStatusSet,
} from './facts.ts'
import { taskTable, type TaskChange } from './tables.ts'

export const taskProjection: Projection = {
  // Read and told with the incidents.
  name: 'incidents.tasks',
  version: 1,
  tables: [taskTable],
  kinds: taskFacts,
  fold(db, entity, facts) {
    const issued = facts.find(({ kind }) => kind === taskIssued.kind) as
      | Fact<TaskIssued>
      | undefined
    // A change may arrive before the task does: it waits in the log.
    if (!issued) return
    const { incident, text, receiver, unit, due, at, by } = issued.body
    const first: CellWrite<TaskChange> = {
      ref: issued.ref,
      hlc: issued.hlc,
      base: [],
      value: { status: 'sent', at, by, result: '' },
    }
    const writes = facts.flatMap((fact) => {
      if (fact.kind !== taskStatusSet.kind) return []
      const { to: status, result, ...rest } = fact.body as TaskStatusSet
      const value: TaskChange = { status, at: rest.at, by: rest.by, result }
      return [{ ref: fact.ref, hlc: fact.hlc, base: fact.base, value }]
    })
    const cell = resolveCell([first, ...writes], {
      // Work that goes on must not look done.
      danger: ({ status }) => (status === 'done' || status === 'cancelled' ? 0 : 1),
      same: (one, other) => one.status === other.status,
    })
    if (!cell) throw new Error('a cell with one write has a value')
    db.tables.delete(taskTable).where(eq(taskTable.id, entity)).run()
    db.tables
      .insert(taskTable)
      .values({
        id: entity,
        incident,
        text,
        receiver,
        unit: unit ?? null,
        due: due ?? null,
        issuedAt: at,
        issuedBy: by,
        taskStatus: cell.value.status,
        statusSince: cell.value.at,
        result: cell.value.result,
        seen: cell.siblings.map(({ ref }) => ref),
        history: [first, ...writes].map(({ value }) => value),
        status: issued.status,
      })
      .run()
  },
}
