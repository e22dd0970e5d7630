/** Calls that wait for somebody at the desk, as the seats see them. */
import { z } from 'zod'
import { idSchema, procedure, typedText } from '../../contract-kit.ts'
import { sendRefusals } from '../outbox/contract.ts'
import { numberSchema } from '../radio/contract.ts'
import { waitingKinds } from './words.ts'

const endSchema = z.object({
  number: z.string(),
  callSign: z.string(),
  holder: z.string(),
  unknown: z.boolean(),
  unit: z.string().nullable(),
})

const holderSchema = z.object({
  name: z.string(),
  seatName: z.string(),
  at: z.number(),
  mine: z.boolean(),
})

const entrySchema = z.object({
  id: z.string(),
  kind: z.enum(waitingKinds),
  kindWord: z.string(),
  radio: endSchema,
  /** Nobody has been asked yet who that is. */
  askName: z.boolean(),
  group: z.object({ number: z.string(), name: z.string() }).nullable(),
  gateway: z.string(),
  gatewayName: z.string(),
  firstAt: z.number(),
  lastAt: z.number(),
  times: z.number(),
  /** It speaks now. */
  ongoing: z.boolean(),
  words: z.string(),
  state: z
    .object({
      digit: z.number(),
      word: z.string(),
      token: z.string(),
      since: z.number().nullable(),
    })
    .nullable(),
  incident: z.string().nullable(),
  /** It called before within the last day. */
  earlier: z.number(),
  claim: holderSchema.extend({ untilMs: z.number() }).nullable(),
  taken: holderSchema.nullable(),
  /** What the gateway can do about it. */
  can: z.object({ talk: z.boolean(), text: z.boolean(), status: z.boolean(), call: z.boolean() }),
})
export type WaitingCall = z.infer<typeof entrySchema>

const aboutSchema = z.object({
  /** What was last said with it, newest first. */
  lines: z.array(z.object({ id: z.string(), at: z.number(), who: z.string(), text: z.string() })),
  /** How else one reaches who holds it. */
  contacts: z.array(z.object({ kind: z.string(), number: z.string(), who: z.string() })),
  /** Who it is, as the directory was told. */
  note: z.string(),
})
export type AboutCaller = z.infer<typeof aboutSchema>

const missedSchema = z.object({
  radio: endSchema,
  /** Their rows in the traffic. */
  records: z.array(z.string()),
  times: z.number(),
  lastAt: z.number(),
  gateway: z.string(),
  /** The newest words, where it wrote. */
  words: z.string(),
  what: z.string(),
})
export type MissedCall = z.infer<typeof missedSchema>

const claimed = {
  GONE: { message: '这个呼叫已经处理或已离开待接，记录还在通联里。' },
  CLAIMED: {
    message: '这个呼叫已有人认领。',
    data: z.object({ name: z.string(), leftMs: z.number() }),
  },
}
const sending = {
  NO_GATEWAY: { message: '没有能发送的电台网关，请先在设置里启用或等待接通。' },
  UNSUPPORTED: { message: '这个网关不支持该操作。' },
}
const one = z.object({ entry: idSchema })
const done = z.object({ id: z.string() })
const words = typedText(700).refine((text) => text.trim() !== '', { message: '请先写内容。' })
const recordsSchema = z.array(idSchema).min(1).max(50)

export const waitingContract = {
  /** Emergencies first, then the oldest. */
  stack: procedure.output(z.array(entrySchema)),
  /** Nobody took them: newest first, one row for each radio. */
  missed: procedure.output(z.array(missedSchema)),
  about: procedure.input(z.object({ radio: numberSchema })).output(aboutSchema),
  /** 接听: says to the other seats who will; for twenty seconds nobody else may. */
  claim: procedure.errors(claimed).input(one).output(done),
  /** The caller is spoken with now. */
  take: procedure.errors(claimed).input(one).output(done),
  /** Not me after all. */
  release: procedure.errors(claimed).input(one).output(done),
  /** What was said, into the log and to the call; the entry is done. */
  note: procedure
    .errors(claimed)
    .input(one.extend({ text: words }))
    .output(done),
  replyText: procedure
    .errors({ ...claimed, ...sendRefusals })
    .input(one.extend({ text: words }))
    .output(done),
  replyStatus: procedure
    .errors({ ...claimed, ...sending })
    .input(one.extend({ code: z.number().int().min(0).max(65_535) }))
    .output(done),
  /** Nothing to do about it. */
  dismiss: procedure.errors(claimed).input(one).output(done),
  /** The name was not given: it is not asked for again. */
  dontAsk: procedure.input(z.object({ radio: numberSchema })).output(z.object({})),
  /** Calls the radio that was missed. */
  callBack: procedure
    .errors(sending)
    .input(z.object({ radio: numberSchema, gateway: idSchema, records: recordsSchema }))
    .output(done),
  dismissMissed: procedure
    .input(z.object({ records: recordsSchema }))
    .output(z.object({ storedAt: z.number() })),
}
