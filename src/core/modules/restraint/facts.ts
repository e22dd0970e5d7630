import { z } from 'zod'
import { factKind } from '../../oplog/registry.ts'
import { restraints } from './words.ts'

const who = {
  by: z.string(),
  /** Name at the time. */
  byName: z.string(),
  seatName: z.string(),
  at: z.number().int(),
}

/** Entity: the request. */
export const restraintAsked = factKind(
  'restraint.asked',
  1,
  z.object({
    ...who,
    command: z.enum(restraints),
    radio: z.string(),
    gateway: z.string(),
    gatewayName: z.string(),
    callSign: z.string(),
    unit: z.string().optional(),
    incident: z.string().optional(),
    reason: z.string(),
    /** As it was read by who asked. */
    consequence: z.string(),
    expiresAt: z.number().int(),
  }),
)

/** Entity: the request. Another person said yes; `order` is what went out. */
export const restraintConfirmed = factKind(
  'restraint.confirmed',
  1,
  z.object({ ...who, how: z.enum(['same-seat', 'other-seat']), order: z.string() }),
)

export const restraintRefused = factKind(
  'restraint.refused',
  1,
  z.object({ ...who, reason: z.string() }),
)

export const restraintWithdrawn = factKind('restraint.withdrawn', 1, z.object(who))

/** Nobody confirmed in time: nothing went out. */
export const restraintExpired = factKind('restraint.expired', 1, z.object({ at: z.number().int() }))

export type Asked = z.infer<typeof restraintAsked.body>
export type Confirmed = z.infer<typeof restraintConfirmed.body>
export type Refused = z.infer<typeof restraintRefused.body>
export type Withdrawn = z.infer<typeof restraintWithdrawn.body>

export const restraintFacts = [
  restraintAsked,
  restraintConfirmed,
  restraintRefused,
  restraintWithdrawn,
  restraintExpired,
]
