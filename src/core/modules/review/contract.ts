/** The review of an incident (复盘) as seats see it: measured times, the timeline, the nine parts. */
import { z } from 'zod'
import {
  authoritySchema,
  epochMsSchema,
  idSchema,
  notEntitled,
  procedure,
  typedText,
} from '../../contract-kit.ts'
import {
  actionStateKeys,
  measuredTimeSchema,
  reviewStateKeys,
  sectionKeys,
} from '../review-record/contract.ts'

export {
  basisWord,
  reviewMachine,
  spanWords,
  verdictWord,
  type MeasuredTime,
  type ReviewSection,
  type Verdict,
} from '../review-record/contract.ts'

export const markKinds = [
  ['call', '来电、接报'],
  ['state', '事件状态'],
  ['order', '下令'],
  ['arrival', '到达'],
  ['release', '解除、归队'],
  ['report', '报送'],
  ['casualty', '伤亡变化'],
  ['grade', '定级'],
  ['relief', '救助'],
] as const
export type MarkKind = (typeof markKinds)[number][0]

export const markSchema = z.object({
  /** Counts from 1 through the whole chart: what stands beside the mark and in the list. */
  number: z.number(),
  at: z.number(),
  lane: z.string(),
  kind: z.enum(markKinds.map(([key]) => key) as [MarkKind, ...MarkKind[]]),
  text: z.string(),
})
export type TimelineMark = z.infer<typeof markSchema>

const sectionSchema = z.object({
  key: z.enum(sectionKeys),
  /** 1 … 9 */
  number: z.number(),
  title: z.string(),
  text: z.string(),
  /** Null while the console's own draft stands. */
  written: z.object({ by: z.string(), at: z.number() }).nullable(),
  seen: z.array(z.object({ origin: z.string(), seq: z.number().int() })),
  others: z.array(z.object({ text: z.string(), by: z.string(), at: z.number() })),
})
export type ReviewSectionShown = z.infer<typeof sectionSchema>

const stepSchema = z.object({
  to: z.string(),
  action: z.string(),
  actor: z.string(),
  reason: z.boolean(),
})

const actionSchema = z.object({
  id: z.string(),
  problem: z.string(),
  owner: z.string(),
  measure: z.string(),
  due: z.string(),
  verifier: z.string(),
  by: z.string(),
  state: z.enum(actionStateKeys),
  stateWord: z.string(),
  /** Not closed on the day it was due. */
  overdue: z.boolean(),
  history: z.array(
    z.object({ to: z.enum(actionStateKeys), note: z.string(), by: z.string(), at: z.number() }),
  ),
  next: z.array(stepSchema),
})
export type ShownAction = z.infer<typeof actionSchema>

const reliefSchema = z.object({
  id: z.string(),
  at: z.number(),
  settlement: z.string(),
  what: z.string(),
  deliveredBy: z.string(),
  by: z.string(),
  withdrawn: z.object({ reason: z.string(), by: z.string() }).nullable(),
})

export const reviewSchema = z.object({
  incident: z.string(),
  number: z.string(),
  title: z.string(),
  /** The response has ended: the times are complete and a review may be opened. */
  ended: z.boolean(),
  /** Null before it is opened. */
  state: z.enum(reviewStateKeys).nullable(),
  stateWord: z.string(),
  writable: z.boolean(),
  history: z.array(
    z.object({
      state: z.enum(reviewStateKeys),
      at: z.number(),
      by: z.string(),
      reason: z.string(),
      decided: z.string().nullable(),
    }),
  ),
  next: z.array(stepSchema),
  /** When it is due (from the end of the response); null before that end. */
  dueAt: z.number().nullable(),
  overdue: z.boolean(),
  waived: z.object({ reason: z.string(), at: z.number(), decided: z.string() }).nullable(),
  times: z.array(measuredTimeSchema),
  /** The times are those that were signed; what was recorded later is not in them. */
  timesSigned: z.boolean(),
  sections: z.array(sectionSchema),
  actions: z.array(actionSchema),
  relief: z.array(reliefSchema),
  conflict: z.boolean(),
  asOf: z.number(),
})
export type Review = z.infer<typeof reviewSchema>

const wordsNeeded = (max: number, message: string) =>
  typedText(max).refine((text) => text.trim() !== '', { message })

const stored = z.object({ storedAt: z.number() })
const notOpened = { NOT_OPENED: { message: '还没有开始复盘，请先按“开始复盘”。' } }
const refusedStep = {
  NOT_ALLOWED: {
    message: '现在不能走这一步。',
    data: z.object({ reason: z.string() }),
  },
  REASON_NEEDED: { message: '这一步要写明原因。' },
}
const inFuture = { IN_FUTURE: { message: '时间不能晚于现在，请改正后保存。' } }

export const reviewContract = {
  show: procedure.input(z.object({ incident: idSchema })).output(reviewSchema),
  /** The chart as a picture of its own, drawn for this width in the colours of the screen. */
  timeline: procedure
    .input(z.object({ incident: idSchema, widthPx: z.number().int().min(240).max(4000) }))
    .output(
      z.object({
        svg: z.string(),
        widthPx: z.number(),
        heightPx: z.number(),
        marks: z.array(markSchema),
      }),
    ),
  open: procedure
    .errors({
      NOT_ENDED: { message: '响应还没有终止，终止后才能开始复盘。' },
      ALREADY_OPEN: { message: '这个事件已经在复盘。' },
    })
    .input(z.object({ incident: idSchema }))
    .output(stored),
  writeSection: procedure
    .errors({
      ...notOpened,
      SIGNED: {
        message: '复盘报告已签发，正文不能再改。要改，请先“撤回签发”。所填内容没有丢。',
      },
    })
    .input(
      z.object({
        incident: idSchema,
        section: z.enum(sectionKeys),
        text: typedText(10_000),
        seen: z
          .array(z.object({ origin: z.string(), seq: z.number().int() }))
          .max(50)
          .optional(),
      }),
    )
    .output(stored),
  step: procedure
    .errors({ ...notOpened, ...refusedStep, ...notEntitled })
    .input(
      z.object({
        incident: idSchema,
        to: z.enum(reviewStateKeys),
        reason: typedText(200).default(''),
        authority: authoritySchema.nullish(),
      }),
    )
    .output(stored),
  noteAction: procedure
    .errors({
      ...notOpened,
      BAD_DAY: { message: '期限写成 2026-05-31 这样的日期。' },
      CLOSED: { message: '复盘已经销号完成，不能再加整改项。' },
    })
    .input(
      z.object({
        incident: idSchema,
        /** Of an action that is noted anew. */
        action: idSchema.nullish(),
        problem: wordsNeeded(500, '请写问题。'),
        owner: wordsNeeded(60, '请写责任单位。'),
        measure: wordsNeeded(500, '请写整改措施。'),
        due: z.string().max(10),
        verifier: typedText(40).default(''),
      }),
    )
    .output(z.object({ id: z.string(), storedAt: z.number() })),
  moveAction: procedure
    .errors(refusedStep)
    .input(
      z.object({
        incident: idSchema,
        action: idSchema,
        to: z.enum(actionStateKeys),
        note: typedText(200).default(''),
      }),
    )
    .output(stored),
  noteRelief: procedure
    .errors(inFuture)
    .input(
      z.object({
        incident: idSchema,
        at: epochMsSchema.optional(),
        settlement: wordsNeeded(60, '请写受助的村组或安置点。'),
        what: wordsNeeded(200, '请写送到了什么、多少人。'),
        deliveredBy: typedText(60).default(''),
      }),
    )
    .output(z.object({ id: z.string(), storedAt: z.number() })),
  withdrawRelief: procedure
    .errors({ ALREADY_WITHDRAWN: { message: '这一条已经撤销。' } })
    .input(
      z.object({
        incident: idSchema,
        relief: idSchema,
        reason: wordsNeeded(200, '请写明原因。'),
      }),
    )
    .output(stored),
  waive: procedure
    .errors({
      ...notEntitled,
      ALREADY_DONE: { message: '复盘已经签发，不用免除。' },
      ALREADY_WAIVED: { message: '这个事件已经免除复盘。' },
    })
    .input(
      z.object({
        incident: idSchema,
        reason: wordsNeeded(200, '请写明免除原因。'),
        authority: authoritySchema.nullish(),
      }),
    )
    .output(stored),
}
