/** The directory of numbers as seats see it. */
import { z } from 'zod'
import { procedure } from '../../contract-kit.ts'
import { pointKindKeys } from './kinds.ts'

export const contactPointSchema = z.object({
  id: z.string(),
  source: z.enum(['directory', 'team', 'person', 'organization']),
  kind: z.enum(pointKindKeys),
  number: z.string(),
  userNumber: z.string().optional(),
  callSign: z.string(),
  holder: z.string(),
  aliases: z.array(z.string()).readonly(),
  unit: z.string().nullable(),
  place: z.string().nullable(),
  person: z.string().nullable(),
  note: z.string(),
  model: z.string(),
  serial: z.string(),
  disabled: z.boolean(),
  disabledReason: z.string().nullable(),
})
export type ContactPoint = z.infer<typeof contactPointSchema>

export const directoryContract = {
  /** Every number somebody can be reached at, those out of use too. */
  list: procedure.output(z.array(contactPointSchema)),
}
