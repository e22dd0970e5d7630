/**
 * 值班日志: what came in and went out in a shift. Every entry is a line of the log book with the
 * fields of the duty log beside it; corrections are the log book's (strike and write anew).
 */
import { z } from 'zod'
import { epochMsSchema, idSchema, procedure, typedText } from '../../contract-kit.ts'
import { entryChannelSchema, entrySchema } from '../logbook/contract.ts'
import { directions, doneStates, type Direction, type DoneState } from './words.ts'

export { directions, directionWord, doneStates, doneWord } from './words.ts'
export type { Direction, DoneState } from './words.ts'

export const directionSchema = z.enum(directions.map(([key]) => key) as [Direction, ...Direction[]])
export const doneStateSchema = z.enum(doneStates.map(([key]) => key) as [DoneState, ...DoneState[]])

const content = typedText(1200).refine((text) => text.trim() !== '', { message: '请先写内容。' })
const reason = typedText(200).refine((text) => text.trim() !== '', { message: '请写明原因。' })

/** One row of 已报告、已通知: who, when, how, what they answered. */
const noticeInputSchema = z.object({
  whom: typedText(60).refine((text) => text.trim() !== '', { message: '请写明报告或通知了谁。' }),
  /** Absent: now. */
  at: epochMsSchema.optional(),
  channel: entryChannelSchema.nullish(),
  reply: typedText(200).default(''),
})

const fields = {
  direction: directionSchema,
  unit: typedText(30).default(''),
  /** Name and post. */
  person: typedText(30).default(''),
  /** Telephone number, radio channel or call sign. */
  contact: typedText(40).default(''),
  channel: entryChannelSchema.nullish(),
  content,
  /** When and where it happened, where the content is about an event. */
  whenWhere: typedText(100).default(''),
  handling: typedText(400).default(''),
  remark: typedText(200).default(''),
}

export const noticeSchema = z.object({
  id: z.string(),
  whom: z.string(),
  at: z.number(),
  channel: z.string().nullable(),
  reply: z.string(),
  by: z.string(),
  struck: z.object({ at: z.number(), by: z.string(), reason: z.string() }).nullable(),
})

export const dutyEntrySchema = z.object({
  /** The line of the log book: number, times, who wrote it, struck or not. */
  line: entrySchema,
  /** Null: a line without the duty log's fields (a team's report, a step of an incident). */
  fields: z
    .object({
      direction: z.string(),
      unit: z.string(),
      person: z.string(),
      contact: z.string(),
      content: z.string(),
      whenWhere: z.string(),
      handling: z.string(),
      remark: z.string(),
    })
    .nullable(),
  /** Oldest first: what was done about it after it was written. */
  handlings: z.array(z.object({ at: z.number(), text: z.string(), by: z.string() })),
  notices: z.array(noticeSchema),
  done: z.object({ state: z.string(), at: z.number(), by: z.string(), note: z.string() }),
  incidentNumber: z.string().nullable(),
})
export type DutyEntry = z.infer<typeof dutyEntrySchema>

const conditionsSchema = z.object({
  weather: z.string(),
  rain: z.string(),
  fireDanger: z.string(),
})

const pageSchema = z.object({
  /** The shift's id, or `day:2026-11-30` where no published shift covers the day. */
  page: z.string(),
  day: z.string(),
  word: z.string(),
  from: z.number(),
  to: z.number(),
  /** 带班领导 李文斌, 主班 王海燕: of the roster, or who was signed in. */
  people: z.array(z.object({ word: z.string(), name: z.string() })),
  conditions: conditionsSchema.extend({ at: z.number().nullable(), by: z.string() }),
  /** What the measuring stations say of rain just now; empty where none does. */
  rainMeasured: z.string(),
  summary: z.object({ text: z.string(), at: z.number().nullable(), by: z.string() }),
  /** Oldest first. */
  entries: z.array(dutyEntrySchema),
  counts: z.object({
    entries: z.number(),
    incoming: z.number(),
    outgoing: z.number(),
    struck: z.number(),
    doing: z.number(),
    /** Numbers of the first and the last line; null where there is none. */
    first: z.string().nullable(),
    last: z.string().nullable(),
  }),
  /** When a person last wrote a line; null where nobody did. */
  lastWrittenAt: z.number().nullable(),
})
export type DutyPage = z.infer<typeof pageSchema>

const inFuture = { IN_FUTURE: { message: '时间不能晚于现在，请改正后保存。所填内容没有丢。' } }
const struck = {
  ALREADY_STRUCK: { message: '这一条已经划改，请在更正后的一条上办理。' },
}
const stored = z.object({ storedAt: z.number() })
const written = z.object({ id: z.string(), number: z.string(), storedAt: z.number() })

export const dutyLogContract = {
  /** The page of a shift; absent: of the one that is on duty now. */
  page: procedure.input(z.object({ page: z.string().max(64).nullish() })).output(pageSchema),
  /** Pages there are, newest first. */
  pages: procedure.input(z.object({ limit: z.number().int().min(1).max(120).default(30) })).output(
    z.array(
      z.object({
        page: z.string(),
        day: z.string(),
        word: z.string(),
        from: z.number(),
        to: z.number(),
        entries: z.number(),
        now: z.boolean(),
      }),
    ),
  ),
  entry: procedure.input(z.object({ entry: idSchema })).output(dutyEntrySchema),
  write: procedure
    .errors(inFuture)
    .input(
      z.object({
        ...fields,
        /** When the call came; absent: now. */
        at: epochMsSchema.optional(),
        incident: idSchema.nullish(),
        notices: z.array(noticeInputSchema).max(20).default([]),
        done: doneStateSchema.default('done'),
      }),
    )
    .output(written),
  /** The old line is struck, the new one takes its place with everything that hangs on it. */
  correct: procedure
    .errors({ ...inFuture, ...struck })
    .input(z.object({ entry: idSchema, reason, ...fields, at: epochMsSchema.optional() }))
    .output(written),
  /** What was done about it since. */
  handle: procedure
    .errors(struck)
    .input(
      z.object({
        entry: idSchema,
        text: typedText(400).refine((text) => text.trim() !== '', {
          message: '请写明怎么处理的。',
        }),
      }),
    )
    .output(stored),
  notify: procedure
    .errors({ ...inFuture, ...struck })
    .input(noticeInputSchema.extend({ entry: idSchema }))
    .output(stored),
  strikeNotice: procedure
    .errors({ ALREADY_STRUCK: { message: '这一行已经划去。' } })
    .input(z.object({ entry: idSchema, notice: idSchema, reason }))
    .output(stored),
  setDone: procedure
    .errors({
      ...struck,
      SAME: { message: '已经是这个办结情况。' },
      NOTE_NEEDED: { message: '转交的，请写明转给谁。' },
    })
    .input(z.object({ entry: idSchema, state: doneStateSchema, note: typedText(200).default('') }))
    .output(stored),
  /** A line 无异常 in one key, when nothing was written for long. */
  allQuiet: procedure.output(written),
  setConditions: procedure
    .input(
      z.object({
        page: z.string().max(64),
        weather: typedText(100),
        rain: typedText(200),
        fireDanger: typedText(60),
      }),
    )
    .output(stored),
  setSummary: procedure
    .input(z.object({ page: z.string().max(64), text: typedText(1000) }))
    .output(stored),
  /** Who called before, for the fields: newest first, from what was written. */
  callersLike: procedure.input(z.object({ text: z.string().max(40) })).output(
    z.array(
      z.object({
        unit: z.string(),
        person: z.string(),
        contact: z.string(),
        channel: z.string().nullable(),
        /** `通讯录` or `04-05 14:02 来电`. */
        from: z.string(),
      }),
    ),
  ),
}
