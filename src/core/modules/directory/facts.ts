import { z } from 'zod'
import { factKind } from '../../oplog/registry.ts'
import { pointKindKeys, type PointKind } from './kinds.ts'

const cleared = z.string().nullable()

/** What is known of a number. A field that is absent was not touched; null empties it. */
const pointChangesSchema = z
  .object({
    callSign: z.string(),
    /** Who has it, in words: a post, a vehicle, a person who is not in the directory. */
    holder: z.string(),
    aliases: z.array(z.string()),
    /** The number a user dials, where it is not the one on the air. */
    userNumber: cleared,
    /** Team that has it; a radio's team is a fact of the teams. */
    unit: cleared,
    /** Township code or place. */
    place: cleared,
    /** Person of the directory. */
    person: cleared,
    note: z.string(),
    model: z.string(),
    serial: z.string(),
    /** Why it is out of use; null puts it back. */
    disabled: cleared,
  })
  .partial()

/** Entity: `pointEntity(kind, number)`. */
export const pointSet = factKind(
  'directory.point-set',
  1,
  z.object({
    kind: z.enum(pointKindKeys),
    number: z.string(),
    set: pointChangesSchema,
    how: z.enum(['edited', 'named', 'imported']),
    by: z.string(),
    /** UTC epoch milliseconds. */
    at: z.number().int(),
  }),
)

/** How a name was remembered before there was a directory; the same entity, the same truth. */
export const radioNamed = factKind(
  'radio.named',
  1,
  z.object({
    what: z.enum(['radio', 'group']),
    number: z.string(),
    callSign: z.string(),
    holder: z.string(),
    by: z.string(),
    at: z.number().int(),
  }),
)

/** Radios and groups keep the name their facts had when only names were remembered. */
export const pointEntity = (kind: PointKind, number: string): string =>
  kind === 'radio' || kind === 'group'
    ? `radio-name:${kind}:${number}`
    : `contact-point:${kind}:${number}`

/** Entity: this one file. Who took which numbers away. */
export const directoryExported = factKind(
  'directory.exported',
  1,
  z.object({
    format: z.enum(['csv', 'xlsx']),
    rows: z.number().int(),
    /** With the numbers of the 370 MHz net. */
    netNumbers: z.boolean(),
    by: z.string(),
    at: z.number().int(),
  }),
)

export type PointChanges = z.infer<typeof pointChangesSchema>
export type PointSet = z.infer<typeof pointSet.body>
export type RadioNamed = z.infer<typeof radioNamed.body>

export const pointFacts = [pointSet, radioNamed]
export const directoryFacts = [...pointFacts, directoryExported]
