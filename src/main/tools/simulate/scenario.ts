import { readFile } from 'node:fs/promises'
import { z } from 'zod'

/** Ids fit the 24 bits of a radio address. */
const radioId = z.int().min(1).max(0xffffff)
const seconds = z.number().min(0).max(86_400)
const point = z.tuple([z.number().min(-90).max(90), z.number().min(-180).max(180)])
const text = z.string().min(1).max(500)

const radio = z.object({
  id: radioId,
  name: z.string().min(1).max(40),
  /** Amateur stations are called by it instead of the number. */
  callSign: z
    .string()
    .regex(/^[A-Z0-9]{1,6}(?:-(?:[1-9]|1[0-5]))?$/)
    .optional(),
  /** WGS-84, latitude first; one point stands, more are walked to and fro. */
  path: z.array(point).min(1).max(500),
  speedKmh: z.number().min(0).max(200).default(0),
  /** After the gateway came up; a radio without it never registers by itself. */
  registerAtS: seconds.optional(),
  /** Reports its place by itself, without having been asked. */
  reportEveryS: z.number().min(1).max(3600).optional(),
  /** Answers requests, but has no position to give. */
  withoutFix: z.boolean().default(false),
})

/** What happens in the field; also the argument of `perform`. */
const action = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('register'), radio: radioId }),
  z.object({ kind: z.literal('offline'), radio: radioId }),
  z.object({
    kind: z.literal('groupCall'),
    radio: radioId,
    group: radioId,
    talkS: z.number().min(0.1).max(600),
  }),
  z.object({
    kind: z.literal('privateCall'),
    radio: radioId,
    to: radioId,
    talkS: z.number().min(0.1).max(600),
  }),
  /** Without `to` it goes to the gateway's own radio: the console. */
  z.object({ kind: z.literal('text'), radio: radioId, to: radioId.optional(), body: text }),
  z.object({ kind: z.literal('groupText'), radio: radioId, group: radioId, body: text }),
  z.object({ kind: z.literal('report'), radio: radioId }),
  z.object({
    kind: z.literal('emergency'),
    radio: radioId,
    group: radioId,
    clearAfterS: z.number().min(1).max(3600),
  }),
  z.object({ kind: z.literal('rssi'), level: z.int().min(0).max(4) }),
])

/** A call on the duty telephone; `P` is withheld, `O` not known to the exchange. */
const phoneCall = z.object({
  atS: seconds,
  number: z.string().regex(/^(?:[+]?\d{3,15}|P|O)$/),
  name: z.string().max(50).optional(),
  rings: z.int().min(1).max(60).default(6),
})

/** A measuring station for rain and water level. */
const station = z.object({
  id: z.string().regex(/^\d{10}$/),
  /** Class byte of SL651: 50 rain, 48 river, 4B reservoir. */
  kind: z.enum(['50', '48', '4B']).default('48'),
  password: z
    .string()
    .regex(/^[0-9A-F]{4}$/)
    .default('1234'),
  levelM: z.number().min(-99).max(9999).default(120),
  /** Metres the level rises in an hour. */
  riseMPerH: z.number().min(-10).max(10).default(0),
  rainMmPerH: z.number().min(0).max(300).default(0),
  /** 0 never; an extra report besides when the rain of five minutes passes this. */
  extraAtMm: z.number().min(0).max(300).default(0),
  reportEveryS: z.number().min(5).max(7200).default(300),
  clockErrorS: z.number().min(-86_400).max(86_400).default(0),
  status: z.int().min(0).max(0xffffffff).default(0x80),
})

/** A BeiDou short-message terminal and the cards that it hears. */
const beidouCard = z.int().min(1).max(0xffffff)
const beidou = z.object({
  dialect: z.enum(['text', 'third', 'binary']).default('text'),
  hasCard: z.boolean().default(true),
  card: beidouCard.default(247_718),
  level: z.int().min(1).max(5).default(3),
  intervalS: z.int().min(1).max(3600).default(60),
  /** 0–4 each; all zero is a terminal without signal. */
  beams: z.array(z.int().min(0).max(4)).length(10).default([0, 3, 4, 2, 0, 0, 0, 0, 0, 0]),
  place: point.default([26.33, 116.335]),
  messages: z
    .array(z.object({ atS: seconds, from: beidouCard, body: z.string().min(1).max(100) }))
    .max(500)
    .default([]),
  /** Cards that answer a text 20 s later. */
  answering: z.array(beidouCard).default([]),
  answer: z.string().min(1).max(60).default('收到'),
})

/** A text from a telephone to the card of the console's modem. */
const phoneText = z.object({
  atS: seconds,
  from: z.string().regex(/^[+]?\d{3,15}$/),
  body: text,
})

export const scenario = z.object({
  name: z.string().min(1).max(80),
  gateway: z
    .object({
      radioId: radioId.default(1),
      zone: z.int().min(0).default(1),
      channel: z.int().min(0).default(1),
    })
    .prefault({}),
  radios: z.array(radio).min(1).max(5000),
  /** Numbers that exist and never answer: switched off or out of range. */
  unreachable: z.array(radioId).default([]),
  timeline: z
    .array(z.object({ atS: seconds, do: action }))
    .max(5000)
    .default([]),
  /** The timeline begins again after this long; registrations stay. */
  repeatEveryS: z.number().min(1).max(86_400).optional(),
  /** Position reports per second besides everything else, in turn over all radios. */
  loadPerS: z.number().min(0).max(2000).default(0),
  /** Of a caller-ID modem. */
  phoneCalls: z.array(phoneCall).max(500).default([]),
  /** Of a modem with short messages. */
  phoneTexts: z.array(phoneText).max(500).default([]),
  beidou: beidou.prefault({}),
  stations: z.array(station).max(500).default([]),
  /** Stations repeat a report twice until it is confirmed. */
  stationsWantConfirmation: z.boolean().default(false),
  /** The satellite receiver of the console's own place. */
  receiver: z
    .object({
      talker: z
        .string()
        .regex(/^[A-Z]{2}$/)
        .default('GN'),
      path: z.array(point).min(1).max(500),
      speedKmh: z.number().min(0).max(200).default(0),
      /** No fix before that. */
      fixAfterS: seconds.default(0),
    })
    .optional(),
})

export type Scenario = z.infer<typeof scenario>
export type ScenarioStation = Scenario['stations'][number]
export type ScenarioRadio = Scenario['radios'][number]
export type FieldAction = z.infer<typeof action>

/** Reads and checks a scenario file. @throws with every problem in one sentence each */
export async function readScenario(path: string): Promise<Scenario> {
  const parsed = scenario.safeParse(JSON.parse(await readFile(path, 'utf8')))
  if (parsed.success) return parsed.data
  throw new Error(`${path} is not a scenario:\n${z.prettifyError(parsed.error)}`)
}
