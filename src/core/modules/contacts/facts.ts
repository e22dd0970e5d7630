import { z } from 'zod'
import { factKind } from '../../oplog/registry.ts'
import { purposeKeys, verifyHowKeys } from './words.ts'

/** UTC epoch milliseconds and the person who recorded it. */
const recorded = { by: z.string(), at: z.number().int() }

const wayFact = z.object({
  purpose: z.enum(purposeKeys),
  /** As it is dialled or written: a telephone in its one form (`phoneKey`). */
  number: z.string(),
  note: z.string().optional(),
})

const netFact = z.object({
  net: z.string(),
  /** Code of a township or village; null for the whole county. */
  area: z.string().nullable(),
})

const detailsSchema = z
  .object({
    ways: z.array(wayFact),
    nets: z.array(netFact),
    /** Persons who stand in for this one, the first one first. */
    deputies: z.array(z.string()),
    note: z.string(),
  })
  .partial()
export type Details = z.infer<typeof detailsSchema>

/**
 * Entity: the person. What the directory knows besides name, post, unit and telephones, which are
 * facts of `people`. A field that is absent was not touched.
 */
export const detailsSet = factKind(
  'contact.details-set',
  1,
  z.object({ set: detailsSchema, how: z.enum(['edited', 'imported']), ...recorded }),
)

/** Entity: the person or organisation. Somebody asked there and everything is right. */
export const contactVerified = factKind(
  'contact.verified',
  1,
  z.object({
    how: z.enum(verifyHowKeys),
    /** When it was right; before `at` where a list says so. */
    onAt: z.number().int(),
    ...recorded,
  }),
)

/** Entity: the person or organisation. A number was tried and was wrong; stands until verified. */
export const contactDoubted = factKind(
  'contact.doubted',
  1,
  z.object({ reason: z.string(), ...recorded }),
)

/** Entity: this one file. Who took the directory away. */
export const contactsExported = factKind(
  'contact.exported',
  1,
  z.object({
    format: z.enum(['xlsx', 'vcard3', 'vcard4']),
    people: z.number().int(),
    ...recorded,
  }),
)

export type DetailsSet = z.infer<typeof detailsSet.body>
export type ContactVerified = z.infer<typeof contactVerified.body>
export type ContactDoubted = z.infer<typeof contactDoubted.body>

export const standingFacts = [contactVerified, contactDoubted]
export const contactFacts = [detailsSet, ...standingFacts, contactsExported]
