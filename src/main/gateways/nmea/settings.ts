import { z } from 'zod'

export const nmeaSettings = z.object({
  /** Takes sentences without a checksum too; a wrong checksum is never taken. */
  acceptMissingChecksum: z.boolean().default(false),
  /** At most one position per this time; a change between fix and no fix is told at once. */
  positionEveryMs: z.int().min(0).max(60_000).default(1000),
})

export type NmeaSettings = z.infer<typeof nmeaSettings>
