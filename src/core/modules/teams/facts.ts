import { z } from 'zod'
import { factKind } from '../../oplog/registry.ts'

const baseSchema = z.object({
  /** As told or imported; the point is only there where it is known. */
  text: z.string().optional(),
  township: z.string().optional(),
  lat: z.number().optional(),
  lon: z.number().optional(),
})

/** Entity: the team. What was known when it was entered; later knowledge is `team.field-set`. */
export const teamRegistered = factKind(
  'team.registered',
  1,
  z.object({
    name: z.string(),
    callSign: z.string(),
    /** Keys of the county profile: `team_group` and team types. */
    group: z.string(),
    type: z.string(),
    base: baseSchema.optional(),
    /** Persons on the books. */
    strength: z.number().int().min(0).optional(),
    leader: z.string().optional(),
    phone: z.string().optional(),
    /** Radio numbers as the net knows them. */
    radios: z.array(z.string()),
    by: z.string(),
  }),
)

export const teamFields = [
  'name',
  'callSign',
  'type',
  'group',
  'strength',
  'leader',
  'phone',
] as const
export type TeamField = (typeof teamFields)[number]

/** Entity: the team. The op's `base` names the write whose value was seen. */
export const teamFieldSet = factKind(
  'team.field-set',
  1,
  z.object({
    field: z.enum(teamFields),
    value: z.union([z.string(), z.number(), z.null()]),
    by: z.string(),
  }),
)

/** Entity: the team that carries the radio from now on; a radio has one holder. */
export const radioAssigned = factKind(
  'team.radio-assigned',
  1,
  z.object({ radio: z.string(), by: z.string() }),
)

export const radioReleased = factKind(
  'team.radio-released',
  1,
  z.object({ radio: z.string(), by: z.string() }),
)

/** Entity: the team. `status` is a key of the profile's unit states. */
export const teamStatusSet = factKind(
  'team.status-set',
  1,
  z.object({
    status: z.string(),
    /** When it was so, UTC epoch milliseconds: heard, not typed. */
    at: z.number().int(),
    how: z.enum(['seat', 'radio']),
    incident: z.string().nullable(),
    by: z.string(),
  }),
)

/** Entity: the team. `person` is a person of the directory. */
export const memberAdded = factKind(
  'team.member-added',
  1,
  z.object({ person: z.string(), by: z.string() }),
)

export const memberRemoved = factKind(
  'team.member-removed',
  1,
  z.object({ person: z.string(), by: z.string() }),
)

export const teamDisbanded = factKind(
  'team.disbanded',
  1,
  z.object({ reason: z.string(), by: z.string() }),
)

export type TeamRegistered = z.infer<typeof teamRegistered.body>
export type TeamFieldSet = z.infer<typeof teamFieldSet.body>
export type TeamStatusSet = z.infer<typeof teamStatusSet.body>
export type MemberMoved = z.infer<typeof memberAdded.body>
export type RadioMoved = z.infer<typeof radioAssigned.body>

export const teamFacts = [
  teamRegistered,
  teamFieldSet,
  radioAssigned,
  radioReleased,
  memberAdded,
  memberRemoved,
  teamStatusSet,
  teamDisbanded,
]
