import { z } from 'zod'

/** What a view of the map is: where it looks and what is switched on. */
export const viewSchema = z.object({
  /** WGS-84 degrees. */
  centre: z.object({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) }),
  zoom: z.number().min(0).max(24),
  /** Keys of the layers that are on. */
  layers: z.array(z.string().max(80)).max(300),
  /** Ids of the base maps that are shown, the lowest first; null: as the console has them. */
  bases: z.array(z.string().max(80)).max(50).nullable(),
})
