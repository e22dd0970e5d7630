import { z } from 'zod'
import { factKind } from '../../oplog/registry.ts'
import { outlineSchema } from './outline-schema.ts'

const sketch = z.object({
  /** Absent: it belongs to the county. */
  incident: z.string().optional(),
  /** Key of `words.ts`; a newer console may know more of them. */
  meaning: z.string(),
  outline: outlineSchema,
  name: z.string(),
  note: z.string(),
})
export type Sketch = z.infer<typeof sketch>

const author = {
  by: z.string(),
  /** UTC epoch milliseconds. */
  at: z.number().int(),
  /** Drawings that came in together: taken back together. */
  batch: z.string().optional(),
  /** This fact takes back, or does again, what that step (op `origin seq`, or batch) did. */
  undoes: z.string().optional(),
  redoes: z.string().optional(),
}

/** Entity: the drawing. */
export const drawingDrawn = factKind('drawing.drawn', 1, sketch.extend(author))

/** Entity: the drawing, as it is from now on. The op's `base` names what its author saw. */
export const drawingChanged = factKind('drawing.changed', 1, sketch.extend(author))

/** Entity: the drawing. It leaves the map and stays in the log. */
export const drawingRemoved = factKind(
  'drawing.removed',
  1,
  z.object({ reason: z.string(), ...author }),
)

export type DrawingDrawn = z.infer<typeof drawingDrawn.body>
export type DrawingChanged = z.infer<typeof drawingChanged.body>
export type DrawingRemoved = z.infer<typeof drawingRemoved.body>

export const drawingFacts = [drawingDrawn, drawingChanged, drawingRemoved]
