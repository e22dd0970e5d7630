/** Drawing, changing, removing: each a fact and a line of the log. */
import { newId } from '../../kernel/id.ts'
import { crossesItself } from '../../kernel/geometry.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { FactDraft, OpRef } from '../../oplog/types.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import { incidentRow } from '../incidents/index.ts'
import { stepKey } from './apply.ts'
import {
  drawingChanged,
  drawingDrawn,
  drawingRemoved,
  type DrawingDrawn,
  type Sketch,
} from './facts.ts'
import { drawingLines, stepWords, whoseLog } from './lines.ts'
import type { Outline } from './outline-schema.ts'
import { drawingRow } from './queries.ts'
import type { DrawingRow } from './tables.ts'
import { shapesOf, type Meaning } from './words.ts'

export interface Drawn {
  readonly incident?: string | null | undefined
  readonly meaning: Meaning
  readonly outline: Outline
  readonly name: string
  readonly note: string
}

export interface Stored {
  readonly id: string
  readonly storedAt: number
}

export type SketchRefusal =
  | Refusal<'wrong-shape'>
  | Refusal<'self-crossing'>
  | Refusal<'no-such-incident'>

export type SeenRefusal =
  | Refusal<'not-found'>
  | Refusal<'changed-elsewhere', { readonly by: string; readonly at: number }>

export function sketchOfRow({ incident, meaning, outline, name, note }: DrawingRow): Sketch {
  return { ...(incident === null ? {} : { incident }), meaning, outline, name, note }
}

/** @param asItCame what others drew may cross itself */
function checked(
  context: CoreContext,
  drawn: Drawn,
  asItCame = false,
): Result<Sketch, SketchRefusal> {
  const { incident, meaning, outline } = drawn
  if (!shapesOf(meaning).includes(outline.shape)) return refuse('wrong-shape')
  if (!asItCame && outline.shape === 'area' && crossesItself(outline.geometry)) {
    return refuse('self-crossing')
  }
  if (incident != null && !incidentRow(context.db, incident)) return refuse('no-such-incident')
  return accept({
    ...(incident == null ? {} : { incident }),
    meaning,
    outline,
    name: drawn.name.trim(),
    note: drawn.note.trim(),
  })
}

export function draw(
  context: CoreContext,
  seat: Seat,
  drawn: Drawn,
): Result<Stored, SketchRefusal> {
  const session = requireRight(seat, 'incident.write')
  const sketch = checked(context, drawn)
  if (!sketch.ok) return sketch
  const { clock, random } = context.world
  const id = newId(clock, random)
  const step = { before: null, after: sketch.value, reason: '' }
  const body: DrawingDrawn = { ...sketch.value, by: session.name, at: clock.nowMs() }
  const { storedAt } = recordFor(context, seat, () => [
    { kind: drawingDrawn.kind, entity: id, body },
    ...drawingLines(context, session, [{ text: stepWords(step), incident: sketch.value.incident }]),
  ])
  return accept({ id, storedAt })
}

/** The row, if the officer saw all that stands there now. */
function seenRow(
  context: CoreContext,
  id: string,
  seen: readonly OpRef[],
): Result<DrawingRow, SeenRefusal> {
  const row = drawingRow(context, id)
  if (!row || row.removed) return refuse('not-found')
  const known = new Set(seen.map(stepKey))
  const { changedBy: by, changedAt: at } = row
  return row.seen.every((ref) => known.has(stepKey(ref)))
    ? accept(row)
    : refuse('changed-elsewhere', { by, at })
}

export function changeDrawing(
  context: CoreContext,
  seat: Seat,
  input: Drawn & { readonly drawing: string; readonly seen: readonly OpRef[] },
): Result<Stored, SketchRefusal | SeenRefusal> {
  const session = requireRight(seat, 'incident.write')
  const row = seenRow(context, input.drawing, input.seen)
  if (!row.ok) return row
  const sketch = checked(context, input)
  if (!sketch.ok) return sketch
  const step = { before: sketchOfRow(row.value), after: sketch.value, reason: '' }
  const body = { ...sketch.value, by: session.name, at: context.world.clock.nowMs() }
  const { storedAt } = recordFor(context, seat, () => [
    { kind: drawingChanged.kind, entity: row.value.id, body, base: row.value.seen },
    ...drawingLines(
      context,
      session,
      whoseLog(step).map((incident) => ({ text: stepWords(step), incident })),
    ),
  ])
  return accept({ id: row.value.id, storedAt })
}

export function removeDrawing(
  context: CoreContext,
  seat: Seat,
  input: {
    readonly drawing: string
    readonly seen: readonly OpRef[]
    readonly reason: string
  },
): Result<Stored, SeenRefusal> {
  const session = requireRight(seat, 'incident.write')
  const row = seenRow(context, input.drawing, input.seen)
  if (!row.ok) return row
  const reason = input.reason.trim()
  const before = sketchOfRow(row.value)
  const body = { reason, by: session.name, at: context.world.clock.nowMs() }
  const { storedAt } = recordFor(context, seat, () => [
    { kind: drawingRemoved.kind, entity: row.value.id, body, base: row.value.seen },
    ...drawingLines(context, session, [
      { text: stepWords({ before, after: null, reason }), incident: before.incident },
    ]),
  ])
  return accept({ id: row.value.id, storedAt })
}

/** Drawings of one imported file are taken back together; a fact each, one line for all. */
export const mostAtOnce = 500

/**
 * Drawings read from a file (`inout`): every one or none.
 * @throws where there are none, or more than `mostAtOnce`: the caller has looked before
 */
export function importDrawings(
  context: CoreContext,
  seat: Seat,
  input: { readonly from: string; readonly drawings: readonly Drawn[] },
): Result<{ readonly ids: readonly string[]; readonly storedAt: number }, SketchRefusal> {
  const session = requireRight(seat, 'incident.write')
  const { from, drawings } = input
  if (drawings.length === 0 || drawings.length > mostAtOnce) {
    throw new Error(`${drawings.length} drawings at once`)
  }
  const { clock, random } = context.world
  const batch = newId(clock, random)
  const at = clock.nowMs()
  const drafts: FactDraft<DrawingDrawn>[] = []
  for (const drawn of drawings) {
    const sketch = checked(context, drawn, true)
    if (!sketch.ok) return sketch
    const body = { ...sketch.value, by: session.name, at, batch }
    drafts.push({ kind: drawingDrawn.kind, entity: newId(clock, random), body })
  }
  const incidents = new Set(drafts.map(({ body }) => body.incident))
  const { storedAt } = recordFor(context, seat, () => [
    ...drafts,
    ...drawingLines(
      context,
      session,
      [...incidents].map((incident) => {
        const count = drafts.filter(({ body }) => body.incident === incident).length
        return { text: `从文件「${from}」导入 ${count} 个标绘`, incident }
      }),
    ),
  ])
  return accept({ ids: drafts.map(({ entity }) => entity), storedAt })
}
