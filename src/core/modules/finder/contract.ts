/** One search box for everything that has a place: incidents, teams, places, stations, features. */
import { z } from 'zod'
import { latLonSchema, procedure } from '../../contract-kit.ts'
import { placeHitSchema } from '../places/contract.ts'

export const foundKinds = ['incident', 'unit', 'place', 'station', 'feature'] as const

const foundSchema = z.object({
  /** As the map names it: `unit:<id>`, `incident:<id>`, `place:<id>`, `station:<number>`, `feature:<id>`. */
  key: z.string(),
  kind: z.enum(foundKinds),
  /** `队伍`, `避难场所`, `村`. */
  kindWord: z.string(),
  label: z.string(),
  /** What tells it from another of the same name: its state, its place, its township. */
  note: z.string(),
  /** Null: only its township is known, or nothing at all. The newest fix of what moves. */
  point: latLonSchema.nullable(),
  precision: z.enum(['surveyed', 'approximate', 'township-only', 'unknown']),
  /** Code of the township it lies in, where that is known. */
  township: z.string().nullable(),
  /** Of a line or an area: all of it. */
  bounds: z
    .object({ west: z.number(), south: z.number(), east: z.number(), north: z.number() })
    .nullable(),
  /** When its position was measured; null of what does not move. */
  fixedAt: z.number().nullable(),
  place: placeHitSchema.nullable(),
})
export type Found = z.infer<typeof foundSchema>

export const finderContract = {
  /** By name, call sign, number, pinyin with every reading, or initials; best first. */
  find: procedure
    .input(
      z.object({ query: z.string().max(60), limit: z.number().int().min(1).max(50).default(12) }),
    )
    .output(z.array(foundSchema)),
}
