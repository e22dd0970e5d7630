/** The sheet as it is signed: everything the paper says, in itself. */
import { z } from 'zod'

const moment = z.number().int()
export const whoSchema = z.object({ person: z.string(), name: z.string() })

/** A shift with its people as the roster had them at that moment. */
export const teamSchema = z.object({
  /** Of the roster; absent where none was published. */
  shift: z.string().optional(),
  /** 夜班 */
  word: z.string(),
  from: moment.optional(),
  to: moment.optional(),
  people: z.array(whoSchema.extend({ post: z.string(), word: z.string() })),
})

export type Team = z.infer<typeof teamSchema>
export type Who = z.infer<typeof whoSchema>

const sheetItem = z.object({
  key: z.string(),
  title: z.string(),
  mandatory: z.boolean(),
  count: moment,
  lines: z.array(z.string()),
  note: z.string(),
  talk: z.array(z.object({ words: z.string(), by: z.string(), at: moment })),
  acceptedBy: z.string(),
  acceptedAt: moment,
})

/** Everything the paper says, complete. */
export const frozenSheetSchema = z.object({
  site: z.string(),
  out: teamSchema,
  in: teamSchema,
  outgoing: whoSchema,
  incoming: whoSchema,
  leader: whoSchema.nullable(),
  leaderOnSite: z.boolean(),
  beganAt: moment,
  arrivedAt: moment,
  lateByMin: moment,
  items: z.array(sheetItem),
  note: z.string(),
  /** 本班: what the shift did, in numbers. */
  shift: z.array(z.object({ label: z.string(), value: z.string() })),
  clockNotes: z.array(z.string()),
  at: moment,
})
export type FrozenSheet = z.infer<typeof frozenSheetSchema>
