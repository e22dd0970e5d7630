/** Teams and units as seats see them. */
import { z } from 'zod'
import { epochMsSchema, idSchema, latLonSchema, procedure, typedText } from '../../contract-kit.ts'
import { teamFields } from './facts.ts'

export const symbolShapes = [
  'rectangle',
  'circle',
  'hexagon',
  'cross',
  'pennant',
  'triangle',
] as const
export type UnitShape = (typeof symbolShapes)[number]

export const unitSchema = z.object({
  id: z.string(),
  name: z.string(),
  callSign: z.string(),
  group: z.string(),
  groupWord: z.string(),
  type: z.string(),
  typeWord: z.string(),
  shape: z.enum(symbolShapes),
  strength: z.number().nullable(),
  leader: z.string().nullable(),
  phone: z.string().nullable(),
  radios: z.array(z.string()),
  /** Ids of persons. */
  members: z.array(z.string()),
  base: z.object({
    text: z.string().nullable(),
    township: z.string().nullable(),
    townshipName: z.string().nullable(),
    point: latLonSchema.nullable(),
  }),
  /** Digit, word and colour of the state, and since when. */
  state: z.object({
    key: z.string(),
    digit: z.number(),
    word: z.string(),
    token: z.string(),
    since: z.number().nullable(),
    conflict: z.boolean(),
  }),
  /** Lies over the state: 0 紧急求救 colours the row, 5 要求通话 blinks. */
  over: z
    .object({ digit: z.number(), word: z.string(), token: z.string(), row: z.boolean() })
    .nullable(),
  board: z.enum(['moving', 'free', 'out']),
  incident: z.string().nullable(),
})
export type Unit = z.infer<typeof unitSchema>

const stored = z.object({ id: z.string(), storedAt: z.number() })
const named = (what: string) =>
  typedText(40).refine((text) => text.trim() !== '', { message: `请填写${what}。` })
const radioNumber = z.string().regex(/^\d{1,10}$/, '电台号只能是 1 到 10 位数字。')

export const newTeamSchema = z.object({
  name: named('队伍名称'),
  callSign: named('呼号'),
  group: idSchema,
  type: idSchema,
  strength: z.number().int().min(0).max(100_000).nullish(),
  leader: typedText(40).nullish(),
  phone: typedText(40).nullish(),
  township: z.string().max(12).nullish(),
  baseText: typedText(80).nullish(),
  point: latLonSchema.nullish(),
  radios: z.array(radioNumber).max(20).default([]),
})

const taken = {
  CALL_SIGN_TAKEN: {
    message: '这个呼号已有队伍使用，请换一个，或先更改那支队伍。',
    data: z.object({ team: z.string() }),
  },
}

export const teamsContract = {
  list: procedure.output(z.array(unitSchema)),
  show: procedure.input(z.object({ team: idSchema })).output(unitSchema),
  register: procedure.errors(taken).input(newTeamSchema).output(stored),
  setField: procedure
    .errors(taken)
    .input(
      z.object({
        team: idSchema,
        field: z.enum(teamFields),
        value: z.union([typedText(80), z.number(), z.null()]),
      }),
    )
    .output(stored),
  setStatus: procedure
    .errors({
      UNKNOWN_STATUS: { message: '没有这个队伍状态。' },
      IN_FUTURE: { message: '状态时间不能晚于现在，请改正后保存。' },
    })
    .input(
      z.object({
        team: idSchema,
        status: z.string().max(40),
        at: epochMsSchema.optional(),
        incident: idSchema.nullish(),
      }),
    )
    .output(stored),
  assignRadio: procedure.input(z.object({ team: idSchema, radio: radioNumber })).output(stored),
  releaseRadio: procedure.input(z.object({ team: idSchema, radio: radioNumber })).output(stored),
  disband: procedure.input(z.object({ team: idSchema, reason: typedText(200) })).output(stored),
}
