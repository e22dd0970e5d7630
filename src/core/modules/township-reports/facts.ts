import { z } from 'zod'
import { factKind } from '../../oplog/registry.ts'

/** Entity: the slot. By when of each day which report is due. */
export const reportSlotSet = factKind(
  'township-report.slot-set',
  1,
  z.object({
    kind: z.string(),
    word: z.string(),
    /** `17:00`, Beijing time. */
    time: z.string(),
    enabled: z.boolean(),
    at: z.number().int(),
    by: z.string(),
  }),
)

/** Entity: day, slot and township (`reportKey`). The newest stands; earlier ones stay readable. */
export const townshipReported = factKind(
  'township-report.received',
  1,
  z.object({
    day: z.string(),
    slot: z.string(),
    slotWord: z.string(),
    township: z.string(),
    townshipName: z.string(),
    /** Nothing to report; otherwise `text` says what there is. */
    nothing: z.boolean(),
    text: z.string(),
    /** Who told it, and who leads and sits there today. */
    reporter: z.string(),
    leader: z.string(),
    channel: z.string().nullable(),
    receivedAt: z.number().int(),
    by: z.string(),
  }),
)

/** Entity: day, slot and township. */
export const townshipReportWithdrawn = factKind(
  'township-report.withdrawn',
  1,
  z.object({ reason: z.string(), at: z.number().int(), by: z.string() }),
)

/** Entity: day, slot and township. A call because nothing came. */
export const townshipChased = factKind(
  'township-report.chased',
  1,
  z.object({
    at: z.number().int(),
    answered: z.boolean(),
    words: z.string(),
    by: z.string(),
  }),
)

export type ReportSlotSet = z.infer<typeof reportSlotSet.body>
export type TownshipReported = z.infer<typeof townshipReported.body>
export type TownshipReportWithdrawn = z.infer<typeof townshipReportWithdrawn.body>
export type TownshipChased = z.infer<typeof townshipChased.body>

export const slotFacts = [reportSlotSet]
export const reportFacts = [townshipReported, townshipReportWithdrawn, townshipChased]
