/** 班前检查: what the console measured, what the person found, and the record of it. */
import { z } from 'zod'
import { procedure, typedText } from '../../contract-kit.ts'
import { checkKeys, checkResults, type CheckResult } from './words.ts'

export { checkItems, checkResults, checkResultWord } from './words.ts'
export type { CheckKey, CheckResult } from './words.ts'

const resultSchema = z.enum(checkResults.map(([key]) => key) as [CheckResult, ...CheckResult[]])

const measuredSchema = z.object({
  key: z.enum(checkKeys),
  title: z.string(),
  /** What the person does. */
  how: z.string(),
  /** What the console saw; empty where only a person can tell. */
  measured: z.string(),
  /** What the console would answer; null where only a person can. */
  suggests: resultSchema.nullable(),
})
export type MeasuredItem = z.infer<typeof measuredSchema>

const recordSchema = z.object({
  id: z.string(),
  at: z.number(),
  name: z.string(),
  seat: z.string(),
  items: z.array(
    z.object({
      key: z.string(),
      title: z.string(),
      result: z.string(),
      words: z.string(),
      measured: z.string(),
    }),
  ),
  faults: z.number(),
  unchecked: z.number(),
})
export type CheckRecord = z.infer<typeof recordSchema>

export const checksContract = {
  now: procedure.output(z.array(measuredSchema)),
  /** Newest first. */
  records: procedure
    .input(z.object({ limit: z.number().int().min(1).max(100).default(10) }))
    .output(z.array(recordSchema)),
  /** A page to print: Chinese, a line of each size, a struck line, the date. */
  testPage: procedure.output(z.object({ path: z.string(), name: z.string() })),
  record: procedure
    .errors({
      FAULT_NEEDS_WORDS: {
        message: '有问题的项目请写明是什么问题，接班的人要看。',
        data: z.object({ key: z.string() }),
      },
      NOTHING_CHECKED: { message: '一项都没有查，没有记录。请至少查一项。' },
    })
    .input(
      z.object({
        items: z
          .array(z.object({ key: z.enum(checkKeys), result: resultSchema, words: typedText(200) }))
          .max(checkKeys.length),
      }),
    )
    .output(z.object({ storedAt: z.number() })),
}
