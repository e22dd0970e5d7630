import { z } from 'zod'
import { factKind } from '../../oplog/registry.ts'
import { answerWays, callKinds, orderedCommands } from './words.ts'

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
    urgent: z.boolean().optional(),
    /** The message of the outbox it belongs to. */
    message: z.string().optional(),
  }),
)

const resultBody = z.object({
  result: z.enum(['accepted', 'confirmed', 'refused', 'timed-out', 'unknown']),
  cause: z.string().optional(),
  causeWord: z.string().optional(),
  /** How often it was sent again. */
  retries: z.number().int().min(0),
  /** The net's own name of the message, for a report that comes after the end. */
  ref: z.string().optional(),
  /** A report that came after the order had ended without one. */
  late: z.boolean().optional(),
  at: z.number().int(),
})

/**
 * Entity: the text. The first final result counts; an end without an answer gives way to one that
 * comes after all.
 */
export const textResult = factKind('radio.text-result', 1, resultBody)

/** Entity: the order. */
export const commandOrdered = factKind(
  'radio.command-ordered',
  1,
  z.object({
    ...via,
    ...holder,
    command: z.enum(orderedCommands),
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

/**
 * Entity: the call, text, status or emergency that waited. A person took it.
 */
export const trafficAnswered = factKind(
  'radio.answered',
  1,
  z.object({
    by: z.string(),
    byName: z.string(),
    /** The seat's name, as others know it. */
    seatName: z.string(),
    how: z.enum(answerWays),
    at: z.number().int(),
  }),
)

/** Entity: the same. Nobody took it within the time; it waits in the list of missed ones. */
export const trafficMissed = factKind(
  'radio.missed',
  1,
  z.object({ at: z.number().int(), waitedMs: z.number().int() }),
)

/** Entity: the same. What was said, written down by who heard it. */
export const trafficNoted = factKind(
  'radio.noted',
  1,
  z.object({ text: z.string(), by: z.string(), byName: z.string(), at: z.number().int() }),
)

/** Entity: `radio-state:<radio>`. The net says whether a radio may transmit. */
export const radioStateReported = factKind(
  'radio.state-reported',
  1,
  z.object({
    ...via,
    ...holder,
    radio: z.string(),
    enabled: z.boolean(),
    at: z.number().int(),
  }),
)

/** Entity: this one message. A terminal reports a fault or that it is over. */
export const deviceAlarmReported = factKind(
  'radio.device-alarm',
  1,
  z.object({
    ...via,
    ...holder,
    radio: z.string(),
    code: z.string(),
    codeWord: z.string(),
    state: z.enum(['raised', 'cleared']),
    /** Caught up later: it says nothing about now. */
    late: z.boolean(),
    at: z.number().int(),
  }),
)

export type TextReceived = z.infer<typeof textReceived.body>
export type CallLogged = z.infer<typeof callLogged.body>
export type Emergency = z.infer<typeof emergencyBody>
export type StatusReceived = z.infer<typeof statusReceived.body>
export type TextSent = z.infer<typeof textSent.body>
export type OrderResult = z.infer<typeof resultBody>
export type CommandOrdered = z.infer<typeof commandOrdered.body>
export type DeviceAlarm = z.infer<typeof deviceAlarmReported.body>
export type RadioState = z.infer<typeof radioStateReported.body>
export type Answered = z.infer<typeof trafficAnswered.body>
export type Noted = z.infer<typeof trafficNoted.body>

export const trafficFacts = [
  textReceived,
  callLogged,
  emergencyRaised,
  emergencyCleared,
  statusReceived,
  textSent,
  textResult,
  commandOrdered,
  commandResult,
  trafficAnswered,
  trafficMissed,
  trafficNoted,
  deviceAlarmReported,
]
export const radioFacts = [...trafficFacts, radioStateReported]
