import { z } from 'zod'
import { factKind } from '../../oplog/registry.ts'
import { callKinds } from './words.ts'

/** The gateway's id (local to one console) and its name, which other consoles can read. */
const via = { gateway: z.string(), gatewayName: z.string() }

/** Who held the radio when it happened; a later change of holder does not change the record. */
const holder = {
  unit: z.string().optional(),
  callSign: z.string().optional(),
  incident: z.string().optional(),
}

/** Entity: the text. */
export const textReceived = factKind(
  'radio.text-received',
  1,
  z.object({
    ...via,
    ...holder,
    from: z.string(),
    to: z.string(),
    group: z.boolean(),
    body: z.string(),
    /** The net's own name of the message. */
    ref: z.string(),
    /** UTC epoch milliseconds of arrival. */
    at: z.number().int(),
  }),
)

const talkerSchema = z.object({ radio: z.string(), at: z.number().int(), ...holder })

/** Entity: the call. One fact per finished call; a call in progress is live. */
export const callLogged = factKind(
  'radio.call-logged',
  1,
  z.object({
    ...via,
    ...holder,
    /** The driver's name of the call. */
    call: z.string(),
    direction: z.enum(['in', 'out']),
    type: z.enum(callKinds),
    target: z.string(),
    channel: z.string().optional(),
    /** Absent where the net did not say. */
    caller: z.string().optional(),
    startAt: z.number().int(),
    endAt: z.number().int(),
    talkers: z.array(talkerSchema),
    /** A code of the driver's causes, and its Chinese words at that time. */
    cause: z.string(),
    causeWord: z.string(),
  }),
)

const emergencyBody = z.object({
  ...via,
  ...holder,
  radio: z.string(),
  how: z.string(),
  howWord: z.string(),
  at: z.number().int(),
  /** Newest usable position, WGS-84 degrees, and its time. */
  position: z.object({ lat: z.number(), lon: z.number(), at: z.number().int() }).optional(),
})

/** Entity: this one message. The alarm it raises is a fact of the alarms. */
export const emergencyRaised = factKind('radio.emergency-raised', 1, emergencyBody)
/** The radio took it back; the alarm stays until a person has spoken with the team. */
export const emergencyCleared = factKind('radio.emergency-cleared', 1, emergencyBody)

/** Entity: this one message. */
export const statusReceived = factKind(
  'radio.status-received',
  1,
  z.object({ ...via, ...holder, from: z.string(), code: z.number().int(), at: z.number().int() }),
)

/** Entity: the text. A person ordered it; what became of it is `radio.text-result`. */
export const textSent = factKind(
  'radio.text-sent',
  1,
  z.object({
    ...via,
    ...holder,
    to: z.string(),
    group: z.boolean(),
    body: z.string(),
    at: z.number().int(),
    by: z.string(),
    /** Name at the time of writing. */
    byName: z.string(),
  }),
)

const resultBody = z.object({
  result: z.enum(['accepted', 'confirmed', 'refused', 'timed-out', 'unknown']),
  cause: z.string().optional(),
  causeWord: z.string().optional(),
  /** How often it was sent again. */
  retries: z.number().int().min(0),
  at: z.number().int(),
})

/** Entity: the text. At most one final result counts: the first. */
export const textResult = factKind('radio.text-result', 1, resultBody)

/** Entity: the order. */
export const commandOrdered = factKind(
  'radio.command-ordered',
  1,
  z.object({
    ...via,
    ...holder,
    command: z.enum(['locate', 'check', 'call', 'hangup']),
    /** Radio or group number; empty for what concerns the gateway as a whole. */
    target: z.string(),
    group: z.boolean(),
    /** 30 s, once … in Chinese words. */
    detail: z.string(),
    at: z.number().int(),
    by: z.string(),
    byName: z.string(),
  }),
)

export const commandResult = factKind('radio.command-result', 1, resultBody)

export type TextReceived = z.infer<typeof textReceived.body>
export type CallLogged = z.infer<typeof callLogged.body>
export type Emergency = z.infer<typeof emergencyBody>
export type StatusReceived = z.infer<typeof statusReceived.body>
export type TextSent = z.infer<typeof textSent.body>
export type OrderResult = z.infer<typeof resultBody>
export type CommandOrdered = z.infer<typeof commandOrdered.body>

export const radioFacts = [
  textReceived,
  callLogged,
  emergencyRaised,
  emergencyCleared,
  statusReceived,
  textSent,
  textResult,
  commandOrdered,
  commandResult,
]
