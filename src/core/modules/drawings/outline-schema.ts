/** The shape of one drawing as a person drew it; WGS-84 degrees, metres, degrees from true north. */
import { z } from 'zod'
import { latLonSchema } from '../../contract-kit.ts'
import { geometrySchema } from '../../kernel/geometry.ts'

const [pointSchema, , lineSchema, linesSchema, polygonSchema, polygonsSchema] =
  geometrySchema.options

export const radiusLimits = { least: 1, most: 100_000 } as const

const radiusM = z
  .number()
  .min(radiusLimits.least, '半径不能小于 1 米。')
  .max(radiusLimits.most, '半径不能大于 100 公里。')
const compassDeg = z
  .number()
  .min(0, '方位要在 0 到 360 度之间。')
  .max(360, '方位要在 0 到 360 度之间。')

export const outlineSchema = z.discriminatedUnion('shape', [
  z.object({ shape: z.literal('point'), geometry: pointSchema }),
  z.object({
    shape: z.literal('line'),
    geometry: z.discriminatedUnion('type', [lineSchema, linesSchema]),
  }),
  z.object({
    shape: z.literal('area'),
    geometry: z.discriminatedUnion('type', [polygonSchema, polygonsSchema]),
  }),
  z.object({ shape: z.literal('circle'), centre: latLonSchema, radiusM }),
  /** Clockwise from one bearing to the other. */
  z.object({
    shape: z.literal('sector'),
    centre: latLonSchema,
    radiusM,
    fromDeg: compassDeg,
    toDeg: compassDeg,
  }),
])
export type Outline = z.infer<typeof outlineSchema>
