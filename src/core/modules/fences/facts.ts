import { z } from 'zod'
import { factKind } from '../../oplog/registry.ts'
import {
  fenceAreaSchema,
  fencePrioritySchema,
  fenceRulesSchema,
  fenceSourceSchema,
  fenceWatchSchema,
} from './contract.ts'

const named = { by: z.string(), byName: z.string() }

/** Entity: the fence. Complete each time: a later one replaces what was defined before. */
export const fenceDefined = factKind(
  'fence.defined',
  1,
  z.object({
    name: z.string(),
    incident: z.string().optional(),
    /** The area as it was then; a drawing's or feature's later shape is followed. */
    geometry: fenceAreaSchema,
    source: fenceSourceSchema,
    watch: fenceWatchSchema,
    rules: fenceRulesSchema,
    priority: fencePrioritySchema,
    marginM: z.number(),
    ...named,
  }),
)

export const fencePaused = factKind('fence.paused', 1, z.object({ reason: z.string(), ...named }))

export const fenceResumed = factKind('fence.resumed', 1, z.object(named))

export const fenceWithdrawn = factKind(
  'fence.withdrawn',
  1,
  z.object({ reason: z.string(), ...named }),
)

export type FenceDefined = z.infer<typeof fenceDefined.body>

export const fenceFacts = [fenceDefined, fencePaused, fenceResumed, fenceWithdrawn]
