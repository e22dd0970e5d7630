/** What the roster's procedures share: how days, shifts, people and broken rules are written. */
import { z } from 'zod'
import { epochMsSchema, neededText, typedText } from '../../contract-kit.ts'
import { shiftStateKeys } from './words.ts'

/** `2026-12` */
export const monthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, '月份请写成 2026-12。')
/** `2026-12-01`, a day that there is. */
export const daySchema = z.iso.date('没有这一天：日期请写成 2026-12-01。')
export const postKey = z.string().min(1).max(40)
export const shiftId = z.string().min(1).max(80)
/** What the officer saw, handed back: other facts since then refuse the change. */
export const seenSchema = z.array(z.object({ origin: z.string(), seq: z.number().int() })).max(2000)
export const stored = z.object({ storedAt: z.number() })
export const filed = stored.extend({ id: z.string() })
export const reasonText = typedText(200)
/** A stretch of time, `from` ≤ t < `to`. */
export const stretch = z.object({ from: epochMsSchema, to: epochMsSchema })

export const needSchema = z.object({ post: postKey, count: z.number().int().min(0).max(20) })

export const dutyPersonSchema = z.object({
  id: z.string(),
  name: z.string(),
  phone: z.string(),
  callSign: z.string(),
})

export const shownShiftSchema = z.object({
  id: z.string(),
  day: z.string(),
  word: z.string(),
  from: z.number(),
  to: z.number(),
  night: z.boolean(),
  weekend: z.boolean(),
  holiday: z.string().nullable(),
  /** `handing_over` only where `onduty` knows it. */
  status: z.enum(shiftStateKeys),
  /** Every post it needs, in the county's order, also where nobody stands yet. */
  posts: z.array(
    z.object({
      post: z.string(),
      word: z.string(),
      /** How many it needs. */
      count: z.number(),
      people: z.array(dutyPersonSchema),
    }),
  ),
})
export type ShownShift = z.infer<typeof shownShiftSchema>

export const violationSchema = z.object({
  /** Stable name of exactly this breach: hand it back with an override. */
  key: z.string(),
  rule: z.string(),
  hard: z.boolean(),
  person: z.string().nullable(),
  post: z.string().nullable(),
  shift: z.string(),
  /** The other shift of a pair (rest, double booking). */
  other: z.string().nullable(),
  /** The Chinese sentence. */
  words: z.string(),
})
export type RosterViolation = z.infer<typeof violationSchema>

/** A reason for one soft rule that is to be broken. */
export const overrideSchema = z.object({
  /** Of the violation. */
  key: z.string().max(300),
  reason: neededText(200, '请写明原因。'),
})

export const leaveSchema = z.object({
  id: z.string(),
  person: z.string(),
  name: z.string(),
  from: z.number(),
  to: z.number(),
  kind: z.string(),
  /** 年休假 … */
  word: z.string(),
  note: z.string(),
  by: z.string(),
  at: z.number(),
  withdrawn: z.boolean(),
})
export type ShownLeave = z.infer<typeof leaveSchema>

export const wishSchema = z.object({
  id: z.string(),
  person: z.string(),
  name: z.string(),
  day: z.string(),
  want: z.enum(['on', 'off']),
  /** Must be kept; else it is tried. */
  fixed: z.boolean(),
  note: z.string(),
  by: z.string(),
  at: z.number(),
})
export type ShownWish = z.infer<typeof wishSchema>

export const countsShape = {
  weekend: z.number(),
  holiday: z.number(),
  night: z.number(),
  total: z.number(),
}
export const balanceSchema = z.object({
  person: z.string(),
  name: z.string(),
  /** 1 is full time; the spread is counted among these. */
  share: z.number(),
  /** Of the people who may stand at the same posts; empty: only on call at home. */
  pool: z.string(),
  ...countsShape,
  /** Days on call at home, counted apart. */
  standby: z.number(),
})
export type BalanceRow = z.infer<typeof balanceSchema>

/** People who may stand at the same posts: leaders are compared with leaders. */
export const poolSchema = z.object({
  pool: z.string(),
  /** 主班、副班 */
  word: z.string(),
  /** Full-time ones. */
  people: z.array(z.string()),
  /** Largest difference between any two of them. */
  spread: z.object(countsShape),
})
export type RosterPool = z.infer<typeof poolSchema>

export const rosterPersonSchema = dutyPersonSchema.extend({
  posts: z.array(z.string()),
  /** 1 is full time, 0.5 half. */
  share: z.number(),
  /** On the roster at all. */
  serves: z.boolean(),
  /** The person's duty post in the directory (职务). */
  title: z.string(),
  leave: z.array(leaveSchema),
  wishes: z.array(wishSchema),
})
export type RosterMember = z.infer<typeof rosterPersonSchema>

export const postSchema = z.object({
  key: postKey,
  word: neededText(12, '请填岗位名称。'),
  /** Awake at the desk: rest rules and the balance count it; else on call at home. */
  onSite: z.boolean(),
  /** One person holds it through all shifts of a day (带班领导). */
  wholeDay: z.boolean(),
})
export type ShownPost = z.infer<typeof postSchema>

export const ruleErrors = {
  HARD_RULE: {
    message: '违反必须遵守的规则，没有保存：请按下面的说明改正后再保存。',
    data: z.object({ violations: z.array(violationSchema) }),
  },
  SOFT_RULE: {
    message: '违反可以变通的规则：请逐条写明原因，由本人署名后保存。所填内容没有丢。',
    data: z.object({ violations: z.array(violationSchema) }),
  },
}
export const noMonth = { NOT_LAID: { message: '这个月还没有排班，请先建立班次或自动排班。' } }
export const personErrors = {
  UNKNOWN_PERSON: { message: '通讯录里没有这个人，请先登记。' },
  NOT_YOURS: { message: '只能办理自己的事项；替别人登记需要排班权限。' },
}

/** A duty of somebody, in words, that stands in the way. */
export const shiftWhen = z.object({
  shift: z.string(),
  /** `12月3日 夜班 主班` */
  words: z.string(),
})
