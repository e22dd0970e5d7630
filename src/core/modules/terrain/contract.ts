/** Heights of the ground on this console (local scope), and what a mast sees of it. */
import { z } from 'zod'
import { latLonSchema, localFileShape, procedure, typedText } from '../../contract-kit.ts'

/** A county and 15 km around it, at 10 m in floats, is about 250 MB; at 30 m it is 20. */
export const maxTerrainFileBytes = 250 * 1024 * 1024

const boundsSchema = z.object({
  west: z.number(),
  south: z.number(),
  east: z.number(),
  north: z.number(),
})

const shape = {
  bounds: boundsSchema,
  lowestM: z.number(),
  highestM: z.number(),
  /** Metres between two heights. */
  stepM: z.number(),
  /** Share of the ground without a height, 0 … 1. */
  missing: z.number(),
}

export const keptTerrainSchema = z.object({ ...localFileShape, ...shape })

const terrainSchema = keptTerrainSchema.extend({
  /** Null while all is well. */
  trouble: z.string().nullable(),
})
export type Terrain = z.infer<typeof terrainSchema>

const mastSchema = z.object({
  point: latLonSchema,
  /** Metres of the antenna above the ground. */
  mastM: z.number().min(0).max(300),
  receiverM: z.number().min(0).max(300),
  rangeKm: z.number().min(1).max(60),
})

const coverageSchema = z.object({
  /** `null`: no elevation, or the mast stands outside of it; `words` says which. */
  seen: z
    .object({
      columns: z.number(),
      rows: z.number(),
      /** Degrees of the north-west corner and of one cell. */
      west: z.number(),
      north: z.number(),
      stepLon: z.number(),
      stepLat: z.number(),
      /** base64url of a bit per cell, row by row, the first in the highest bit. */
      bits: z.string(),
      share: z.number(),
    })
    .nullable(),
  words: z.string(),
})
export type CoverageShown = z.infer<typeof coverageSchema>

const expired = { EXPIRED: { message: '预览已过期，请重新选文件。' } }

export const terrainContract = {
  terrain: procedure.output(terrainSchema.nullable()),
  /** A path for one `PUT` of the file; its answer is `{ token }`, good for ten minutes. Nothing is stored. */
  upload: procedure
    .input(z.object({ fileName: typedText(200) }))
    .output(z.object({ path: z.string() })),
  /** Reads the file that was sent and changes nothing. */
  preview: procedure
    .errors({
      ...expired,
      NOT_TERRAIN: {
        message: '这个文件不能用作高程，没有改动任何东西。',
        data: z.object({ sentence: z.string() }),
      },
    })
    .input(z.object({ token: z.string().max(64) }))
    .output(z.object(shape)),
  adopt: procedure
    .errors(expired)
    .input(
      z.object({
        token: z.string().max(64),
        name: typedText(40).refine((name) => name.trim() !== '', { message: '请填写名称。' }),
        source: typedText(200),
      }),
    )
    .output(terrainSchema),
  remove: procedure.output(z.object({ removed: z.boolean() })),
  coverage: procedure.input(mastSchema).output(coverageSchema),
  /** Metres above sea level; null where nothing is known. */
  height: procedure.input(latLonSchema).output(z.object({ metres: z.number().nullable() })),
}
