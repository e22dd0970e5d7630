import { z } from 'zod'
import { factKind } from '../../oplog/registry.ts'

/** Of which shift: enough to be read when the roster itself has changed since. */
const shift = {
  shift: z.string(),
  shiftWord: z.string(),
  shiftFrom: z.number().int(),
  shiftTo: z.number().int(),
}

/** Of the shift a fact is about. */
export const shiftFields = ({
  id,
  word,
  from,
  to,
}: {
  readonly id: string
  readonly word: string
  readonly from: number
  readonly to: number
}) => ({ shift: id, shiftWord: word, shiftFrom: from, shiftTo: to })

/** Entity: a shift and a person (`presenceKey`). */
export const signedOn = factKind(
  'duty.signed-on',
  1,
  z.object({
    ...shift,
    person: z.string(),
    name: z.string(),
    post: z.string(),
    word: z.string(),
    at: z.number().int(),
    /** `seat`: proved at a seat; `carried`: of the shift before; otherwise told to who notes it. */
    how: z.string(),
    standsFor: z.object({ person: z.string(), name: z.string(), reason: z.string() }).optional(),
    note: z.string(),
    by: z.string(),
  }),
)

/** Entity: a shift and a person. Left before the shift was handed over. */
export const signedOff = factKind(
  'duty.signed-off',
  1,
  z.object({ at: z.number().int(), reason: z.string(), by: z.string() }),
)

/** Entity: a shift and the person who is not there. */
export const absenceCalled = factKind(
  'duty.absence-called',
  1,
  z.object({
    at: z.number().int(),
    whom: z.string(),
    answered: z.boolean(),
    words: z.string(),
    by: z.string(),
  }),
)

export type SignedOn = z.infer<typeof signedOn.body>
export type SignedOff = z.infer<typeof signedOff.body>
export type AbsenceCalled = z.infer<typeof absenceCalled.body>

export const ondutyFacts = [signedOn, signedOff, absenceCalled]
