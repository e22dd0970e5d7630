import { z } from 'zod'
import { factKind } from '../../oplog/registry.ts'
import { viewSchema } from './view-schema.ts'

/** Entity: the view. How an incident's map is looked at; the newest under this id holds. */
export const mapViewSaved = factKind(
  'map-view.saved',
  1,
  viewSchema.extend({ incident: z.string(), name: z.string(), by: z.string() }),
)

export const mapViewRemoved = factKind('map-view.removed', 1, z.object({ by: z.string() }))

export type MapViewSaved = z.infer<typeof mapViewSaved.body>

export const mapViewFacts = [mapViewSaved, mapViewRemoved]
