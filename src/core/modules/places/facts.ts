import { z } from 'zod'
import { factKind } from '../../oplog/registry.ts'

/** A point somebody set or measured; WGS-84 degrees. */
const point = z.object({
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
  precision: z.enum(['surveyed', 'approximate']),
})

/** Entity: the place. What the county entered itself: a depot, a shelter, a risk point, a corner. */
export const placeRegistered = factKind(
  'place.registered',
  1,
  z.object({
    name: z.string(),
    kind: z.string(),
    /** Code of the profile, where it is known. */
    township: z.string().optional(),
    point: point.optional(),
    note: z.string().optional(),
    by: z.string(),
  }),
)

/**
 * Entity: the place, or the division code of a township or village: until now it was known only
 * to its township. `null` takes the newest point back.
 */
export const pointSet = factKind(
  'place.point-set',
  1,
  z.object({
    point: point.nullable(),
    how: z.enum(['click', 'fix', 'typed', 'import']),
    by: z.string(),
  }),
)

export const placeRemoved = factKind(
  'place.withdrawn',
  1,
  z.object({ reason: z.string(), by: z.string() }),
)

/**
 * Entity: `reading:<word>`. How people here say a word of place names, one syllable of pinyin for
 * each of its characters; `null` takes it back. It is searched for beside the dictionary's.
 */
export const readingSet = factKind(
  'place.reading-set',
  1,
  z.object({
    word: z.string(),
    syllables: z.array(z.string()).nullable(),
    by: z.string(),
  }),
)

export type PlaceRegistered = z.infer<typeof placeRegistered.body>
export type PointSet = z.infer<typeof pointSet.body>
export type ReadingSet = z.infer<typeof readingSet.body>

export const placeFacts = [placeRegistered, pointSet, placeRemoved]
export const readingFacts = [readingSet]
