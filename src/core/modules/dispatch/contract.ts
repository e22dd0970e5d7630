/** Orders to teams as seats see them. */
import { z } from 'zod'
import {
  authoritySchema,
  epochMsSchema,
  idSchema,
  notEntitled,
  procedure,
  typedText,
} from '../../contract-kit.ts'
import { entryChannelSchema } from '../logbook/contract.ts'
import { assignmentStateKeys } from './words.ts'

export { assignmentStates, unitStatusOf, usualState } from './words.ts'
export type { AssignmentState } from './words.ts'

export const assignmentStateSchema = z.enum(assignmentStateKeys)

export { contactLevel } from './clocks.ts'

const contactClockSchema = z.object({
  /** Newest contact, else the order. */
  since: z.number(),
  limitMs: z.number(),
  remindAt: z.number(),
  missedAt: z.number(),
  twiceAt: z.number(),
})

export const assignmentSchema = z.object({
  id: z.string(),
  /** `令-0412-003` of the order that stands. */
  orderNo: z.string(),
  incident: z.string(),
  /** `#12`, empty while the incident has not arrived here. */
  incidentNumber: z.string(),
  incidentTitle: z.string(),
  unit: z.string(),
  callSign: z.string(),
  name: z.string(),
  task: z.string(),
  place: z.string(),
  channel: z.string(),
  route: z.string().nullable(),
  carry: z.string().nullable(),
  contact: z.string().nullable(),
  /** The order in words. */
  text: z.string(),
  state: assignmentStateSchema,
  stateWord: z.string(),
  /** Key of the county's unit states. */
  unitStatus: z.string(),
  stateSince: z.number(),
  /** Two consoles set it apart; the one that must not be overlooked stands. */
  conflict: z.boolean(),
  orderedAt: z.number(),
  /** Name, and how it was decided: `李文斌（电话批准）`. */
  orderedBy: z.string(),
  dueAt: z.number().nullable(),
  acknowledgedAt: z.number().nullable(),
  readBack: z.string().nullable(),
  departedAt: z.number().nullable(),
  etaAt: z.number().nullable(),
  arrivedAt: z.number().nullable(),
  workingAt: z.number().nullable(),
  releasedAt: z.number().nullable(),
  backAt: z.number().nullable(),
  people: z.number().nullable(),
  vehicles: z.number().nullable(),
  /** Newest call, text, status or log line of the team. */
  lastContactAt: z.number().nullable(),
  /** Null while nobody must be heard of. */
  contactClock: contactClockSchema.nullable(),
  /** When its present state has lasted too long: no read-back, no arrival. */
  lateAt: z.number().nullable(),
  over: z.boolean(),
  history: z.array(
    z.object({
      state: assignmentStateSchema,
      word: z.string(),
      at: z.number(),
      by: z.string(),
      how: z.string(),
      skipped: z.boolean(),
      reason: z.string(),
      /** Noted wrongly: why. */
      takenBack: z.string().nullable(),
    }),
  ),
  /** Every other state: a step, a step that passes others over, or refused with the reason. */
  next: z.array(
    z.object({
      to: assignmentStateSchema,
      action: z.string(),
      actor: z.string(),
      reason: z.boolean(),
      /** Words of the states that are passed over as 补. */
      passes: z.array(z.string()),
      /** Empty where it may be done. */
      refused: z.string(),
    }),
  ),
})
export type Assignment = z.infer<typeof assignmentSchema>

const needed = (length: number, sentence: string) =>
  typedText(length).refine((text) => text.trim() !== '', { message: sentence })

const orderInput = {
  task: needed(200, '请写明任务。'),
  place: needed(120, '请写明地点。'),
  channel: needed(60, '请写明联络信道。'),
  route: typedText(120).optional(),
  carry: typedText(120).optional(),
  contact: typedText(60).optional(),
  /** To be there by. */
  dueAt: epochMsSchema.nullish(),
  /** When it was told; absent is now. */
  at: epochMsSchema.optional(),
  /** How it was told. */
  how: entryChannelSchema.default('radio370'),
  authority: authoritySchema.nullish(),
  /** Also as a text to the team's radio, at this order and never by itself. */
  byText: z.boolean().default(false),
}

const times = {
  IN_FUTURE: { message: '时间不能晚于现在，请改正后记录。' },
  DUE_PASSED: { message: '要求到达的时间早于下令时间，请改正。' },
}

const textResultSchema = z
  .object({
    /** Id in the radio traffic; null where it did not go out. */
    id: z.string().nullable(),
    refused: z.string(),
  })
  .nullable()

const orderedSchema = z.object({
  orders: z.array(
    z.object({
      assignment: z.string(),
      orderNo: z.string(),
      unit: z.string(),
      callSign: z.string(),
      text: textResultSchema,
    }),
  ),
  storedAt: z.number(),
})
export type OrderedUnits = z.infer<typeof orderedSchema>

const candidateSchema = z.object({
  unit: z.string(),
  callSign: z.string(),
  name: z.string(),
  typeWord: z.string(),
  state: z.object({ digit: z.number(), word: z.string(), token: z.string() }),
  people: z.number().nullable(),
  /** Straight line; null where it is not known. */
  distanceM: z.number().nullable(),
  /** Age of the fix the distance is from; null where it is from the base. */
  fixAgeMs: z.number().nullable(),
  /** Open orders. */
  tasks: z.number(),
  radio: z.string().nullable(),
  /** In words, best first. */
  reasons: z.array(z.string()),
})
export type Candidate = z.infer<typeof candidateSchema>

export const recommendationSchema = z.object({
  /** Ranked; the first two or three are the suggestion. */
  candidates: z.array(candidateSchema),
  suggested: z.number(),
  excluded: z.array(candidateSchema),
  /** What the ranking could not use: 类别待定, 地点不明. */
  notes: z.array(z.string()),
})
export type Recommendation = z.infer<typeof recommendationSchema>

const boxSchema = z.object({
  /** Incidents without anybody sent. */
  unassigned: z.array(z.string()),
  notReadBack: z.array(z.string()),
  late: z.array(z.string()),
  contactOverdue: z.array(z.string()),
  /** Units in action without a usable position. */
  noPosition: z.array(z.string()),
  /** Units on two open orders. */
  doubleBooked: z.array(z.string()),
})
export type DispatchBoxes = z.infer<typeof boxSchema>

export const dispatchContract = {
  /** Orders of one incident in dispatch order, finished ones too. */
  ofIncident: procedure.input(z.object({ incident: idSchema })).output(z.array(assignmentSchema)),
  /** Every open order in dispatch order, and what the alert boxes count of them. */
  board: procedure.input(z.object({}).default({})).output(
    z.object({
      assignments: z.array(assignmentSchema),
      /** Ids: of assignments, but of units for position and double booking. */
      boxes: boxSchema,
      staleFixMs: z.number(),
      asOf: z.number(),
    }),
  ),
  recommend: procedure.input(z.object({ incident: idSchema })).output(recommendationSchema),
  /** The words of an order before it is given. */
  composed: procedure
    .input(
      z.object({
        unit: idSchema,
        task: typedText(200),
        place: typedText(120),
        channel: typedText(60),
        route: typedText(120).default(''),
        carry: typedText(120).default(''),
        contact: typedText(60).default(''),
        dueAt: epochMsSchema.nullish(),
      }),
    )
    .output(z.object({ text: z.string() })),
  order: procedure
    .errors({
      ...notEntitled,
      ...times,
      CLOSED: { message: '事件已办结，不能再派队。请先转回处置中。' },
      UNKNOWN_UNIT: { message: '没有这支队伍，可能已经撤销。请重新选择。' },
      ALREADY_ORDERED: {
        message: '这支队伍在本事件已有命令。要换任务，请用“转场新任务”。',
        data: z.object({ unit: z.string() }),
      },
    })
    .input(
      z.object({
        incident: idSchema,
        units: z
          .array(idSchema)
          .min(1, '请先选队伍。')
          .max(20, '一次最多给 20 支队伍下令，请分次下达。'),
        ...orderInput,
      }),
    )
    .output(orderedSchema),
  /** 转场: a new order to a team that works. */
  transfer: procedure
    .errors({ ...notEntitled, ...times, NOT_ALLOWED: { message: '现在不能转场。' } })
    .input(z.object({ assignment: idSchema, ...orderInput }))
    .output(orderedSchema),
  advance: procedure
    .errors({
      ...times,
      ...notEntitled,
      NOT_ALLOWED: {
        message: '现在不能转到这一步。',
        data: z.object({ from: assignmentStateSchema, to: assignmentStateSchema }),
      },
      REASON_NEEDED: { message: '这一步要写明原因。' },
      BEFORE_LAST: {
        message: '时间早于上一步，请改正后记录。',
        data: z.object({ lastAt: z.number() }),
      },
    })
    .input(
      z.object({
        assignment: idSchema,
        to: assignmentStateSchema,
        at: epochMsSchema.optional(),
        how: entryChannelSchema.default('radio370'),
        readBack: typedText(400).optional(),
        people: z.number().int().min(0).max(10_000).nullish(),
        vehicles: z.number().int().min(0).max(1000).nullish(),
        etaAt: epochMsSchema.nullish(),
        reason: typedText(200).optional(),
        authority: authoritySchema.nullish(),
      }),
    )
    .output(z.object({ storedAt: z.number(), state: assignmentStateSchema })),
  /** 更正: the newest step was noted wrongly. */
  takeBack: procedure
    .errors({ NOTHING: { message: '没有可以更正的一步。命令下错了，请用“撤销命令”。' } })
    .input(z.object({ assignment: idSchema, reason: needed(200, '请写明原因。') }))
    .output(z.object({ storedAt: z.number(), state: assignmentStateSchema })),
  /** A person decides that a silent team is in danger; nothing does this by itself. */
  escalate: procedure
    .input(z.object({ unit: idSchema, reason: needed(200, '请写明情况。') }))
    .output(z.object({ storedAt: z.number() })),
  setEta: procedure
    .errors({ ...times, NOT_ALLOWED: { message: '已经到达或已经结束，不用再报预计到达时间。' } })
    .input(
      z.object({
        assignment: idSchema,
        etaAt: epochMsSchema,
        how: entryChannelSchema.default('radio370'),
        reason: typedText(200).optional(),
      }),
    )
    .output(z.object({ storedAt: z.number() })),
  /** The dispatcher answers for the team: its contact clock starts again. */
  noteContact: procedure
    .errors(times)
    .input(
      z.object({
        unit: idSchema,
        at: epochMsSchema.optional(),
        text: needed(400, '请写明对方说了什么。'),
        channel: entryChannelSchema.default('radio370'),
      }),
    )
    .output(z.object({ storedAt: z.number() })),
}
