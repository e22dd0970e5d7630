/** The road network of this console (local scope), and the ways over it. */
import { z } from 'zod'
import { latLonSchema, localFileShape, procedure, typedText } from '../../contract-kit.ts'
import { lonLatSchema } from '../../kernel/geometry.ts'
import { mapDatumSchema } from '../../map-files/model.ts'
import { roadClasses } from '../../roads/classes.ts'

/** An extract of a county with all its tracks is about a tenth of this. */
export const maxRoadFileBytes = 200 * 1024 * 1024

const lengthSchema = z.object({ class: z.enum(roadClasses), word: z.string(), km: z.number() })
const boundsSchema = z.object({
  west: z.number(),
  south: z.number(),
  east: z.number(),
  north: z.number(),
})

export const keptNetworkSchema = z.object({
  ...localFileShape,
  lines: z.number(),
  /** Of each class there is. */
  lengths: z.array(lengthSchema),
})

const networkSchema = keptNetworkSchema.extend({
  /** Null while all is well; else why roads are not used. */
  trouble: z.string().nullable(),
})
export type RoadNetwork = z.infer<typeof networkSchema>

const lineSchema = z.array(lonLatSchema)

const roadWaySchema = z.object({
  metres: z.number(),
  seconds: z.number(),
  line: lineSchema,
  steps: z.array(z.object({ name: z.string(), metres: z.number() })),
  /** Metres in a straight line between the places and the road. */
  offFromM: z.number(),
  offToM: z.number(),
})

const waySchema = z.object({
  /** Along the ellipsoid. */
  straightM: z.number(),
  bearingDeg: z.number(),
  road: roadWaySchema.nullable(),
  /** What was used and what stands in the way, in words. */
  words: z.string(),
  /** Road blocks that were kept clear of, by name. */
  avoided: z.array(z.string()),
})
export type Way = z.infer<typeof waySchema>

const expired = { EXPIRED: { message: '预览已过期，请重新选文件。' } }

const badFile = {
  NOT_ROADS: {
    message: '这个文件不能用作路网，没有改动任何东西。',
    data: z.object({ sentence: z.string() }),
  },
}

export const roadsContract = {
  network: procedure.output(networkSchema.nullable()),
  /** A path for one `PUT` of the file; its answer is `{ token }`, good for ten minutes. Nothing is stored. */
  upload: procedure
    .input(z.object({ fileName: typedText(200) }))
    .output(z.object({ path: z.string() })),
  /** Reads the file that was sent and changes nothing. */
  preview: procedure
    .errors({ ...badFile, ...expired })
    .input(
      z.object({
        token: z.string().max(64),
        /** A person's answer; absent: what the file says. */
        datum: mapDatumSchema.optional(),
      }),
    )
    .output(
      z.object({
        lines: z.number(),
        leftOut: z.number(),
        lengths: z.array(lengthSchema),
        bounds: boundsSchema,
        /** How much of the county\u2019s box the roads lie in: 0 where they are somewhere else. */
        overCounty: z.boolean(),
        warnings: z.array(z.string()),
      }),
    ),
  /** Takes the place of the network there was. */
  adopt: procedure
    .errors(expired)
    .input(
      z.object({
        token: z.string().max(64),
        name: typedText(40).refine((name) => name.trim() !== '', { message: '请填写路网名称。' }),
        source: typedText(200),
      }),
    )
    .output(networkSchema),
  remove: procedure.output(z.object({ removed: z.boolean() })),
  /** The straight line always; the way by road where there is one. */
  way: procedure.input(z.object({ from: latLonSchema, to: latLonSchema })).output(waySchema),
  /** Roads within times from a place, nearest band first. */
  reach: procedure
    .input(
      z.object({
        from: latLonSchema,
        minutes: z.array(z.number().int().min(1).max(240)).min(1).max(4),
      }),
    )
    .output(
      z.object({
        bands: z.array(z.object({ minutes: z.number(), lines: z.array(lineSchema) })),
        /** Empty, or why there are no roads. */
        words: z.string(),
        avoided: z.array(z.string()),
      }),
    ),
}
