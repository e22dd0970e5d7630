/** 乡镇报告: who of the townships has reported by hh:mm, who has not, and who was chased. */
import { z } from 'zod'
import { epochMsSchema, idSchema, procedure, typedText } from '../../contract-kit.ts'
import { entryChannelSchema } from '../logbook/contract.ts'
import { reportKinds, type DailyKind } from './words.ts'

export type { DailyKind } from './words.ts'

const daySchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '日期请写成 2026-12-01。')
const kindSchema = z.enum(reportKinds.map(([key]) => key) as [DailyKind, ...DailyKind[]])
const reason = typedText(200).refine((text) => text.trim() !== '', { message: '请写明原因。' })

const reportSchema = z.object({
  nothing: z.boolean(),
  text: z.string(),
  reporter: z.string(),
  leader: z.string(),
  channel: z.string().nullable(),
  receivedAt: z.number(),
  by: z.string(),
})

const rowSchema = z.object({
  /** Code of the township. */
  township: z.string(),
  name: z.string(),
  phone: z.string(),
  report: reportSchema.nullable(),
  /** Earlier ones of the day, and what was taken back; oldest first. */
  earlier: z.array(
    reportSchema.extend({
      withdrawn: z.object({ at: z.number(), by: z.string(), reason: z.string() }).nullable(),
    }),
  ),
  chases: z.array(
    z.object({ at: z.number(), answered: z.boolean(), words: z.string(), by: z.string() }),
  ),
  /** `late`: came after its time; `overdue`: has not come and its time is over. */
  state: z.enum(['reported', 'late', 'waiting', 'overdue']),
  /** Whole minutes after its time, of a late one or up to now. */
  lateByMin: z.number(),
})
export type TownshipRow = z.infer<typeof rowSchema>

const slotSchema = z.object({
  id: z.string(),
  kind: z.string(),
  word: z.string(),
  /** `17:00` */
  time: z.string(),
  enabled: z.boolean(),
})
export type ReportSlot = z.infer<typeof slotSchema>

const boardSchema = z.object({
  day: z.string(),
  slots: z.array(
    slotSchema.extend({ dueAt: z.number(), reported: z.number(), rows: z.array(rowSchema) }),
  ),
})
export type TownshipBoard = z.infer<typeof boardSchema>

const stored = z.object({ storedAt: z.number() })
const place = { day: daySchema, slot: idSchema, township: z.string().min(1).max(12) }
const unknown = { UNKNOWN: { message: '没有这个乡镇或这项报告，请从列表里选。' } }

export const townshipReportsContract = {
  /** Of the day (absent: today); slots that are switched on, those with reports too. */
  board: procedure.input(z.object({ day: daySchema.nullish() })).output(boardSchema),
  slots: procedure.output(z.array(slotSchema)),
  setSlot: procedure
    .errors({ BAD_TIME: { message: '时间请写成 17:00（二十四小时制）。' } })
    .input(
      z.object({
        /** Absent: a new one. */
        id: idSchema.nullish(),
        kind: kindSchema,
        word: typedText(20).refine((text) => text.trim() !== '', { message: '请填报告名称。' }),
        time: z.string().max(5),
        enabled: z.boolean(),
      }),
    )
    .output(z.object({ id: z.string(), storedAt: z.number() })),
  receive: procedure
    .errors({
      ...unknown,
      IN_FUTURE: { message: '收到时间不能晚于现在，请改正。所填内容没有丢。' },
      TEXT_NEEDED: { message: '有情况的，请写明是什么情况。' },
    })
    .input(
      z.object({
        ...place,
        nothing: z.boolean(),
        text: typedText(400).default(''),
        reporter: typedText(30).default(''),
        leader: typedText(30).default(''),
        channel: entryChannelSchema.nullish(),
        at: epochMsSchema.nullish(),
      }),
    )
    .output(stored),
  withdraw: procedure
    .errors({ ...unknown, NOTHING: { message: '这个乡镇还没有报，没有可撤的。' } })
    .input(z.object({ ...place, reason }))
    .output(stored),
  chase: procedure
    .errors(unknown)
    .input(z.object({ ...place, answered: z.boolean(), words: typedText(200).default('') }))
    .output(stored),
}
