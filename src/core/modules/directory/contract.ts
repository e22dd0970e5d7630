/** The directory of numbers as seats see it. */
import { z } from 'zod'
import { idSchema, procedure, typedText } from '../../contract-kit.ts'
import { pointKindKeys } from './kinds.ts'

export { pointKinds, type PointKind } from './kinds.ts'
export { numberHints } from './number-hints.ts'

const kindSchema = z.enum(pointKindKeys)

export const contactPointSchema = z.object({
  id: z.string(),
  source: z.enum(['directory', 'team', 'person', 'organization']),
  kind: kindSchema,
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

/** A point with the names behind its ids. */
const shownPointSchema = contactPointSchema.extend({
  kindWord: z.string(),
  /** 队伍 / 人员 / 单位: where it is kept, when not here. */
  sourceWord: z.string(),
  unitName: z.string().nullable(),
  placeName: z.string().nullable(),
  personName: z.string().nullable(),
  /** Call signs it may be taken for, in words. */
  mistakable: z.array(z.string()),
})
export type ShownPoint = z.infer<typeof shownPointSchema>

const short = typedText(40)

/** Fields a person fills in; absent ones are not touched, null and blank empty them. */
const fieldsSchema = z
  .object({
    callSign: short,
    holder: typedText(80),
    aliases: z.array(short).max(10),
    unit: idSchema.nullable(),
    place: z.string().max(40).nullable(),
    person: idSchema.nullable(),
    note: typedText(200),
    model: short,
    serial: short,
    disabled: typedText(80).nullable(),
  })
  .partial()
export type PointFields = z.infer<typeof fieldsSchema>

const offered = z.object({ path: z.string(), name: z.string() })

export const directoryContract = {
  /** Every number somebody can be reached at, those out of use too. */
  list: procedure.output(z.array(shownPointSchema)),
  /** Whom this call sign may be taken for; nothing is refused for it. */
  similar: procedure
    .input(
      z.object({
        kind: kindSchema,
        number: z.string().max(40),
        callSign: short,
        /** The team it is to belong to, whose own call sign it may carry. */
        unit: idSchema.nullish(),
      }),
    )
    .output(z.array(z.object({ callSign: z.string(), holder: z.string(), how: z.string() }))),
  /** The number on the air behind one as users dial it, and the other way round. */
  convert: procedure
    .input(z.object({ kind: kindSchema, number: z.string().max(40) }))
    .output(z.object({ number: z.string().nullable(), userNumber: z.string().nullable() })),
  save: procedure
    .errors({
      BAD_NUMBER: { message: '号码不对。', data: z.object({ hint: z.string() }) },
      KNOWN: {
        message: '这个号码已经登记。请在列表里选中它再改。',
        data: z.object({ holder: z.string() }),
      },
      NOTHING: { message: '没有改动，不用保存。' },
      NEEDS_NAME: { message: '请填写呼号、持有人或队伍。' },
    })
    .input(
      z.object({
        kind: kindSchema,
        number: z.string().max(40),
        /** `add` refuses a number that is known; `edit` one that is not. */
        how: z.enum(['add', 'edit']),
        set: fieldsSchema,
      }),
    )
    .output(z.object({ id: z.string(), storedAt: z.number() })),
  /** A file to take away. Numbers of the 370 MHz net are left out unless asked for. */
  export: procedure
    .input(z.object({ format: z.enum(['csv', 'xlsx']), netNumbers: z.boolean() }))
    .output(offered.extend({ rows: z.number() })),
}
