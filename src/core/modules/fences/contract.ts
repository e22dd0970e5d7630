/** Fences as seats see them: an area, who is watched, and what raises an alarm. */
import { z } from 'zod'
import { idSchema, procedure, typedText } from '../../contract-kit.ts'
import { geometrySchema } from '../../kernel/geometry.ts'

/** Polygons only: a line or a point has no inside. */
export const fenceAreaSchema = geometrySchema.refine(
  ({ type }) => type === 'Polygon' || type === 'MultiPolygon',
  { message: '围栏须是一块面，请画出或选一个面。' },
)

/** Whose area it is: its own, or that of a drawing or feature, which it follows. */
export const fenceSourceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('own') }),
  z.object({ kind: z.literal('drawing'), id: idSchema }),
  z.object({ kind: z.literal('feature'), id: idSchema }),
])
export type FenceSource = z.infer<typeof fenceSourceSchema>

/** `all` is every team and every radio that belongs to none. */
export const fenceWatchSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({
    kind: z.literal('units'),
    units: z.array(idSchema).min(1, '请选要看管的队伍。').max(200, '一个围栏最多选 200 支队伍。'),
  }),
  z.object({
    kind: z.literal('types'),
    types: z.array(idSchema).min(1, '请选队伍类别。').max(50),
  }),
])
export type FenceWatch = z.infer<typeof fenceWatchSchema>

const minuteMs = 60_000

/** `stayMs`: inside for longer than this. */
export const fenceRulesSchema = z
  .object({
    enter: z.boolean(),
    leave: z.boolean(),
    stayMs: z
      .number()
      .int()
      .min(minuteMs, '停留时限最短 1 分钟。')
      .max(24 * 60 * minuteMs, '停留时限最长 24 小时。')
      .nullable(),
  })
  .refine(({ enter, leave, stayMs }) => enter || leave || stayMs !== null, {
    message: '请至少选一种告警：进入、离开或停留超时。',
  })
export type FenceRules = z.infer<typeof fenceRulesSchema>

export const fencePrioritySchema = z.enum(['high', 'normal'])
export type FencePriority = z.infer<typeof fencePrioritySchema>

const presentSchema = z.object({
  /** `unit:<id>` or `radio:<gateway>:<radio>`. */
  key: z.string(),
  label: z.string(),
  /** Inside since; the clock of a stay. */
  since: z.number(),
  /** Its newest fix. */
  fixAt: z.number(),
})

export const fenceSchema = z.object({
  id: z.string(),
  name: z.string(),
  incident: z.string().nullable(),
  geometry: fenceAreaSchema,
  source: fenceSourceSchema,
  watch: fenceWatchSchema,
  /** Who is watched, in words. */
  watchWords: z.string(),
  rules: fenceRulesSchema,
  rulesWords: z.string(),
  priority: fencePrioritySchema,
  /** A unit has left when it is further outside than this: fixes at the edge do not flap. */
  marginM: z.number(),
  paused: z.boolean(),
  /** Its drawing or feature is gone: it goes on with the area it had. Empty while all is well. */
  trouble: z.string(),
  inside: z.array(presentSchema),
  at: z.number(),
  by: z.string(),
})
export type FenceShown = z.infer<typeof fenceSchema>

const name = typedText(40).refine((text) => text.trim() !== '', { message: '请填写围栏名称。' })
const reason = typedText(200).refine((text) => text.trim() !== '', { message: '请写明原因。' })

const definition = {
  name,
  incident: idSchema.nullish(),
  source: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('own'), geometry: fenceAreaSchema }),
    z.object({ kind: z.literal('drawing'), id: idSchema }),
    z.object({ kind: z.literal('feature'), id: idSchema }),
  ]),
  watch: fenceWatchSchema,
  rules: fenceRulesSchema,
  priority: fencePrioritySchema.default('high'),
  marginM: z
    .number()
    .int('边界余量要填整数米。')
    .min(0, '边界余量不能小于 0 米。')
    .max(2000, '边界余量最大 2000 米。')
    .default(30),
}

const noArea = {
  NO_AREA: { message: '所选的标绘或要素不是面，或已撤销。请另选一块面，或自己画一块。' },
}

const stored = z.object({
  id: z.string(),
  storedAt: z.number(),
  /** Who is inside already: they raise no alarm for having entered. */
  inside: z.array(presentSchema),
})

export const fencesContract = {
  list: procedure.output(z.array(fenceSchema)),
  define: procedure.errors(noArea).input(z.object(definition)).output(stored),
  redefine: procedure
    .errors(noArea)
    .input(z.object({ fence: idSchema, ...definition }))
    .output(stored),
  pause: procedure.input(z.object({ fence: idSchema, reason })).output(stored),
  resume: procedure.input(z.object({ fence: idSchema })).output(stored),
  withdraw: procedure.input(z.object({ fence: idSchema, reason })).output(stored),
}
