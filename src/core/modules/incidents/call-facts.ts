import { z } from 'zod'
import { factKind } from '../../oplog/registry.ts'

/** Entity: the incident. Somebody else told about the same thing. */
export const callAdded = factKind(
  'incident.call-added',
  1,
  z.object({
    call: z.string(),
    /** UTC epoch milliseconds at which it was told. */
    at: z.number().int(),
    source: z.string(),
    contact: z.string().optional(),
    channel: z.string().optional(),
    text: z.string(),
    /** Where this caller said it was, in words, and the point where one was given. */
    place: z
      .object({ text: z.string(), lat: z.number().optional(), lon: z.number().optional() })
      .optional(),
    /** The telephone call it was told on. */
    phoneCall: z.string().optional(),
    by: z.string(),
  }),
)
export type CallAdded = z.infer<typeof callAdded.body>
