/** Folds the facts of one drawing into its row and its steps. */
import { eq } from 'drizzle-orm'
import type { Database } from '../../kernel/database.ts'
import { resolveCell, type CellWrite } from '../../oplog/cell.ts'
import type { Projection } from '../../oplog/registry.ts'
import type { Fact, OpRef } from '../../oplog/types.ts'
import {
  drawingDrawn,
  drawingFacts,
  type DrawingChanged,
  type DrawingDrawn,
  type DrawingRemoved,
  type Sketch,
} from './facts.ts'
import {
  drawingStepTable,
  drawingTable,
  type DrawingRow,
  type DrawingStepRow,
  type Sibling,
} from './tables.ts'

interface Written {
  readonly sketch: Sketch | null
  readonly by: string
  readonly at: number
  readonly reason: string
}

type Body = DrawingChanged | DrawingRemoved
type Write = CellWrite<Written>

export const stepKey = ({ origin, seq }: OpRef): string => `${origin} ${seq}`

function sketchOf({ incident, meaning, outline, name, note }: Sketch): Sketch {
  return { ...(incident === undefined ? {} : { incident }), meaning, outline, name, note }
}

function writeOf({ ref, hlc, base, body }: Fact): Write {
  const { by, at } = body as Body
  const told = body as DrawingChanged | DrawingRemoved
  const value: Written =
    'reason' in told
      ? { sketch: null, by, at, reason: told.reason }
      : { sketch: sketchOf(told), by, at, reason: '' }
  return { ref, hlc, base, value }
}

/** What two consoles say at once is a conflict unless it is the same on the map. */
function same(one: Written, other: Written): boolean {
  return JSON.stringify(one.sketch) === JSON.stringify(other.sketch)
}

/** A fire line that is still drawn is safer than one that is gone: removal loses until decided. */
const danger = ({ sketch }: Written): number => (sketch ? 1 : 0)

function stepOf(fact: Fact, written: Written, known: ReadonlyMap<string, Written>): DrawingStepRow {
  const { by, at, batch = null, undoes = null, redoes = null } = fact.body as Body
  const seen = fact.base.flatMap((ref) => known.get(stepKey(ref)) ?? [])
  // Several were seen: the one that stood, as `resolveCell` chose it.
  const before = seen.findLast(({ sketch }) => sketch !== null) ?? seen.at(-1)
  return {
    id: stepKey(fact.ref),
    place: `${fact.hlc.toString().padStart(19, '0')} ${fact.ref.origin} ${String(fact.ref.seq).padStart(12, '0')}`,
    drawing: fact.entity,
    actor: fact.actor,
    by,
    at,
    batch,
    undoes,
    redoes,
    before: before?.sketch ?? null,
    after: written.sketch,
    reason: written.reason,
  }
}

function rowOf(drawn: Fact<DrawingDrawn>, writes: readonly Write[]): DrawingRow {
  const cell = resolveCell(writes, { danger, same })
  if (!cell) throw new Error('a cell with one write has a value')
  const { sketch, by, at, reason } = cell.value
  // Of a removed drawing the row keeps what was removed: the newest that was to be seen.
  const last = sketch ?? writes.findLast(({ value }) => value.sketch !== null)?.value.sketch
  const shown = last ?? sketchOf(drawn.body)
  const others: Sibling[] = cell.siblings
    .map(({ value }) => value)
    .filter((value) => !same(value, cell.value))
    .map((value) => ({ sketch: value.sketch, by: value.by, at: value.at }))
  return {
    id: drawn.entity,
    incident: shown.incident ?? null,
    meaning: shown.meaning,
    outline: shown.outline,
    name: shown.name,
    note: shown.note,
    drawnBy: drawn.body.by,
    drawnAt: drawn.body.at,
    changedBy: by,
    changedAt: at,
    removed: sketch ? null : { by, at, reason },
    seen: cell.siblings.map(({ ref }) => ref),
    others,
    status: drawn.status,
  }
}

function fold(db: Database, entity: string, facts: readonly Fact[]): void {
  const drawn = facts.find(({ kind }) => kind === drawingDrawn.kind) as
    | Fact<DrawingDrawn>
    | undefined
  // A change may arrive before the drawing does: it waits in the log.
  if (!drawn) return
  const known = new Map<string, Written>()
  const writes: Write[] = []
  const steps: DrawingStepRow[] = []
  for (const fact of facts) {
    const write = writeOf(fact)
    steps.push(stepOf(fact, write.value, known))
    known.set(stepKey(fact.ref), write.value)
    writes.push(write)
  }
  db.tables.delete(drawingTable).where(eq(drawingTable.id, entity)).run()
  db.tables.insert(drawingTable).values(rowOf(drawn, writes)).run()
  db.tables.delete(drawingStepTable).where(eq(drawingStepTable.drawing, entity)).run()
  for (const step of steps) db.tables.insert(drawingStepTable).values(step).run()
}

export const drawingProjection: Projection = {
  name: 'drawings',
  version: 1,
  tables: [drawingTable, drawingStepTable],
  kinds: drawingFacts,
  fold,
}
