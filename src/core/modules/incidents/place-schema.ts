/** A place as it is told, found, clicked or measured. */
import { z } from 'zod'
import { typedText } from '../../contract-kit.ts'

/** How exactly a place is known (`kernel/geo.ts`). */
export const placePrecisionSchema = z.enum(['surveyed', 'approximate', 'township-only', 'unknown'])

/** The words as told, and what of the county they name; WGS-84 degrees. */
export const placeSchema = z.object({
  text: typedText(120),
  township: z.string().max(12).optional(),
  village: z.string().max(12).optional(),
  lat: z.number().min(-90).max(90).optional(),
  lon: z.number().min(-180).max(180).optional(),
  precision: placePrecisionSchema,
})
export type IncidentPlace = z.infer<typeof placeSchema>
