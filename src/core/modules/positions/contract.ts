/** Positions as seats see them: live, with a ring behind; WGS-84 degrees. */
import { z } from 'zod'
import { epochMsSchema, procedure } from '../../contract-kit.ts'
import { positionQualities } from './quality-words.ts'

export { positionQualities, positionQualityWord } from './quality-words.ts'

const keySchema = z.string().min(1).max(160)

export const positionSchema = z.object({
  /** `unit:<id>`, `radio:<gateway>:<radio>` where the radio belongs to no unit, or `own`. */
  key: z.string(),
  at: z.number(),
  lat: z.number(),
  lon: z.number(),
  /** Only `good` positions are put on the map. */
  quality: z.enum(positionQualities),
  speedKmh: z.number().nullable(),
  headingDeg: z.number().nullable(),
  gateway: z.string(),
  radio: z.string(),
})

export const positionsContract = {
  /** The newest of every key: the newest usable one, else the newest of any quality. */
  latest: procedure.output(z.array(positionSchema)),
  /** Oldest first. */
  track: procedure
    .input(z.object({ key: keySchema, from: epochMsSchema, to: epochMsSchema }))
    .output(z.array(positionSchema)),
  /** What a satellite receiver says about this computer's clock; null where none has spoken. */
  clock: procedure.output(
    z
      .object({
        offsetMs: z.number(),
        at: z.number(),
        source: z.string(),
        /** good ≤ 2 s < amber ≤ 60 s < alarm */
        level: z.enum(['good', 'amber', 'alarm']),
      })
      .nullable(),
  ),
}
