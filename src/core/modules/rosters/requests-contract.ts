/** What officers do for themselves: leave, wishes, swaps; and what a leader decides of them. */
import { z } from 'zod'
import {
  authoritySchema,
  neededText,
  idSchema,
  notEntitled,
  procedure,
  typedText,
} from '../../contract-kit.ts'
import {
  countsShape,
  daySchema,
  dutyPersonSchema,
  filed,
  leaveSchema,
  noMonth,
  overrideSchema,
  personErrors,
  postKey,
  reasonText,
  rosterPersonSchema,
  ruleErrors,
  shiftId,
  shiftWhen,
  shownShiftSchema,
  stored,
  stretch,
  violationSchema,
  wishSchema,
} from './schemas.ts'
import { leaveKindKeys, swapKindKeys, swapStateKeys } from './words.ts'

const swapPlaceShape = {
  shift: shownShiftSchema.omit({ posts: true }),
  post: z.string(),
  postWord: z.string(),
}
const swapSchema = z.object({
  id: z.string(),
  kind: z.enum(swapKindKeys),
  kindWord: z.string(),
  state: z.enum(swapStateKeys),
  stateWord: z.string(),
  from: z.object({ id: z.string(), name: z.string() }),
  /** Null while anybody may take it. */
  to: z.object({ id: z.string(), name: z.string() }).nullable(),
  ...swapPlaceShape,
  /** What is given for it; null when it is only covered. */
  inReturn: z.object(swapPlaceShape).nullable(),
  reason: z.string(),
  filedAt: z.number(),
  filedBy: z.string(),
  agreedAt: z.number().nullable(),
  decidedAt: z.number().nullable(),
  decided: z.string(),
  decisionReason: z.string(),
  /** What would be broken if it were approved now; a hard one cannot be approved. */
  violations: z.array(violationSchema),
  /** Why it cannot go on any more: the roster changed meanwhile, the shift has begun. */
  trouble: z.string().nullable(),
})
export type ShownSwap = z.infer<typeof swapSchema>

const swapErrors = {
  ...personErrors,
  ...ruleErrors,
  WITH_ONESELF: { message: '不能和自己换班，请另选一个人。所填内容没有丢。' },
  NOT_ON_SHIFT: { message: '申请人不在这个班上，请核对班次和岗位。' },
  NOT_PUBLISHED: { message: '值班表还没有印发，直接改排班即可，不用换班。' },
  TOO_LATE: { message: '这个班已经开始，不能再换。临时替班请带班领导改值班表。' },
  SAME_SHIFT: { message: '对方已经在这个班上，请另选一个人。' },
  ALREADY_ASKED: { message: '这个班已有一份没有办完的申请，请先撤回或等批准。' },
  NOT_ALLOWED: { message: '这份申请现在不能这样办理。', data: z.object({ sentence: z.string() }) },
}

export const requestsContract = {
  /** What the signed-in person (or another) has before them. */
  mine: procedure.input(z.object({ person: idSchema.optional() }).default({})).output(
    z.object({
      person: rosterPersonSchema.nullable(),
      shifts: z.array(shownShiftSchema),
      swaps: z.array(swapSchema),
      leaves: z.array(leaveSchema),
      wishes: z.array(wishSchema),
      /** This year, up to today. */
      served: z.object(countsShape),
    }),
  ),
  leaves: procedure.input(stretch).output(z.array(leaveSchema)),
  fileLeave: procedure
    .errors({
      ...personErrors,
      OVER_PUBLISHED: {
        message: '请假时间里有已经印发的班，没有登记。请先换班、找人顶班，或请带班领导改值班表。',
        data: z.object({ shifts: z.array(shiftWhen) }),
      },
      BAD_TIMES: { message: '结束时间要晚于开始时间，请改正。所填内容没有丢。' },
      OVERLAPS: { message: '这段时间已经登记过请假，请先撤回原来的。' },
      TOO_LONG: { message: '一次请假最多登记一年，请核对日期。' },
    })
    .input(
      stretch.extend({
        person: idSchema.optional(),
        kind: z.enum(leaveKindKeys),
        note: typedText(100).default(''),
      }),
    )
    .output(filed),
  withdrawLeave: procedure
    .errors({ ...personErrors, ALREADY: { message: '这次请假已经撤回。' } })
    .input(z.object({ leave: idSchema, reason: reasonText.default('') }))
    .output(stored),
  setWish: procedure
    .errors({
      ...personErrors,
      PUBLISHED: { message: '这一天的值班表已经印发，请申请换班或顶班。' },
      IN_PAST: { message: '这一天已经过去，请改选日期。' },
      FIXED_BY_ROSTER: { message: '必须满足的意愿由排班人登记；本人可以登记希望。' },
    })
    .input(
      z.object({
        person: idSchema.optional(),
        day: daySchema,
        /** Null takes the wish away. */
        want: z.enum(['on', 'off']).nullable(),
        fixed: z.boolean().default(false),
        note: typedText(100).default(''),
      }),
    )
    .output(stored),
  swaps: procedure
    .input(
      z
        .object({
          open: z.boolean().default(true),
          limit: z.number().int().min(1).max(500).default(200),
        })
        .default({ open: true, limit: 200 }),
    )
    .output(z.array(swapSchema)),
  /** Who could take a shift, best first, with what would be broken. */
  candidates: procedure
    .errors(noMonth)
    .input(z.object({ shift: shiftId, post: postKey, instead: idSchema.nullish() }))
    .output(
      z.array(
        z.object({
          person: dutyPersonSchema,
          violations: z.array(violationSchema),
          /** Duties of the year so far. */
          total: z.number(),
        }),
      ),
    ),
  askSwap: procedure
    .errors(swapErrors)
    .input(
      z.object({
        kind: z.enum(swapKindKeys),
        /** Absent: the signed-in person. */
        from: idSchema.optional(),
        shift: shiftId,
        post: postKey,
        /** Null: whoever will (only a cover). */
        to: idSchema.nullable(),
        inReturn: z.object({ shift: shiftId, post: postKey }).nullish(),
        reason: neededText(200, '请写明事由。'),
      }),
    )
    .output(filed),
  /** The other one says yes or no; an officer may note what was said by telephone. */
  answerSwap: procedure
    .errors(swapErrors)
    .input(
      z.object({
        swap: idSchema,
        agree: z.boolean(),
        /** Who takes it, where nobody was named; absent: the signed-in person. */
        to: idSchema.optional(),
        reason: reasonText.default(''),
      }),
    )
    .output(stored),
  decideSwap: procedure
    .errors({
      ...swapErrors,
      ...notEntitled,
      REASON_NEEDED: { message: '不批准请写明原因。所填内容没有丢。' },
    })
    .input(
      z.object({
        swap: idSchema,
        approve: z.boolean(),
        reason: reasonText.default(''),
        authority: authoritySchema.nullish(),
        overrides: z.array(overrideSchema).max(50).default([]),
      }),
    )
    .output(stored),
  withdrawSwap: procedure
    .errors(swapErrors)
    .input(z.object({ swap: idSchema, reason: reasonText.default('') }))
    .output(stored),
}
