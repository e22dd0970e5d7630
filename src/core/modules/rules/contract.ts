/** Limits and timers: what stands, where it comes from, who changed it. */
import { z } from 'zod'
import { procedure, typedText } from '../../contract-kit.ts'

export const ruleSchema = z.object({
  key: z.string(),
  group: z.string(),
  label: z.string(),
  unit: z.enum(['s', 'min', 'h', 'd', 'km', 'times', 'percent', 'count']),
  value: z.number(),
  /** The county profile's value. */
  first: z.number(),
  min: z.number(),
  max: z.number(),
  basis: z.enum(['law', 'county', 'assumed']),
  source: z.string(),
  changed: z.object({ by: z.string(), at: z.number(), reason: z.string() }).nullable(),
})
export type ShownRule = z.infer<typeof ruleSchema>

export const ruleUnitWords: Readonly<Record<ShownRule['unit'], string>> = {
  s: '秒',
  min: '分钟',
  h: '小时',
  d: '天',
  km: '公里',
  times: '倍',
  percent: '%',
  count: '条',
}

export const rulesContract = {
  list: procedure.output(z.array(ruleSchema)),
  set: procedure
    .errors({
      OUT_OF_RANGE: {
        message: '这个数超出允许范围，请改正后保存。',
        data: z.object({ min: z.number(), max: z.number() }),
      },
      LEGAL: { message: '这是法定时限，不能改。' },
    })
    .input(
      z.object({
        key: z.string().max(60),
        value: z.number(),
        reason: typedText(200).refine((text) => text.trim() !== '', { message: '请写明原因。' }),
      }),
    )
    .output(z.object({ storedAt: z.number() })),
}
