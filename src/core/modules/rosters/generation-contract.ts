/** Generation of drafts beside everything else: asked for, watched, stopped, taken. */
import { z } from 'zod'
import { idSchema, procedure } from '../../contract-kit.ts'
import {
  balanceSchema,
  monthSchema,
  poolSchema,
  shownShiftSchema,
  stored,
  violationSchema,
} from './schemas.ts'

/** Largest difference between two full-time people, and the smallest that is possible at all. */
const oneSpread = z.object({ spread: z.number(), atLeast: z.number() })
const spreadSchema = z.object({
  weekend: oneSpread,
  holiday: oneSpread,
  night: oneSpread,
  total: oneSpread,
})

const generationSchema = z.object({
  job: z.string(),
  state: z.enum(['running', 'done', 'stopped', 'failed']),
  /** 0 … 1 */
  progress: z.number(),
  /** What it does at the moment, or why it failed. */
  words: z.string(),
  from: z.string(),
  to: z.string(),
  result: z
    .object({
      shifts: z.array(shownShiftSchema),
      violations: z.array(violationSchema),
      balance: z.array(balanceSchema),
      pools: z.array(poolSchema.extend({ spread: spreadSchema })),
      /** Over all full-time people. */
      spread: spreadSchema,
      /** Why a spread is above 1, each a sentence; empty where none is. */
      why: z.array(z.string()),
      /** Cells that differ from what stands now. */
      changed: z.number(),
    })
    .nullable(),
})
export type Generation = z.infer<typeof generationSchema>

export const generationContract = {
  /** Starts a generation over whole months; it runs beside everything else. */
  generate: procedure
    .errors({
      PUBLISHED: {
        message: '所选月份里有已经印发的，不能重排。请改选月份。',
        data: z.object({ month: z.string() }),
      },
      RUNNING: { message: '正在自动排班，请等它完成或先停止。' },
      TOO_LONG: { message: '一次最多排 12 个月，请缩短。' },
      NO_PEOPLE: { message: '没有可以排班的人，请先在人员里设岗位。' },
      NO_PATTERN: { message: '没有启用的班次设置，请先在设置里启用一种。' },
    })
    .input(
      z.object({
        from: monthSchema,
        to: monthSchema,
        /** What stands in the drafts stays where it is. */
        keep: z.boolean().default(true),
        /** The same seed gives the same roster. */
        seed: z.number().int().min(0).max(2_147_483_647).default(1),
      }),
    )
    .output(z.object({ job: z.string() })),
  /** The newest generation of this console, asked again while it runs; null where there was none. */
  generation: procedure.input(z.object({}).default({})).output(generationSchema.nullable()),
  stopGeneration: procedure.input(z.object({ job: idSchema })).output(z.object({})),
  /** The result becomes the draft. */
  takeGeneration: procedure
    .errors({
      NO_CHANGE: { message: '排出的结果与现在的值班表一样，没有改动。' },
      EXPIRED: { message: '这次自动排班的结果已经失效：排班、请假或人员有了变化。请重新排。' },
    })
    .input(z.object({ job: idSchema }))
    .output(stored),
}
