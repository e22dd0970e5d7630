/** 查岗: whether the duty desks of others answer, in seconds that the console measured. */
import { z } from 'zod'
import { epochMsSchema, idSchema, procedure, typedText } from '../../contract-kit.ts'
import { checkMethods, spotResults, type CheckMethod, type SpotResult } from './words.ts'

export { checkMethods, methodWord, spotResults, spotResultWord } from './words.ts'
export type { CheckMethod, SpotResult } from './words.ts'

const methodSchema = z.enum(checkMethods.map(([key]) => key) as [CheckMethod, ...CheckMethod[]])
const resultSchema = z.enum(spotResults.map(([key]) => key) as [SpotResult, ...SpotResult[]])
const reason = typedText(200).refine((text) => text.trim() !== '', { message: '请写明原因。' })

export const spotCheckSchema = z.object({
  id: z.string(),
  unit: z.string().nullable(),
  unitName: z.string(),
  method: z.string(),
  contact: z.string(),
  at: z.number(),
  by: z.string(),
  measured: z.boolean(),
  answeredAt: z.number().nullable(),
  /** Whole seconds from the call to the answer; null where nobody answered or it was not measured. */
  answerSecs: z.number().nullable(),
  /** `running`: called, nothing concluded yet. */
  state: z.enum(['running', 'concluded', 'withdrawn']),
  result: z.string().nullable(),
  answeredBy: z.string(),
  problem: z.string(),
  fix: z.string(),
  concludedAt: z.number().nullable(),
  /** Put right, by whom and when; null while it is open or where nothing was wrong. */
  fixed: z.object({ at: z.number(), by: z.string(), note: z.string() }).nullable(),
  withdrawn: z.object({ at: z.number(), by: z.string(), reason: z.string() }).nullable(),
})
export type SpotCheck = z.infer<typeof spotCheckSchema>

const targetSchema = z.object({
  id: z.string(),
  name: z.string(),
  kindWord: z.string(),
  phone: z.string(),
  /** The last check that was concluded. */
  lastAt: z.number().nullable(),
  lastResult: z.string().nullable(),
  /** Of the last 90 days. */
  checks: z.number(),
  bad: z.number(),
})
export type SpotTarget = z.infer<typeof targetSchema>

const stored = z.object({ storedAt: z.number() })
const over = {
  NOT_RUNNING: { message: '这次查岗已经有结果或已作废，请看最新状态。' },
}

export const spotChecksContract = {
  /** Running ones first, then the newest. */
  list: procedure
    .input(z.object({ limit: z.number().int().min(1).max(500).default(100) }))
    .output(z.array(spotCheckSchema)),
  /** Whom to check; those that were not checked for longest first. */
  targets: procedure.output(z.array(targetSchema)),
  /** The seconds from which an answer counts as slow. */
  limit: procedure.output(z.object({ slowSecs: z.number() })),
  begin: procedure
    .errors({
      IN_FUTURE: { message: '时间不能晚于现在，请改正。' },
      RUNNING: { message: '对这个单位的查岗正在进行，请先记下结果或作废。' },
    })
    .input(
      z.object({
        unit: z.object({
          id: idSchema.nullable(),
          name: typedText(60).refine((text) => text.trim() !== '', { message: '请填被查单位。' }),
        }),
        method: methodSchema,
        contact: typedText(40).default(''),
        /** Noted afterwards; absent: it begins now and is measured. */
        at: epochMsSchema.nullish(),
      }),
    )
    .output(z.object({ id: z.string(), at: z.number(), storedAt: z.number() })),
  answered: procedure
    .errors({ ...over, ALREADY: { message: '已经记下应答时间。' } })
    .input(z.object({ check: idSchema }))
    .output(z.object({ answerSecs: z.number(), storedAt: z.number() })),
  conclude: procedure
    .errors({
      ...over,
      PROBLEM_NEEDED: { message: '应答过慢或脱岗的，请写明是什么问题。所填内容没有丢。' },
      ANSWER_NEEDED: { message: '没有记下应答，结果不能是在岗或应答过慢。没有人应答请选脱岗。' },
    })
    .input(
      z.object({
        check: idSchema,
        result: resultSchema,
        answeredBy: typedText(40).default(''),
        problem: typedText(200).default(''),
        fix: typedText(200).default(''),
      }),
    )
    .output(stored),
  markFixed: procedure
    .errors({ NOTHING_OPEN: { message: '这次查岗没有待整改的问题。' } })
    .input(z.object({ check: idSchema, note: reason }))
    .output(stored),
  withdraw: procedure
    .errors(over)
    .input(z.object({ check: idSchema, reason }))
    .output(stored),
}
