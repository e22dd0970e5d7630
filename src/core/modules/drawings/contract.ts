/** Drawings on the map: fire lines, evacuation areas, road blocks … as facts of an incident or of the county. */
import { z } from 'zod'
import { idSchema, latLonSchema, procedure, typedText } from '../../contract-kit.ts'
import { geometrySchema } from '../../kernel/geometry.ts'
import { outlineSchema } from './outline-schema.ts'
import { meanings, shapes, type Meaning } from './words.ts'

export { type Outline } from './outline-schema.ts'
export { outlineGeometry, sizeWords } from './outline.ts'
export { meaningWord, meanings, shapesOf, shapeWords, type Meaning, type Shape } from './words.ts'

const meaningSchema = z.enum(meanings.map(([key]) => key) as [Meaning, ...Meaning[]])
const opRefSchema = z.object({ origin: z.string(), seq: z.number().int() })

const sketchSchema = z.object({
  /** Absent or null: it belongs to the county. */
  incident: idSchema.nullish(),
  meaning: meaningSchema,
  outline: outlineSchema,
  name: typedText(40).default(''),
  note: typedText(200).default(''),
})
export type SketchInput = z.input<typeof sketchSchema>

export const drawingSchema = z.object({
  id: z.string(),
  incident: z.string().nullable(),
  /** `#12`, where it belongs to one. */
  incidentNumber: z.string().nullable(),
  /** Of a newer console it may be a key this one does not know. */
  meaning: z.string(),
  word: z.string(),
  shape: z.enum(shapes),
  /** As it is on the ground; a circle or a sector as a polygon. */
  geometry: geometrySchema,
  /** As it was drawn. */
  outline: outlineSchema,
  radiusM: z.number().nullable(),
  name: z.string(),
  note: z.string(),
  /** Length, or radius, in words; empty for a point. */
  size: z.string(),
  /** First drawn; by whom. */
  at: z.number(),
  by: z.string(),
  changedAt: z.number(),
  changedBy: z.string(),
  removed: z.object({ by: z.string(), at: z.number(), reason: z.string() }).nullable(),
  /** Hand it back with a change or a removal: what the officer saw. */
  seen: z.array(opRefSchema),
  /** Two consoles changed it without seeing each other. */
  others: z.array(z.object({ words: z.string(), by: z.string(), at: z.number() })),
  status: z.enum(['actual', 'exercise', 'test']),
})
export type DrawingShown = z.infer<typeof drawingSchema>

const insideRowSchema = z.object({
  /** Key of its symbol on the map, where it has one. */
  key: z.string(),
  name: z.string(),
  /** What is known of it besides, in words. */
  detail: z.string(),
  point: latLonSchema,
})

export const insideSchema = z.object({
  /** In the order of a dispatcher's questions: whom it hits, what threatens, what helps, who is there. */
  groups: z.array(
    z.object({
      key: z.string(),
      word: z.string(),
      rows: z.array(insideRowSchema),
      /** `人口 1204 人（3 个村人数未登记）`; empty where nothing is counted. */
      people: z.string(),
    }),
  ),
  /** Radios whose newest position lies inside: whom a text would go to. */
  radios: z.array(z.object({ number: z.string(), name: z.string(), at: z.number() })),
  /** Known to their township only: nobody can say whether they are inside; counted apart. */
  unplaced: z.array(
    z.object({
      township: z.string(),
      villages: z.number(),
      features: z.number(),
      incidents: z.number(),
    }),
  ),
})
export type Inside = z.infer<typeof insideSchema>

const stored = z.object({ id: z.string(), storedAt: z.number() })
const refusals = {
  WRONG_SHAPE: { message: '这种标绘不能用这个形状，请换一种形状或换一种标绘。' },
  SELF_CROSSING: { message: '边界自己相交了，请移动顶点，使边界不再交叉。所画的没有丢。' },
  NO_SUCH_INCIDENT: { message: '没有找到这个事件，请重新选择标绘归属。' },
}
const changedElsewhere = {
  CHANGED_ELSEWHERE: {
    message: '这个标绘刚被别的席位改动，请看过现状再改。所画的没有丢。',
    data: z.object({ by: z.string(), at: z.number() }),
  },
}
const undoRefusals = {
  NOTHING: { message: '没有可以撤销或重做的标绘。' },
  CHANGED_SINCE: {
    message: '这个标绘之后又被改动，不能直接撤销或重做，请在图上改。',
    data: z.object({ by: z.string(), at: z.number() }),
  },
}

export const drawingsContract = {
  /** Oldest first. `incident`: of that one and those merged into it; null: the county's own; absent: all. */
  list: procedure
    .input(z.object({ incident: idSchema.nullish(), removed: z.boolean().default(false) }))
    .output(z.array(drawingSchema)),
  draw: procedure.errors(refusals).input(sketchSchema).output(stored),
  /** The drawing as it is from now on; the old one stays in the log. */
  change: procedure
    .errors({ ...refusals, ...changedElsewhere })
    .input(sketchSchema.extend({ drawing: idSchema, seen: z.array(opRefSchema).max(50) }))
    .output(stored),
  remove: procedure
    .errors(changedElsewhere)
    .input(
      z.object({
        drawing: idSchema,
        seen: z.array(opRefSchema).max(50),
        reason: typedText(200).refine((text) => text.trim() !== '', { message: '请写明原因。' }),
      }),
    )
    .output(stored),
  /** What the two would do, in words; null: nothing. Only what this person did since signing in. */
  steps: procedure.output(z.object({ undo: z.string().nullable(), redo: z.string().nullable() })),
  undo: procedure
    .errors(undoRefusals)
    .output(z.object({ words: z.string(), drawings: z.array(z.string()), storedAt: z.number() })),
  redo: procedure
    .errors(undoRefusals)
    .output(z.object({ words: z.string(), drawings: z.array(z.string()), storedAt: z.number() })),
  /** What lies in an area, a circle or a sector; of points and lines nothing does. */
  inside: procedure.input(z.object({ drawing: idSchema })).output(insideSchema),
  /** Everything that became of one drawing, oldest first. */
  history: procedure
    .input(z.object({ drawing: idSchema }))
    .output(
      z.array(z.object({ id: z.string(), words: z.string(), by: z.string(), at: z.number() })),
    ),
}
