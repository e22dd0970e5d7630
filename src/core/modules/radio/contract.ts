/** Radio traffic as seats see it, and what a person may order. Nothing here happens by itself. */
import { z } from 'zod'
import { idSchema, procedure, typedText } from '../../contract-kit.ts'
import { commandKinds } from '../../gateway/events.ts'
import { positionQualities } from '../positions/contract.ts'
import { callKinds, orderedCommands, outcomes, trafficKinds, type TrafficKind } from './words.ts'

export { callKindWord } from './words.ts'
export type { TrafficKind } from './words.ts'

/** An address in a net: a radio or telephone number, a card number, or a call sign (`BG5ABC-9`). */
export const numberSchema = z
  .string()
  .regex(/^\+?[\dA-Z*#-]{1,24}$/, '号码只能是数字，或大写字母、数字和短横组成的台号，最多 24 位。')

/** A stuck key must not hold the channel. */
export const longestPttMs = 60_000

/** The longest text any driver takes; a driver may refuse less with its cause. */
export const longestText = 700

/** The other end as it was known then; `callSign` falls back to the number. */
const endSchema = z.object({
  number: z.string(),
  callSign: z.string(),
  /** No unit and no remembered name belongs to this number. */
  unknown: z.boolean(),
  unit: z.string().nullable(),
})

export const trafficKindSchema = z.enum(
  trafficKinds.map(([key]) => key) as [TrafficKind, ...TrafficKind[]],
)

export const trafficSchema = z.object({
  id: z.string(),
  /** Place in the list, opaque: hand it back as `before`. */
  cursor: z.string(),
  kind: trafficKindSchema,
  at: z.number(),
  direction: z.enum(['in', 'out']),
  gateway: z.string(),
  gatewayName: z.string(),
  /** The radio it is about; null for what only concerns a group or the gateway. */
  radio: endSchema.nullable(),
  /** The group or the radio addressed. */
  target: endSchema.extend({ group: z.boolean() }).nullable(),
  /** Text of the message; for the others one Chinese sentence. */
  body: z.string(),
  seconds: z.number().nullable(),
  /** Where an order stands; null for what came in. */
  outcome: z.enum(outcomes).nullable(),
  outcomeWord: z.string(),
  /** Why it failed or ended, in Chinese; empty when there is nothing to say. */
  cause: z.string(),
  retries: z.number(),
  /** Held back by the gateway's own pace: when it can go at the earliest, and how many go before it. */
  held: z.object({ untilMs: z.number(), ahead: z.number() }).nullable(),
  /** Who ordered it. */
  by: z.string().nullable(),
  incident: z.string().nullable(),
  command: z.enum(orderedCommands).nullable(),
  /** Its result came after it had ended without one. */
  late: z.boolean(),
  /** Nobody took the call, or nobody answered ours. */
  unanswered: z.boolean(),
  /** Who took it, and how, in words. */
  answer: z.object({ word: z.string(), by: z.string(), at: z.number() }).nullable(),
  /** What was said, as written down; empty where nobody did. */
  note: z.string(),
  status: z.enum(['actual', 'exercise', 'test']),
})
export type Traffic = z.infer<typeof trafficSchema>

const presenceSchema = z.object({
  gateway: z.string(),
  gatewayName: z.string(),
  number: z.string(),
  callSign: z.string(),
  holder: z.string(),
  unknown: z.boolean(),
  unit: z.string().nullable(),
  online: z.enum(['online', 'offline', 'unknown']),
  /** `false`: the net says it must not transmit. */
  enabled: z.boolean(),
  /** An emergency of this radio, or of its team, that nobody has ended. */
  emergency: z.boolean(),
  how: z.string(),
  since: z.number(),
  lastHeardAt: z.number(),
  rssi: z.number().nullable(),
  /** The group it spoke or wrote in last, and when. */
  group: z.object({ number: z.string(), at: z.number() }).nullable(),
  /** As received: only a `good` one may be used. */
  lastFix: z
    .object({
      lat: z.number(),
      lon: z.number(),
      at: z.number(),
      quality: z.enum(positionQualities),
    })
    .nullable(),
})
export type Presence = z.infer<typeof presenceSchema>

const activeCallSchema = z.object({
  id: z.string(),
  gateway: z.string(),
  gatewayName: z.string(),
  direction: z.enum(['in', 'out']),
  type: z.enum(callKinds),
  target: endSchema,
  /** Who speaks now, else who called; null where the net does not say. */
  talker: endSchema.nullable(),
  startAt: z.number(),
})
export type ActiveCall = z.infer<typeof activeCallSchema>

const senderSchema = z.object({
  gateway: z.string(),
  gatewayName: z.string(),
  ready: z.boolean(),
  commands: z.array(z.enum(commandKinds)),
  maxText: z.number(),
})

const gatewayWorkSchema = z.object({
  gateway: z.string(),
  channel: z.string().nullable(),
  group: z.string().nullable(),
  rssi: z.object({ level: z.number(), at: z.number() }).nullable(),
  /** Orders it has not answered yet. */
  waiting: z.number(),
  /** What it says of itself. */
  device: z.array(z.object({ name: z.string(), value: z.string() })),
  /** Orders that failed since the console started, the most frequent cause first. */
  failures: z.array(z.object({ cause: z.string(), count: z.number() })),
})
export type GatewayWork = z.infer<typeof gatewayWorkSchema>

const refusals = {
  NO_GATEWAY: { message: '没有能发送的电台网关，请先在设置里启用或等待接通。' },
  CHOOSE_GATEWAY: { message: '有多个网关可用，请先选择从哪个网关发。' },
  UNSUPPORTED: { message: '这个网关不支持该操作。' },
}
const ordered = z.object({ id: z.string() })
const target = { gateway: idSchema.optional(), target: numberSchema }

export const radioContract = {
  /** Newest first. */
  traffic: procedure
    .input(
      z.object({
        before: z.string().max(80).nullish(),
        limit: z.number().int().min(1).max(200).default(50),
        kind: trafficKindSchema.nullish(),
        gateway: idSchema.nullish(),
        unit: idSchema.nullish(),
        /** Radio or group number. */
        number: numberSchema.nullish(),
        group: numberSchema.nullish(),
        incident: idSchema.nullish(),
        /** Calls nobody took, and ours that nobody answered. */
        unanswered: z.boolean().default(false),
        /** Sent but not delivered, and everything else that failed. */
        failedOnly: z.boolean().default(false),
        text: typedText(60).default(''),
      }),
    )
    .output(z.object({ rows: z.array(trafficSchema), next: z.string().nullable() })),
  presence: procedure.output(z.array(presenceSchema)),
  /** What each gateway that can be ordered something does now. */
  work: procedure.output(z.array(gatewayWorkSchema)),
  /** Calls going on now. */
  calls: procedure.output(z.array(activeCallSchema)),
  /** Whom one can write to or call, and over what. */
  targets: procedure.output(
    z.object({
      gateways: z.array(senderSchema),
      radios: z.array(
        z.object({
          number: z.string(),
          callSign: z.string(),
          holder: z.string(),
          online: z.boolean(),
        }),
      ),
      groups: z.array(z.object({ number: z.string(), name: z.string() })),
    }),
  ),
  /** Recorded first, then handed to the gateway; what becomes of it is in `traffic`. */
  sendText: procedure
    .errors({
      ...refusals,
      TEXT_TOO_LONG: {
        message: '短信超过这个网关一次能发的字数，请缩短或分条发送。',
        data: z.object({ max: z.number(), length: z.number() }),
      },
    })
    .input(
      z.object({
        gateway: idSchema.optional(),
        to: numberSchema,
        group: z.boolean(),
        body: typedText(longestText).refine((text) => text.trim() !== '', {
          message: '请先写内容。',
        }),
        urgent: z.boolean().default(false),
      }),
    )
    .output(z.object({ id: z.string(), storedAt: z.number() })),
  /** Once, every `intervalS` seconds, or no more (0). */
  locate: procedure
    .errors(refusals)
    .input(
      z.object({
        ...target,
        intervalS: z
          .number()
          .int()
          .max(3600)
          .refine((seconds) => seconds === 0 || seconds >= 5, {
            message: '定时定位最短 5 秒一次。',
          })
          .optional(),
      }),
    )
    .output(ordered),
  check: procedure.errors(refusals).input(z.object(target)).output(ordered),
  call: procedure
    .errors(refusals)
    .input(z.object({ ...target, type: z.enum(['private', 'group', 'all']) }))
    .output(ordered),
  /** A status code, as the net numbers them. */
  sendStatus: procedure
    .errors(refusals)
    .input(z.object({ ...target, code: z.number().int().min(0).max(65_535) }))
    .output(ordered),
  /** Says to the radio that its emergency was seen; the alarm stays. */
  ackEmergency: procedure.errors(refusals).input(z.object(target)).output(ordered),
  /** What the gateway's own transmitter uses from now on. */
  selectGroup: procedure
    .errors(refusals)
    .input(z.object({ gateway: idSchema, group: numberSchema }))
    .output(ordered),
  selectChannel: procedure
    .errors(refusals)
    .input(
      z.object({
        gateway: idSchema,
        channel: typedText(20).refine((text) => text.trim() !== '', { message: '请填写信道。' }),
      }),
    )
    .output(ordered),
  /**
   * Push to talk of a gateway's own transmitter. Not kept: the answer comes with the reply. A key
   * that is still pressed after `longestPttMs` is let go by the console.
   */
  ptt: procedure
    .errors(refusals)
    .input(
      z.object({
        gateway: idSchema.optional(),
        pressed: z.boolean(),
        /** Who shall hear it: set up first where the gateway can. Absent: whoever hears it now. */
        to: z.object({ number: numberSchema, group: z.boolean() }).optional(),
      }),
    )
    .output(z.object({ outcome: z.enum(outcomes), outcomeWord: z.string(), cause: z.string() })),
  hangup: procedure
    .errors(refusals)
    .input(z.object({ gateway: idSchema.optional() }))
    .output(ordered),
  /** 仅本次: until this console stops. 记住: for ever, on every console. */
  name: procedure
    .input(
      z.object({
        what: z.enum(['radio', 'group']).default('radio'),
        number: numberSchema,
        callSign: typedText(20).refine((text) => text.trim() !== '', { message: '请填写呼号。' }),
        holder: typedText(40).default(''),
        remember: z.boolean(),
      }),
    )
    .output(z.object({ number: z.string() })),
}
