import { z } from 'zod'
import { factKind } from '../../oplog/registry.ts'
import {
  breakGlassRoles,
  organizationFields,
  organizationKindKeys,
  personFields,
  roleKeys,
} from './words.ts'

/** Entity: the person. */
export const personRegistered = factKind(
  'person.registered',
  1,
  z.object({
    name: z.string(),
    post: z.string().optional(),
    /** Organisation id. */
    organization: z.string().optional(),
    phones: z.array(z.string()),
    callSign: z.string().optional(),
    by: z.string(),
  }),
)

/** Entity: the person. An empty text takes the value away; phones are separated by blanks. */
export const personFieldSet = factKind(
  'person.field-set',
  1,
  z.object({ field: z.enum(personFields), value: z.string(), by: z.string() }),
)

/** Entity: the person. */
export const roleGranted = factKind(
  'person.role-granted',
  1,
  z.object({ role: z.enum(roleKeys), by: z.string() }),
)

/** Entity: the person. */
export const roleRevoked = factKind(
  'person.role-revoked',
  1,
  z.object({ role: z.enum(roleKeys), by: z.string() }),
)

/** Entity: the person. Signing in is refused everywhere; what they wrote stays theirs. */
export const personDisabled = factKind(
  'person.disabled',
  1,
  z.object({ reason: z.string(), by: z.string() }),
)

/** Entity: the person. */
export const personEnabled = factKind('person.enabled', 1, z.object({ by: z.string() }))

/** Entity: the person. That a secret was set on a console, never the secret or its verifier. */
export const secretSet = factKind(
  'person.secret-set',
  1,
  z.object({ kind: z.enum(['password', 'pin', 'recovery']), by: z.string(), site: z.string() }),
)

/** UTC epoch milliseconds of the event and the seat it happened at. */
const access = { person: z.string(), seatName: z.string(), at: z.number().int() }

/** Entity: the session. */
export const signedIn = factKind('person.signed-in', 1, z.object(access))

/** Entity: the session. */
export const signedOut = factKind('person.signed-out', 1, z.object(access))

/** Entity: the session. */
export const seatLocked = factKind('person.seat-locked', 1, z.object(access))

/** Entity: the session. */
export const seatUnlocked = factKind(
  'person.seat-unlocked',
  1,
  z.object({ ...access, with: z.enum(['password', 'pin']) }),
)

/** Entity: an id of its own. What was typed is not in it. */
export const signInFailed = factKind(
  'person.sign-in-failed',
  1,
  z.object({
    ...access,
    cause: z.enum([
      'wrong-password',
      'wrong-pin',
      'wrong-recovery-code',
      'not-enrolled',
      'disabled',
    ]),
    /** How many in a row at this seat, this one included. */
    failures: z.number().int(),
  }),
)

/** Entity: the session. A sealed recovery code opened a duty role. */
export const breakGlassUsed = factKind(
  'person.break-glass-used',
  1,
  z.object({ ...access, name: z.string(), role: z.enum(breakGlassRoles) }),
)

/** Entity: the organisation. */
export const organizationRegistered = factKind(
  'organization.registered',
  1,
  z.object({
    name: z.string(),
    kind: z.enum(organizationKindKeys),
    dutyPhone: z.string(),
    fax: z.string().optional(),
    /** Organisation id. */
    superior: z.string().optional(),
    /** Township code of the county profile. */
    township: z.string().optional(),
    by: z.string(),
  }),
)

/** Entity: the organisation. An empty text takes the value away. */
export const organizationFieldSet = factKind(
  'organization.field-set',
  1,
  z.object({ field: z.enum(organizationFields), value: z.string(), by: z.string() }),
)

export const personFacts = [
  personRegistered,
  personFieldSet,
  roleGranted,
  roleRevoked,
  personDisabled,
  personEnabled,
]
export const accessFacts = [
  signedIn,
  signedOut,
  seatLocked,
  seatUnlocked,
  signInFailed,
  breakGlassUsed,
]
export const organizationFacts = [organizationRegistered, organizationFieldSet]
export const peopleFacts = [...personFacts, secretSet, ...accessFacts, ...organizationFacts]
