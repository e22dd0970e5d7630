/** Reports as seats see them: draft, text, review, signature, sending, receipt, and their limits. */
import { z } from 'zod'
import { reportLevels } from '../../county/report-profile.ts'
import {
  authoritySchema,
  epochMsSchema,
  idSchema,
  notEntitled,
  procedure,
  typedText,
} from '../../contract-kit.ts'
import { meansKeys, reportKindKeys, reportStateKeys } from './words.ts'

export { guessedLevel, levelWords, reportKinds } from './words.ts'
export type { ReportKind, ReportState } from './words.ts'

/** An element says at most this many characters. */
export const maxElementLength = 4000

const level = z.enum(reportLevels)
const opRef = z.object({ origin: z.string(), seq: z.number().int() })

export const reportClockSchema = z.object({
  /** Key of the profile's row. */
  rule: z.string(),
  label: z.string(),
  from: z.string(),
  to: z.string(),
  level,
  means: z.enum(['phone', 'written', 'any', 'system']),
  basis: z.enum(['law', 'older', 'county', 'assumed']),
  /** 法定, 法定 待核, 旧规 待核, 县设, 假定 */
  tag: z.string(),
  source: z.string(),
  /** The document in words: `《自然灾害救助条例》第17条`. */
  sourceText: z.string(),
  note: z.string(),
  /** The law says 立即 and no number. */
  immediate: z.boolean(),
  repeats: z.boolean(),
  startsAt: z.number().nullable(),
  /** What started it: 接报, 事发, 上一报 … */
  startWord: z.string(),
  /** What it waits for before it starts: 首报后 24 小时. */
  waitsFor: z.string(),
  dueAt: z.number().nullable(),
  amberAt: z.number().nullable(),
  state: z.enum(['plan', 'due', 'overdue', 'met', 'not-started']),
  metAt: z.number().nullable(),
  /** `市应急局 曾科（座机）` */
  metBy: z.string().nullable(),
  /** Met after the limit. */
  late: z.boolean(),
})
export type ReportClock = z.infer<typeof reportClockSchema>

const sendingSchema = z.object({
  id: z.string(),
  to: z.string(),
  level,
  means: z.string(),
  meansWord: z.string(),
  receiver: z.string(),
  at: z.number(),
  /** The time was typed by hand: 人工. */
  manual: z.boolean(),
  readBack: z.boolean(),
  by: z.string(),
  receipt: z
    .object({ by: z.string(), at: z.number(), manual: z.boolean(), recordedBy: z.string() })
    .nullable(),
})
export type ReportSending = z.infer<typeof sendingSchema>

const elementSchema = z.object({
  key: z.string(),
  label: z.string(),
  hint: z.string(),
  text: z.string(),
  required: z.boolean(),
  /** Required, and nothing there. */
  missing: z.boolean(),
  /** As the console filled it in, untouched by a person. */
  auto: z.boolean(),
  /** What the record says now, where it differs from an untouched text. */
  fresh: z.string().nullable(),
  by: z.string(),
  at: z.number(),
  /** Hand it back with `setText`: what the officer saw. */
  seen: z.array(opRef),
  others: z.array(z.object({ text: z.string(), by: z.string(), at: z.number() })),
})
export type ReportElementState = z.infer<typeof elementSchema>

export const reportSchema = z.object({
  id: z.string(),
  incident: z.string(),
  kind: z.enum(reportKindKeys),
  seq: z.number(),
  /** 首报, 续报二 */
  name: z.string(),
  documentNo: z.string().nullable(),
  title: z.string(),
  state: z.enum(reportStateKeys),
  stateWord: z.string(),
  stateSince: z.number(),
  draftedBy: z.string(),
  draftedAt: z.number(),
  reviewer: z.string(),
  signedBy: z.string().nullable(),
  signedAt: z.number().nullable(),
  /** Signed without a review: 紧急直签. */
  urgent: z.boolean(),
  hash: z.string().nullable(),
  /** The report it does not repeat. */
  earlier: z
    .object({ id: z.string(), name: z.string(), documentNo: z.string().nullable() })
    .nullable(),
  /** Labels of required elements that are empty; none of them blocks a first report. */
  missing: z.array(z.string()),
  sendings: z.array(sendingSchema),
  /** Remarks of the last return, while it is returned. */
  remarks: z.string(),
  conflict: z.boolean(),
  status: z.enum(['actual', 'exercise', 'test']),
})
export type Report = z.infer<typeof reportSchema>

const textSchema = z.object({
  complete: z.string(),
  short: z.string(),
  /** Parts of a text message of 70 characters (67 where there are several). */
  completeParts: z.number(),
  shortParts: z.number(),
})
export type ReportTexts = z.infer<typeof textSchema>

export const reportDetailSchema = reportSchema.extend({
  /** Where the title stands among the elements: its key is `title`. */
  titleState: elementSchema,
  elements: z.array(elementSchema),
  /** Of the text as it stands: hand it back with a signature. */
  textHash: z.string(),
  /** What somebody wrote without seeing that it was signed; not part of the signed text. */
  leftOut: z.array(z.object({ label: z.string(), text: z.string(), by: z.string() })),
  steps: z.array(
    z.object({
      to: z.enum(reportStateKeys),
      action: z.string(),
      reason: z.string(),
      by: z.string(),
      at: z.number(),
      decidedBy: z.string().nullable(),
    }),
  ),
  /** What may come next; the first is the usual way. */
  next: z.array(
    z.object({
      to: z.enum(reportStateKeys),
      action: z.string(),
      reason: z.boolean(),
      leader: z.boolean(),
    }),
  ),
  texts: textSchema,
})
export type ReportDetail = z.infer<typeof reportDetailSchema>

const incidentName = z.object({ id: z.string(), number: z.string(), title: z.string() })

const boardSchema = z.object({
  /** Not kept yet, over all open incidents, tightest first. */
  due: z.array(z.object({ incident: incidentName, clock: reportClockSchema })),
  /** Drafts, reviews and signed texts that have not left. */
  unsent: z.array(z.object({ incident: incidentName, report: reportSchema })),
  /** Sent on this Beijing day. */
  sent: z.array(z.object({ incident: incidentName, report: reportSchema, sending: sendingSchema })),
  /** Sent and not signed for, whatever the day. */
  waiting: z.array(
    z.object({
      incident: incidentName,
      report: reportSchema,
      sending: sendingSchema,
      overdue: z.boolean(),
    }),
  ),
  asOf: z.number(),
})
export type ReportBoard = z.infer<typeof boardSchema>

const ruleRowSchema = z.object({
  key: z.string(),
  label: z.string(),
  from: z.string(),
  to: z.string(),
  by: z.enum(['county', 'outside']),
  enabled: z.boolean(),
  /** `60 分钟`, `立即`, `每日 09:00` … */
  limit: z.string(),
  starts: z.string(),
  tag: z.string(),
  source: z.string(),
  sourceText: z.string(),
  certainty: z.enum(['C', '~', 'D']),
  note: z.string(),
})

const sentence = z.object({ sentence: z.string() })
const stored = z.object({ storedAt: z.number() })
const reason = typedText(400)
const named = (what: string) =>
  typedText(40).refine((text) => text.trim() !== '', { message: `请填${what}。` })

const locked = {
  LOCKED: {
    message: '这份报告已经签发，内容不能再改。要更正：写续报，或由带班领导作废后另报。',
    data: sentence,
  },
}
const times = {
  IN_FUTURE: { message: '时间不能晚于现在，请改正后保存。所填内容没有丢。' },
  TOO_EARLY: { message: '时间早于事件接报，请核对后保存。所填内容没有丢。' },
}
const notAllowed = { NOT_ALLOWED: { message: '这份报告现在不能这样办理。', data: sentence } }

export const reportsContract = {
  /** The reports of one incident, oldest first, and every limit that holds for it. */
  list: procedure.input(z.object({ incident: idSchema })).output(
    z.object({
      reports: z.array(reportSchema),
      clocks: z.array(reportClockSchema),
      asOf: z.number(),
    }),
  ),
  show: procedure.input(z.object({ report: idSchema })).output(reportDetailSchema),
  board: procedure.input(z.object({}).default({})).output(boardSchema),
  /** The tightest limit of each open incident, for its card. */
  tightest: procedure
    .input(z.object({}).default({}))
    .output(z.array(z.object({ incident: z.string(), clock: reportClockSchema }))),
  rules: procedure.input(z.object({}).default({})).output(z.array(ruleRowSchema)),
  /** Offices that are reported to: those of the county profile, then the superiors of the directory. */
  recipients: procedure
    .input(z.object({}).default({}))
    .output(z.array(z.object({ name: z.string(), level, phone: z.string(), fax: z.string() }))),
  draft: procedure
    .input(z.object({ incident: idSchema, kind: z.enum(reportKindKeys) }))
    .output(z.object({ id: z.string(), storedAt: z.number() })),
  setText: procedure
    .errors({ ...locked, UNKNOWN_ELEMENT: { message: '这种报告没有这一项。' } })
    .input(
      z.object({
        report: idSchema,
        /** `title`, or a key of `report-elements.json`. */
        element: z.string().max(40),
        text: typedText(maxElementLength),
        seen: z.array(opRef).max(50).optional(),
      }),
    )
    .output(stored),
  /** Every step that is not a sending: review, return, signature, void. */
  step: procedure
    .errors({
      ...notAllowed,
      ...notEntitled,
      REASON_NEEDED: { message: '这一步要写明原因。所填内容没有丢。' },
      NO_TITLE: { message: '报告没有标题，请补上再签发。' },
      CHANGED: { message: '这份报告刚在别处改过，请看过新内容再办理。' },
    })
    .input(
      z.object({
        report: idSchema,
        to: z.enum(['draft', 'reviewing', 'returned', 'signed', 'void']),
        reason: reason.default(''),
        authority: authoritySchema.nullish(),
        /** 审核人 */
        reviewer: typedText(40).default(''),
        /** Hash of the text the leader saw; a signature under another text is refused. */
        seenHash: z.string().max(64).optional(),
      }),
    )
    .output(z.object({ storedAt: z.number(), documentNo: z.string().nullable() })),
  send: procedure
    .errors({ ...notAllowed, ...times })
    .input(
      z.object({
        report: idSchema,
        to: named('报送单位'),
        level,
        means: z.enum(meansKeys),
        receiver: named('接收人'),
        /** Typed by hand; absent is now. */
        at: epochMsSchema.optional(),
        readBack: z.boolean().default(false),
      }),
    )
    .output(z.object({ id: z.string(), storedAt: z.number() })),
  acknowledge: procedure
    .errors({
      ...times,
      ALREADY_ACKNOWLEDGED: { message: '这一次报送已经登记过签收。' },
      BEFORE_SENT: { message: '签收时间早于报送时间，请核对后保存。所填内容没有丢。' },
    })
    .input(
      z.object({
        report: idSchema,
        sending: idSchema,
        by: named('签收人'),
        at: epochMsSchema.optional(),
      }),
    )
    .output(stored),
  /** Filed in a system of somebody else's: noted here, and the clock of that limit stops. */
  file: procedure
    .errors({ ...times, UNKNOWN_RULE: { message: '没有这条时限。' } })
    .input(
      z.object({
        incident: idSchema,
        rule: z.string().max(60),
        to: named('报送单位'),
        receiver: typedText(40).default(''),
        note: typedText(200).default(''),
        at: epochMsSchema.optional(),
      }),
    )
    .output(stored),
}
