import { z } from 'zod'
import { geometrySchema } from '../../kernel/geometry.ts'
import { factKind } from '../../oplog/registry.ts'
import { featureKindKeys, shelterStatuses, type ShelterStatus } from './kinds.ts'

const kindSchema = z.enum(featureKindKeys)
/** Keys of the kind's fields, and the headings of a file that no field has. */
const properties = z.record(z.string(), z.string())

const described = z.object({
  name: z.string(),
  /** WGS-84; absent where only the township is known. */
  geometry: geometrySchema.optional(),
  precision: z.enum(['surveyed', 'approximate', 'township-only']),
  /** Code of the profile, where it is known. */
  township: z.string().optional(),
  properties,
})
export type FeatureDescribed = z.infer<typeof described>

/** Entity: the layer. Standing layers need no fact; the newest describes a layer. */
export const layerDescribed = factKind(
  'feature-layer.described',
  1,
  z.object({ name: z.string(), kind: kindSchema, colour: z.string(), by: z.string() }),
)

/** Entity: the layer; its features go with it. `withdrawn: false` brings it back. */
export const layerWithdrawn = factKind(
  'feature-layer.withdrawn',
  1,
  z.object({ withdrawn: z.boolean(), reason: z.string(), by: z.string() }),
)

/**
 * Entity: the batch. Features registered together: one that was typed, or a part of a file
 * (bounded in size, so one import may be several batches with the same `from`).
 */
export const featuresRegistered = factKind(
  'features.registered',
  1,
  z.object({
    layer: z.string(),
    /** The file, and the import it belongs to; absent where it was typed. */
    from: z.object({ import: z.string(), source: z.string() }).optional(),
    features: z.array(described.extend({ id: z.string() })),
    by: z.string(),
  }),
)

/** Entity: the batch. The whole of it was wrong; `withdrawn: false` brings it back. */
export const batchWithdrawn = factKind(
  'features.withdrawn',
  1,
  z.object({ withdrawn: z.boolean(), reason: z.string(), by: z.string() }),
)

/** Entity: the feature. How it is from now on, completely. */
export const featureChanged = factKind('feature.changed', 1, described.extend({ by: z.string() }))

/** Entity: the feature; `withdrawn: false` brings it back. */
export const featureWithdrawn = factKind(
  'feature.withdrawn',
  1,
  z.object({ withdrawn: z.boolean(), reason: z.string(), by: z.string() }),
)

/** Entity: the feature, a shelter. How many people are there, and who said so. */
export const occupancyReported = factKind(
  'shelter.occupancy-reported',
  1,
  z.object({
    people: z.number().int(),
    status: z.enum(shelterStatuses.map(([key]) => key) as [ShelterStatus, ...ShelterStatus[]]),
    source: z.string(),
    by: z.string(),
    /** When it was true. */
    at: z.number().int(),
  }),
)

export type LayerDescribed = z.infer<typeof layerDescribed.body>
export type FeaturesRegistered = z.infer<typeof featuresRegistered.body>
export type FeatureChanged = z.infer<typeof featureChanged.body>
export type Withdrawn = z.infer<typeof featureWithdrawn.body>
export type OccupancyReported = z.infer<typeof occupancyReported.body>

export const layerFacts = [layerDescribed, layerWithdrawn]
export const batchFacts = [featuresRegistered, batchWithdrawn]
export const changeFacts = [featureChanged, featureWithdrawn, occupancyReported]
export const featureFacts = [...layerFacts, ...batchFacts, ...changeFacts]
