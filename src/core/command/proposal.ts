/**
 * What one sentence of the command line comes to: exactly one proposal, with marks of doubt.
 * `modules/command/contract.ts` hands it to the seats.
 */
import { z } from 'zod'

const unitRefSchema = z.object({ id: z.string(), callSign: z.string(), name: z.string() })
export type UnitRef = z.infer<typeof unitRefSchema>

const incidentRefSchema = z.object({ id: z.string(), number: z.string(), title: z.string() })
export type IncidentRef = z.infer<typeof incidentRefSchema>

/** Fields of a casualty snapshot (domain §11), in the order they are said. */
export const casualtyFields = [
  ['dead', '死亡'],
  ['missing', '失联'],
  ['serious', '重伤'],
  ['injured', '受伤'],
  ['trapped', '被困'],
  ['atRisk', '涉险'],
  ['evacuated', '转移'],
] as const
export type CasualtyField = (typeof casualtyFields)[number][0]

const count = z.number().int().min(0).max(1_000_000).optional()
export const casualtyCountsSchema = z.object({
  dead: count,
  missing: count,
  serious: count,
  injured: count,
  trapped: count,
  atRisk: count,
  evacuated: count,
})
export type CasualtyCounts = z.infer<typeof casualtyCountsSchema>

const commandPlaceSchema = z.object({
  text: z.string().max(120),
  township: z.string().max(12).optional(),
  village: z.string().max(12).optional(),
  lat: z.number().min(-90).max(90).optional(),
  lon: z.number().min(-180).max(180).optional(),
  precision: z.enum(['surveyed', 'approximate', 'township-only', 'unknown']),
})
export type CommandPlace = z.infer<typeof commandPlaceSchema>

const epochMs = z.number().int().min(0).max(4_398_046_511_103)
/** Every proposal keeps the sentence itself: what was not understood is not lost. */
const shared = { text: z.string().max(2000) }

const newIncidentSchema = z.object({
  receivedAt: epochMs.nullable(),
  occurredAt: z.object({ at: epochMs, about: z.boolean() }).nullable(),
  place: commandPlaceSchema.nullable(),
  category: z.string().max(5).nullable(),
  categoryName: z.string().max(60),
  source: z.string().max(60),
  phone: z.string().max(40),
  casualties: casualtyCountsSchema,
})
export type NewIncident = z.infer<typeof newIncidentSchema>

/** One net or one radio that a text goes to. */
const receiverSchema = z.object({
  number: z.string().max(10),
  name: z.string().max(60),
  group: z.boolean(),
})
export type Receiver = z.infer<typeof receiverSchema>

export const checkInResults = [
  ['answered', '应答'],
  ['poor', '质差'],
  ['relayed', '代答'],
  ['absent', '未应答'],
  ['excused', '请假'],
] as const
export type CheckInResult = (typeof checkInResults)[number][0]

const checkInAnswerSchema = z.object({
  said: z.string().max(30),
  unit: unitRefSchema.nullable(),
  result: z.enum(
    checkInResults.map(([key]) => key) as unknown as [CheckInResult, ...CheckInResult[]],
  ),
  note: z.string().max(100),
})
export type CheckInAnswer = z.infer<typeof checkInAnswerSchema>

export const proposalSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('unitStatus'),
    ...shared,
    unit: unitRefSchema,
    incident: incidentRefSchema.nullable(),
    assignment: z.string().nullable(),
    /** Key of `unit-status.json`, or `released` (任务完成) of a dispatch. */
    status: z.string().max(40),
    word: z.string().max(20),
    at: epochMs.nullable(),
    etaAt: epochMs.nullable(),
    casualties: casualtyCountsSchema,
  }),
  z.object({
    kind: z.literal('contact'),
    ...shared,
    unit: unitRefSchema,
    incident: incidentRefSchema.nullable(),
    at: epochMs.nullable(),
  }),
  z.object({
    kind: z.literal('acknowledge'),
    ...shared,
    unit: unitRefSchema,
    incident: incidentRefSchema.nullable(),
    assignment: z.string().nullable(),
    readBack: z.string().max(200),
    people: z.number().int().nullable(),
    vehicles: z.number().int().nullable(),
    at: epochMs.nullable(),
  }),
  z.object({ kind: z.literal('openIncident'), ...shared, incident: newIncidentSchema }),
  z.object({
    kind: z.literal('furtherCall'),
    ...shared,
    incident: incidentRefSchema,
    source: z.string().max(60),
    phone: z.string().max(40),
    at: epochMs.nullable(),
  }),
  z.object({
    kind: z.literal('followUp'),
    ...shared,
    incident: incidentRefSchema,
    unit: unitRefSchema.nullable(),
    /** The words without the address. */
    body: z.string().max(2000),
    at: epochMs.nullable(),
  }),
  z.object({
    kind: z.literal('casualties'),
    ...shared,
    incident: incidentRefSchema,
    unit: unitRefSchema.nullable(),
    casualties: casualtyCountsSchema,
    at: epochMs.nullable(),
  }),
  z.object({
    kind: z.literal('order'),
    ...shared,
    units: z.array(unitRefSchema).min(1).max(50),
    incident: incidentRefSchema.nullable(),
    /** Where no open incident is meant: it is registered first. */
    opens: newIncidentSchema.nullable(),
    place: commandPlaceSchema.nullable(),
    task: z.string().max(400),
  }),
  z.object({
    kind: z.literal('cancelOrder'),
    ...shared,
    unit: unitRefSchema,
    incident: incidentRefSchema.nullable(),
    assignment: z.string().nullable(),
    reason: z.string().max(200),
  }),
  z.object({
    kind: z.literal('incidentStep'),
    ...shared,
    incident: incidentRefSchema,
    to: z.string().max(30),
    word: z.string().max(20),
    reason: z.string().max(200),
  }),
  z.object({
    kind: z.literal('grade'),
    ...shared,
    incident: incidentRefSchema,
    grade: z.string().max(30),
    word: z.string().max(20),
    basis: z.string().max(400),
  }),
  z.object({
    kind: z.literal('reportDraft'),
    ...shared,
    incident: incidentRefSchema,
    report: z.string().max(30),
    word: z.string().max(20),
  }),
  z.object({
    kind: z.literal('sendText'),
    ...shared,
    to: z.array(receiverSchema).min(1).max(100),
    body: z.string().max(2000),
  }),
  z.object({
    kind: z.literal('rollCall'),
    ...shared,
    net: z.object({ number: z.string().max(10), name: z.string().max(60) }).nullable(),
    title: z.string().max(60),
    stations: z.array(unitRefSchema).max(2000),
  }),
  z.object({
    kind: z.literal('checkIn'),
    ...shared,
    answers: z.array(checkInAnswerSchema).min(1).max(100),
  }),
  z.object({
    kind: z.literal('log'),
    ...shared,
    incident: incidentRefSchema.nullable(),
    unit: unitRefSchema.nullable(),
    body: z.string().max(2000),
    at: epochMs.nullable(),
  }),
])
export type Proposal = z.infer<typeof proposalSchema>
export type ProposalOf<Kind extends Proposal['kind']> = Extract<Proposal, { kind: Kind }>

/** What a stretch of the sentence was read as; the characters between are kept as they are. */
export const markKinds = [
  'command',
  'incident',
  'unit',
  'status',
  'time',
  'place',
  'category',
  'casualties',
  'phone',
  'source',
  'net',
  'count',
  'word',
] as const
export type MarkKind = (typeof markKinds)[number]

const spanSchema = z.object({
  /** Offsets in the sentence as typed, in UTF-16 units. */
  start: z.number().int(),
  end: z.number().int(),
  /** `unread`: nothing was made of it; `blank`: spaces, marks, filler words. */
  kind: z.enum([...markKinds, 'unread', 'blank']),
  meaning: z.string(),
})
export type Span = z.infer<typeof spanSchema>

export const doubtCodes = [
  'which-unit',
  'unknown-unit',
  'which-incident',
  'no-incident',
  'new-incident',
  'which-category',
  'which-place',
  'unknown-place',
  'no-place',
  'time',
  'count',
  'status',
  'order-or-status',
  'not-sure',
  'net',
  'similar',
] as const

const doubtSchema = z.object({
  code: z.enum(doubtCodes),
  question: z.string(),
  start: z.number().int().optional(),
  end: z.number().int().optional(),
  /** What else it may mean; each is a whole proposal. */
  alternatives: z.array(z.object({ label: z.string(), proposal: proposalSchema })),
})
export type Doubt = z.infer<typeof doubtSchema>
export type DoubtCode = Doubt['code']

export const readingSchema = z.object({
  proposal: proposalSchema,
  /** What Enter will do, in words. */
  headline: z.string(),
  spans: z.array(spanSchema),
  doubts: z.array(doubtSchema),
  /** Who will get it; null: it stays on this console. */
  leaves: z.string().nullable(),
  /** More than one net: Enter must be pressed twice. */
  twice: z.boolean(),
  /** A call sign nobody has, said with a status: asked once. */
  unknownName: z.string().nullable(),
})
export type Reading = z.infer<typeof readingSchema>
