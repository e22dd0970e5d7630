import { z } from 'zod'
import { factKind } from '../../oplog/registry.ts'

/** Entity: `station:<number>`. What a person calls a station and where it stands; the newest holds. */
export const stationDescribed = factKind(
  'station.described',
  1,
  z.object({
    station: z.string(),
    name: z.string(),
    /** In words: 小松镇罗源村河口. */
    place: z.string(),
    /** WGS-84 degrees. */
    point: z
      .object({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) })
      .nullable(),
    note: z.string(),
    by: z.string(),
    at: z.number().int(),
  }),
)

export type StationDescribed = z.infer<typeof stationDescribed.body>

export const stationFacts = [stationDescribed]
