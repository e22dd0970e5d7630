/** Measuring stations: the newest values and their age, a short history, names given by persons. */
import { z } from 'zod'
import { latLonSchema, procedure, typedText } from '../../contract-kit.ts'

const stationNumberSchema = z.string().regex(/^[0-9a-f]{10}$/)

const readingSchema = z.object({
  element: z.string(),
  name: z.string(),
  unit: z.string(),
  /** Null where the station sent its mark for "no value". */
  value: z.number().nullable(),
  at: z.number(),
  reportWord: z.string(),
  /** The change over about an hour; null where there is no older value. */
  hourChange: z.number().nullable(),
  /** The time the station gave is ahead of ours: the arrival stands in for it. */
  timeDoubt: z.boolean(),
})
export type StationReadingShown = z.infer<typeof readingSchema>

export const stationSchema = z.object({
  station: z.string(),
  /** As a person named it; empty where nobody has. */
  name: z.string(),
  place: z.string(),
  point: latLonSchema.nullable(),
  note: z.string(),
  /** `王海燕`, who described it last. */
  describedBy: z.string().nullable(),
  classWord: z.string(),
  /** Null: described, and never heard by this console. */
  heardAt: z.number().nullable(),
  reportWord: z.string(),
  gatewayName: z.string(),
  /** `silent`: one report missed; `lost`: two or more. */
  state: z.enum(['fresh', 'silent', 'lost', 'never']),
  clock: z.object({ offsetMs: z.number(), words: z.string(), doubt: z.boolean() }).nullable(),
  /** Its gateway can ask it and set its clock. */
  canAsk: z.boolean(),
  latest: z.array(readingSchema),
})
export type Station = z.infer<typeof stationSchema>

const outcomeSchema = z.object({
  outcome: z.enum(['confirmed', 'refused', 'timed-out', 'unknown']),
  /** One Chinese sentence. */
  words: z.string(),
})

export const stationsContract = {
  /** Those that missed a report first, then by name. */
  list: procedure.output(z.array(stationSchema)),
  /** Oldest first. */
  history: procedure
    .input(
      z.object({
        station: stationNumberSchema,
        element: z.string().min(1).max(12),
        hours: z.int().min(1).max(168),
      }),
    )
    .output(z.array(z.object({ at: z.number(), value: z.number().nullable() }))),
  describe: procedure
    .input(
      z.object({
        station: stationNumberSchema,
        name: typedText(30).refine((name) => name.trim() !== '', { message: '请填写测站名称。' }),
        place: typedText(60),
        point: latLonSchema.nullable(),
        note: typedText(200),
      }),
    )
    .output(z.object({ storedAt: z.number() })),
  /** Asks for present values; they come as readings. */
  ask: procedure.input(z.object({ station: stationNumberSchema })).output(outcomeSchema),
  /** Sets its clock to the console's. */
  setClock: procedure.input(z.object({ station: stationNumberSchema })).output(outcomeSchema),
}
