import { z } from 'zod'
import { factKind } from '../../oplog/registry.ts'

/** Entity: one check of one shift. Keys are text: a newer console may look at more. */
export const checkRecorded = factKind(
  'check.recorded',
  1,
  z.object({
    by: z.string(),
    name: z.string(),
    seat: z.string(),
    at: z.number().int(),
    items: z.array(
      z.object({
        key: z.string(),
        title: z.string(),
        result: z.string(),
        /** What the person wrote. */
        words: z.string(),
        /** What the console itself saw at that moment. */
        measured: z.string(),
      }),
    ),
  }),
)

export const checkFacts = [checkRecorded]
