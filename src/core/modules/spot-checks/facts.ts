import { z } from 'zod'
import { factKind } from '../../oplog/registry.ts'

/** Entity: the check. The seconds to the answer count from here, by the console's clock. */
export const spotCheckBegun = factKind(
  'spot-check.begun',
  1,
  z.object({
    unit: z.object({ id: z.string().nullable(), name: z.string() }),
    method: z.string(),
    /** The number dialled or the call sign called. */
    contact: z.string(),
    at: z.number().int(),
    /** False: noted afterwards, so that no seconds were measured. */
    measured: z.boolean(),
    person: z.string(),
    by: z.string(),
  }),
)

/** Entity: the check. */
export const spotCheckAnswered = factKind(
  'spot-check.answered',
  1,
  z.object({ at: z.number().int(), by: z.string() }),
)

/** Entity: the check. */
export const spotCheckConcluded = factKind(
  'spot-check.concluded',
  1,
  z.object({
    result: z.string(),
    answeredBy: z.string(),
    problem: z.string(),
    /** 整改: what is asked of the unit. */
    fix: z.string(),
    /** The line of the log book, open until it is put right. */
    line: z.string(),
    at: z.number().int(),
    by: z.string(),
  }),
)

/** Entity: the check. */
export const spotCheckFixed = factKind(
  'spot-check.fixed',
  1,
  z.object({ note: z.string(), at: z.number().int(), by: z.string() }),
)

/** Entity: the check. It was begun by mistake; it stays readable. */
export const spotCheckWithdrawn = factKind(
  'spot-check.withdrawn',
  1,
  z.object({ reason: z.string(), at: z.number().int(), by: z.string() }),
)

export type SpotCheckBegun = z.infer<typeof spotCheckBegun.body>
export type SpotCheckAnswered = z.infer<typeof spotCheckAnswered.body>
export type SpotCheckConcluded = z.infer<typeof spotCheckConcluded.body>
export type SpotCheckFixed = z.infer<typeof spotCheckFixed.body>
export type SpotCheckWithdrawn = z.infer<typeof spotCheckWithdrawn.body>

export const spotCheckFacts = [
  spotCheckBegun,
  spotCheckAnswered,
  spotCheckConcluded,
  spotCheckFixed,
  spotCheckWithdrawn,
]
