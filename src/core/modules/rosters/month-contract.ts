/** One month: seen, laid out, changed, issued. */
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
  balanceSchema,
  daySchema,
  monthSchema,
  needSchema,
  noMonth,
  overrideSchema,
  poolSchema,
  postKey,
  postSchema,
  reasonText,
  rosterPersonSchema,
  ruleErrors,
  seenSchema,
  shiftId,
  shownShiftSchema,
  stored,
  stretch,
  violationSchema,
} from './schemas.ts'
import { changeKindKeys } from './words.ts'

const shownViolationSchema = violationSchema.extend({
  /** Who took it upon themselves, and why; only soft rules. */
  override: z.object({ name: z.string(), reason: z.string(), at: z.number() }).nullable(),
})
export type ShownViolation = z.infer<typeof shownViolationSchema>

const changeSchema = z.object({
  id: z.string(),
  at: z.number(),
  by: z.string(),
  /** Whose word it was: `李文斌（电话批准）`; empty while it was a draft. */
  decided: z.string(),
  kind: z.enum([...changeKindKeys, 'laid', 'shift', 'published']),
  kindWord: z.string(),
  reason: z.string(),
  /** One sentence for each cell: `12月3日 夜班 主班：张伟 → 李静`. */
  words: z.array(z.string()),
  /** It happened after the month was published. */
  afterPublishing: z.boolean(),
})
export type RosterChange = z.infer<typeof changeSchema>

const daySeenSchema = z.object({
  day: z.string(),
  /** 星期三 */
  weekday: z.string(),
  /** 国庆节, 调休上班 …; empty on an ordinary day. */
  word: z.string(),
  /** Name of the public holiday. */
  holiday: z.string().nullable(),
  workday: z.boolean(),
  /** The county's own correction. */
  corrected: z.boolean(),
})
export type RosterDay = z.infer<typeof daySeenSchema>

const monthOutput = z.object({
  month: z.string(),
  state: z.enum(['none', 'draft', 'published']),
  published: z
    .object({ at: z.number(), by: z.string(), decided: z.string(), changedSince: z.number() })
    .nullable(),
  days: z.array(daySeenSchema),
  /** The year's holidays are not announced yet, in a sentence; null where they are. */
  calendarNote: z.string().nullable(),
  posts: z.array(postSchema),
  shifts: z.array(shownShiftSchema),
  people: z.array(rosterPersonSchema),
  violations: z.array(shownViolationSchema),
  /** Of this year up to and with this month. */
  balance: z.array(balanceSchema),
  pools: z.array(poolSchema),
  changes: z.array(changeSchema),
  /** Cells two consoles wrote at once: `12月3日 夜班 主班`, and what else was said. */
  conflicts: z.array(
    z.object({
      shift: z.string(),
      post: z.string(),
      words: z.string(),
      others: z.array(z.object({ names: z.string(), by: z.string(), at: z.number() })),
    }),
  ),
  /** Hand back with a change: what the officer saw. */
  seen: seenSchema,
})
export type RosterMonth = z.infer<typeof monthOutput>

const seenErrors = {
  CHANGED_ELSEWHERE: {
    message: '这张值班表刚在别处改过，没有保存。请看过新内容再改。',
    data: z.object({ by: z.string(), at: z.number() }),
  },
}

const cellSchema = z.object({
  shift: shiftId,
  post: postKey,
  /** Who stands there from now on, in order. */
  people: z.array(idSchema).max(20),
})

/** What a change names: the month as it was seen; once it is issued, why and on whose word. */
const changeShape = {
  month: monthSchema,
  seen: seenSchema,
  reason: reasonText.default(''),
  authority: authoritySchema.nullish(),
  overrides: z.array(overrideSchema).max(200).default([]),
}
const changeErrors = {
  ...ruleErrors,
  ...seenErrors,
  ...noMonth,
  ...notEntitled,
  NO_CHANGE: { message: '没有改动，不用保存。' },
  REASON_NEEDED: { message: '值班表已经印发，改动要写明原因。所填内容没有丢。' },
  CLOSED: { message: '这个班已经结束，不能再改；请在值班日志里说明实际情况。' },
}

/** As the officer would have a shift. */
const shiftInput = z.object({
  /** Absent: a new one. */
  id: shiftId.optional(),
  day: daySchema,
  word: typedText(20),
  from: epochMsSchema,
  to: epochMsSchema,
  night: z.boolean(),
  needs: z.array(needSchema).max(20),
})
const shiftErrors = {
  BAD_TIMES: {
    message: '开始时间要在值班当天，下班时间要晚于上班时间，一个班不超过 48 小时，请改正。',
  },
  UNKNOWN_POST: { message: '没有这个岗位，请先登记岗位。' },
  NO_NEED: { message: '班次至少要有一个岗位 1 人，请填人数。所填内容没有丢。' },
}

export const monthContract = {
  month: procedure.input(z.object({ month: monthSchema })).output(monthOutput),
  /** Published shifts that touch this stretch, oldest first. */
  between: procedure.input(stretch).output(z.array(shownShiftSchema)),
  /** Makes the month's shifts by the patterns; of a draft, those that stay keep their people. */
  lay: procedure
    .errors({
      PUBLISHED: { message: '这个月已经印发，班次不能重建；请逐班修改，改动会记录在案。' },
      NO_PATTERN: { message: '没有启用的班次设置，请先在设置里启用一种。' },
    })
    .input(z.object({ month: monthSchema }))
    .output(stored),
  /** Puts people on posts: a draft freely, a published month with a leader's word and a reason. */
  edit: procedure
    .errors(changeErrors)
    .input(z.object({ ...changeShape, cells: z.array(cellSchema).min(1).max(500) }))
    .output(stored),
  /** Other hours or needs of one shift, a shift more, or one less. */
  setShift: procedure
    .errors({
      ...changeErrors,
      ...shiftErrors,
    })
    .input(
      z.object({
        ...changeShape,
        shift: shiftInput,
        removed: z.boolean().default(false),
      }),
    )
    .output(stored),
  /** What `setShift` would say and break, before anything is stored. */
  shiftEffect: procedure
    .errors({ ...noMonth, ...shiftErrors })
    .input(z.object({ month: monthSchema, shift: shiftInput, removed: z.boolean().default(false) }))
    .output(
      z.object({
        /** Empty where nothing would change. */
        words: z.string(),
        broken: z.array(violationSchema),
        mended: z.array(violationSchema),
      }),
    ),
  /** Issues a month: no hard rule broken, every soft one with a name and a reason. */
  publish: procedure
    .errors({
      ...ruleErrors,
      ...seenErrors,
      ...noMonth,
      ...notEntitled,
      ALREADY: { message: '这个月已经印发。之后的改动逐项记录，不用再印发。' },
    })
    .input(
      z.object({
        month: monthSchema,
        seen: seenSchema,
        authority: authoritySchema.nullish(),
        overrides: z.array(overrideSchema).max(500).default([]),
      }),
    )
    .output(stored),
}
