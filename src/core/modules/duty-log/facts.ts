import { z } from 'zod'
import { factKind } from '../../oplog/registry.ts'

/** Entity: the line of the log book it belongs to. Keys are text: a newer console may know more. */
export const dutyWritten = factKind(
  'duty-log.written',
  1,
  z.object({
    direction: z.string(),
    unit: z.string(),
    person: z.string(),
    contact: z.string(),
    channel: z.string().nullable(),
    content: z.string(),
    whenWhere: z.string(),
    handling: z.string(),
    remark: z.string(),
    /** 在办, 办结 or 转交 at the time of writing. */
    done: z.string(),
    at: z.number().int(),
    by: z.string(),
  }),
)

/** Entity: the line. What was done about it since. */
export const dutyHandled = factKind(
  'duty-log.handled',
  1,
  z.object({ text: z.string(), at: z.number().int(), by: z.string() }),
)

/** Entity: the line. One row of 已报告、已通知. */
export const dutyNotified = factKind(
  'duty-log.notified',
  1,
  z.object({
    notice: z.string(),
    whom: z.string(),
    at: z.number().int(),
    channel: z.string().nullable(),
    reply: z.string(),
    by: z.string(),
  }),
)

/** Entity: the line. The row stays readable with a line through it. */
export const noticeStruck = factKind(
  'duty-log.notice-struck',
  1,
  z.object({ notice: z.string(), reason: z.string(), at: z.number().int(), by: z.string() }),
)

/** Entity: the line. */
export const doneSet = factKind(
  'duty-log.done-set',
  1,
  z.object({
    state: z.string(),
    note: z.string(),
    /** The line that says so: taken up again, it is what stands on the list of open items. */
    line: z.string(),
    at: z.number().int(),
    by: z.string(),
  }),
)

/** Entity: the page (a shift, or a day). The newest stands. */
export const conditionsSet = factKind(
  'duty-page.conditions-set',
  1,
  z.object({
    weather: z.string(),
    rain: z.string(),
    fireDanger: z.string(),
    at: z.number().int(),
    by: z.string(),
  }),
)

/** Entity: the page. 当班小结. */
export const summarySet = factKind(
  'duty-page.summary-set',
  1,
  z.object({ text: z.string(), at: z.number().int(), by: z.string() }),
)

export type DutyWritten = z.infer<typeof dutyWritten.body>
export type DutyHandled = z.infer<typeof dutyHandled.body>
export type DutyNotified = z.infer<typeof dutyNotified.body>
export type NoticeStruck = z.infer<typeof noticeStruck.body>
export type DoneSet = z.infer<typeof doneSet.body>
export type ConditionsSet = z.infer<typeof conditionsSet.body>
export type SummarySet = z.infer<typeof summarySet.body>

export const entryFacts = [dutyWritten, dutyHandled, dutyNotified, noticeStruck, doneSet]
export const pageFacts = [conditionsSet, summarySet]
