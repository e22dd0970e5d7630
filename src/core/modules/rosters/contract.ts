/** The roster as seats see it: the month, its people, what breaks a rule, swaps, leave, sheets. */
import { z } from 'zod'
import {
  authoritySchema,
  epochMsSchema,
  idSchema,
  notEntitled,
  procedure,
  typedText,
} from '../../contract-kit.ts'
import { dayKindKeys, ruleKeys } from './rule-words.ts'
import {
  changeKindKeys,
  leaveKindKeys,
  sheetFormKeys,
  shiftStateKeys,
  swapKindKeys,
  swapStateKeys,
} from './words.ts'

export {
  leaveKinds,
  sheetForms,
  weekdayWord,
  type LeaveKind,
  type SwapKind,
  type SwapState,
} from './words.ts'

/** `2026-12` */
export const monthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, '月份请写成 2026-12。')
/** `2026-12-01` */
export const daySchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '日期请写成 2026-12-01。')
const postKey = z.string().min(1).max(40)
const shiftId = z.string().min(1).max(80)
const opRef = z.object({ origin: z.string(), seq: z.number().int() })
const stored = z.object({ storedAt: z.number() })
const reasonText = typedText(200)

export const needSchema = z.object({ post: postKey, count: z.number().int().min(0).max(20) })

const dutyPersonSchema = z.object({
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
const shownViolationSchema = violationSchema.extend({
  /** Who took it upon themselves, and why; only soft rules. */
  override: z.object({ name: z.string(), reason: z.string(), at: z.number() }).nullable(),
})
export type ShownViolation = z.infer<typeof shownViolationSchema>

const overrideSchema = z.object({
  /** Of the violation. */
  key: z.string().max(300),
  reason: reasonText.refine((text) => text.trim() !== '', { message: '请写明原因。' }),
})

const leaveSchema = z.object({
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

const wishSchema = z.object({
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

const countsShape = {
  weekend: z.number(),
  holiday: z.number(),
  night: z.number(),
  total: z.number(),
}
const balanceSchema = z.object({
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
/** Largest difference between two full-time people, and the smallest that is possible at all. */
const oneSpread = z.object({ spread: z.number(), atLeast: z.number() })
const spreadSchema = z.object({
  weekend: oneSpread,
  holiday: oneSpread,
  night: oneSpread,
  total: oneSpread,
})

/** People who may stand at the same posts: leaders are compared with leaders. */
const poolSchema = z.object({
  pool: z.string(),
  /** 主班、副班 */
  word: z.string(),
  /** Full-time ones. */
  people: z.array(z.string()),
  /** Largest difference between any two of them. */
  spread: z.object(countsShape),
})
export type RosterPool = z.infer<typeof poolSchema>

const rosterPersonSchema = dutyPersonSchema.extend({
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

const postSchema = z.object({
  key: postKey,
  word: typedText(12).refine((text) => text.trim() !== '', { message: '请填岗位名称。' }),
  /** Awake at the desk: rest rules and the balance count it; else on call at home. */
  onSite: z.boolean(),
  /** One person holds it through all shifts of a day (带班领导). */
  wholeDay: z.boolean(),
})
export type ShownPost = z.infer<typeof postSchema>

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
  seen: z.array(opRef),
})
export type RosterMonth = z.infer<typeof monthOutput>

const partSchema = z.object({
  word: typedText(20).refine((text) => text.trim() !== '', { message: '请填班次名称。' }),
  /** Minutes after 00:00 of the duty day, Beijing. */
  startMin: z.number().int().min(0).max(1439),
  lengthMin: z.number().int().min(30).max(1440),
  night: z.boolean(),
  needs: z.array(needSchema).min(1).max(20),
})
const patternSchema = z.object({
  key: z.string().min(1).max(40),
  /** 两班制 */
  word: typedText(20).refine((text) => text.trim() !== '', { message: '请填班制名称。' }),
  parts: z.object({
    workday: z.array(partSchema).max(6),
    weekend: z.array(partSchema).max(6),
    holiday: z.array(partSchema).max(6),
  }),
})
export type RosterPattern = z.infer<typeof patternSchema>
/** From when to when a pattern holds, both days included; the last in the list wins. */
const useSchema = z.object({ pattern: z.string().min(1).max(40), from: daySchema, to: daySchema })
export type PatternUse = z.infer<typeof useSchema>

/** Null switches a rule off. Gap, double booking and unknown people are hard in any case. */
const rulesSchema = z.object({
  restH: z.number().min(0).max(72).nullable(),
  restAfterNightH: z.number().min(0).max(96).nullable(),
  nightsInRow: z.number().int().min(1).max(7).nullable(),
  perWeek: z.number().int().min(1).max(7).nullable(),
  hard: z.array(z.enum(ruleKeys)),
})
export type RosterRuleSettings = z.infer<typeof rulesSchema>

const swapSchema = z.object({
  id: z.string(),
  kind: z.enum(swapKindKeys),
  kindWord: z.string(),
  state: z.enum(swapStateKeys),
  stateWord: z.string(),
  from: z.object({ id: z.string(), name: z.string() }),
  /** Null while anybody may take it. */
  to: z.object({ id: z.string(), name: z.string() }).nullable(),
  shift: shownShiftSchema.omit({ posts: true }),
  post: z.string(),
  postWord: z.string(),
  /** What is given for it; null when it is only covered. */
  inReturn: z
    .object({
      shift: shownShiftSchema.omit({ posts: true }),
      post: z.string(),
      postWord: z.string(),
    })
    .nullable(),
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

const shiftWhen = z.object({
  shift: z.string(),
  /** `12月3日 夜班 主班` */
  words: z.string(),
})

const ruleErrors = {
  HARD_RULE: {
    message: '违反必须遵守的规则，没有保存：请按下面的说明改正后再保存。',
    data: z.object({ violations: z.array(violationSchema) }),
  },
  SOFT_RULE: {
    message: '违反可以变通的规则：请逐条写明原因，由本人署名后保存。所填内容没有丢。',
    data: z.object({ violations: z.array(violationSchema) }),
  },
}
const seenErrors = {
  CHANGED_ELSEWHERE: {
    message: '这张值班表刚在别处改过，没有保存。请看过新内容再改。',
    data: z.object({ by: z.string(), at: z.number() }),
  },
}
const noMonth = { NOT_LAID: { message: '这个月还没有排班，请先建立班次或自动排班。' } }
const personErrors = {
  UNKNOWN_PERSON: { message: '通讯录里没有这个人，请先登记。' },
  NOT_YOURS: { message: '只能办理自己的事项；替别人登记需要排班权限。' },
}
const swapErrors = {
  WITH_ONESELF: { message: '不能和自己换班，请另选一个人。所填内容没有丢。' },
  NOT_ON_SHIFT: { message: '申请人不在这个班上，请核对班次和岗位。' },
  NOT_PUBLISHED: { message: '值班表还没有印发，直接改排班即可，不用换班。' },
  TOO_LATE: { message: '这个班已经开始，不能再换。临时替班请带班领导改值班表。' },
  SAME_SHIFT: { message: '对方已经在这个班上，请另选一个人。' },
  ALREADY_ASKED: { message: '这个班已有一份没有办完的申请，请先撤回或等批准。' },
  NOT_ALLOWED: { message: '这份申请现在不能这样办理。', data: z.object({ sentence: z.string() }) },
}

const cellSchema = z.object({
  shift: shiftId,
  post: postKey,
  /** Who stands there from now on, in order. */
  people: z.array(idSchema).max(20),
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

/** 8 MB of file as base64url. */
const maxContentLength = Math.ceil((8 * 1024 * 1024 * 4) / 3)

const importRowSchema = z.object({
  /** Line of the sheet, counted from 1. */
  line: z.number(),
  /** `12月3日 夜班` */
  label: z.string(),
  action: z.enum(['change', 'same', 'problem']),
  words: z.array(z.string()),
  problems: z.array(z.string()),
})
export type RosterImportRow = z.infer<typeof importRowSchema>

export const rostersContract = {
  month: procedure.input(z.object({ month: monthSchema })).output(monthOutput),
  /** Published shifts that touch this stretch, oldest first. */
  between: procedure
    .input(z.object({ from: epochMsSchema, to: epochMsSchema }))
    .output(z.array(shownShiftSchema)),
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
  settings: procedure.output(
    z.object({
      posts: z.array(postSchema),
      patterns: z.array(patternSchema),
      uses: z.array(useSchema),
      rules: rulesSchema,
      /** Every rule with its name, for the list of settings. */
      ruleWords: z.array(
        z.object({ key: z.enum(ruleKeys), word: z.string(), alwaysHard: z.boolean() }),
      ),
      people: z.array(rosterPersonSchema),
      corrections: z.array(
        z.object({
          day: z.string(),
          kind: z.enum(dayKindKeys),
          name: z.string().nullable(),
          by: z.string(),
          at: z.number(),
        }),
      ),
    }),
  ),

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
    .errors({
      ...ruleErrors,
      ...seenErrors,
      ...noMonth,
      ...notEntitled,
      REASON_NEEDED: { message: '值班表已经印发，改动要写明原因。所填内容没有丢。' },
      CLOSED: { message: '这个班已经结束，不能再改；请在值班日志里说明实际情况。' },
    })
    .input(
      z.object({
        month: monthSchema,
        seen: z.array(opRef).max(2000),
        cells: z.array(cellSchema).min(1).max(500),
        reason: reasonText.default(''),
        authority: authoritySchema.nullish(),
        overrides: z.array(overrideSchema).max(200).default([]),
      }),
    )
    .output(stored),
  /** Other hours or needs of one shift, a shift more, or one less. */
  setShift: procedure
    .errors({
      ...ruleErrors,
      ...seenErrors,
      ...noMonth,
      ...notEntitled,
      REASON_NEEDED: { message: '值班表已经印发，改动要写明原因。所填内容没有丢。' },
      BAD_TIMES: { message: '下班时间要晚于上班时间，且一个班不超过 48 小时，请改正。' },
      CLOSED: { message: '这个班已经结束，不能再改；请在值班日志里说明实际情况。' },
    })
    .input(
      z.object({
        month: monthSchema,
        seen: z.array(opRef).max(2000),
        shift: z.object({
          /** Absent: a new one. */
          id: shiftId.optional(),
          day: daySchema,
          word: typedText(20),
          from: epochMsSchema,
          to: epochMsSchema,
          night: z.boolean(),
          needs: z.array(needSchema).max(20),
        }),
        removed: z.boolean().default(false),
        reason: reasonText.default(''),
        authority: authoritySchema.nullish(),
        overrides: z.array(overrideSchema).max(200).default([]),
      }),
    )
    .output(stored),
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
        seen: z.array(opRef).max(2000),
        authority: authoritySchema.nullish(),
        overrides: z.array(overrideSchema).max(500).default([]),
      }),
    )
    .output(stored),

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
      EXPIRED: { message: '这次自动排班的结果已经失效：排班、请假或人员有了变化。请重新排。' },
    })
    .input(z.object({ job: idSchema }))
    .output(stored),

  leaves: procedure
    .input(z.object({ from: epochMsSchema, to: epochMsSchema }))
    .output(z.array(leaveSchema)),
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
      z.object({
        person: idSchema.optional(),
        from: epochMsSchema,
        to: epochMsSchema,
        kind: z.enum(leaveKindKeys),
        note: typedText(100).default(''),
      }),
    )
    .output(z.object({ id: z.string(), storedAt: z.number() })),
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
    .errors({ ...personErrors, ...swapErrors, ...ruleErrors })
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
        reason: reasonText.refine((text) => text.trim() !== '', { message: '请写明事由。' }),
      }),
    )
    .output(z.object({ id: z.string(), storedAt: z.number() })),
  /** The other one says yes or no; an officer may note what was said by telephone. */
  answerSwap: procedure
    .errors({ ...personErrors, ...swapErrors, ...ruleErrors })
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
      ...personErrors,
      ...ruleErrors,
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
    .errors({ ...personErrors, ...swapErrors, ...ruleErrors })
    .input(z.object({ swap: idSchema, reason: reasonText.default('') }))
    .output(stored),

  setPosts: procedure
    .errors({ IN_USE: { message: '这个岗位还在班制里使用，不能删除。' } })
    .input(
      z.object({
        /** In the order of the sheet; without a key it is a new one. */
        posts: z
          .array(postSchema.extend({ key: postKey.optional() }))
          .min(1)
          .max(20),
      }),
    )
    .output(stored),
  setPatterns: procedure
    .errors({
      UNKNOWN_POST: { message: '班制里有没有登记的岗位，请先登记岗位。' },
      BAD_PATTERN: {
        message: '班制有不对的地方，没有保存，请按说明改正。',
        data: z.object({ sentences: z.array(z.string()) }),
      },
    })
    .input(
      z.object({
        patterns: z.array(patternSchema).min(1).max(20),
        uses: z.array(useSchema).max(60),
      }),
    )
    .output(stored),
  setRules: procedure.input(z.object({ rules: rulesSchema })).output(stored),
  setPerson: procedure
    .errors({
      UNKNOWN_PERSON: personErrors.UNKNOWN_PERSON,
      UNKNOWN_POST: { message: '没有这个岗位，请先登记岗位。' },
      OVER_PUBLISHED: {
        message: '此人在已经印发的值班表上还有这些班，没有保存。请先换人，再改岗位资格。',
        data: z.object({ shifts: z.array(shiftWhen) }),
      },
    })
    .input(
      z.object({
        person: idSchema,
        serves: z.boolean(),
        posts: z.array(postKey).max(20),
        /** 0: only where somebody assigns by hand. */
        share: z.number().min(0).max(1),
      }),
    )
    .output(stored),
  /** A day of a year not yet announced, or one the county keeps differently. Null takes it back. */
  setCalendarDay: procedure
    .input(
      z.object({
        day: daySchema,
        kind: z.enum(dayKindKeys).nullable(),
        /** 国庆节; only of a holiday. */
        name: typedText(20).default(''),
      }),
    )
    .output(stored),

  /** Looks at an XLSX or CSV roster in the county's usual form; changes nothing. */
  importPreview: procedure
    .errors({
      NOT_A_TABLE: { message: '这个文件读不出表格。请用 XLSX 或 CSV 文件，第一张工作表放值班表。' },
      NO_HEADINGS: {
        message: '没有找到表头：表里要有「日期」一列和至少一个岗位（如带班领导、主班）。',
      },
      EMPTY: { message: '表头下面没有数据。' },
      TOO_MANY_ROWS: { message: '一次最多导入 2000 行，请分成几个文件。' },
    })
    .input(
      z.object({
        fileName: z.string().min(1).max(200),
        /** base64url */
        content: z.string().max(maxContentLength),
        /** For dates without a year, and where the sheet's title does not say it. */
        year: z.number().int().min(2000).max(2100),
      }),
    )
    .output(
      z.object({
        token: z.string(),
        rows: z.array(importRowSchema),
        counts: z.object({ change: z.number(), same: z.number(), problem: z.number() }),
        /** Of the whole sheet: months that are published already, headings nobody understood. */
        notes: z.array(z.string()),
        months: z.array(z.string()),
        violations: z.array(violationSchema),
      }),
    ),
  importCommit: procedure
    .errors({
      EXPIRED: { message: '预览已过期或排班已有变化，请重新预览。' },
      NOTHING: { message: '没有可导入的行。' },
    })
    .input(z.object({ token: z.string().max(64) }))
    .output(z.object({ months: z.array(z.string()), storedAt: z.number() })),

  exportSheet: procedure
    .errors(noMonth)
    .input(z.object({ form: z.enum(sheetFormKeys), from: daySchema, to: daySchema }))
    .output(z.object({ path: z.string(), name: z.string() })),
  /** iCalendar of one person, or of the whole roster. */
  exportCalendar: procedure
    .errors({
      NOT_PUBLISHED: { message: '这段时间没有已经印发的班，请先印发值班表或改选日期。' },
    })
    .input(z.object({ person: idSchema.nullable(), from: daySchema, to: daySchema }))
    .output(z.object({ path: z.string(), name: z.string() })),
  /** What `documents.print` takes as subject of `duty_roster`. */
  sheets: procedure.input(z.object({ month: monthSchema })).output(
    z.array(
      z.object({
        subject: z.string(),
        form: z.enum(sheetFormKeys),
        title: z.string(),
        from: z.string(),
        to: z.string(),
      }),
    ),
  ),
}
