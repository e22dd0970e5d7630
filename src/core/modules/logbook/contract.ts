/** The log book as seats see it. Lines are written, struck through and corrected, never edited. */
import { z } from 'zod'
import { epochMsSchema, idSchema, procedure, typedText } from '../../contract-kit.ts'
import { entryChannels, entryKinds, type EntryChannel, type EntryKind } from './words.ts'

export { entryChannels, entryKinds, entryWord, typedKinds } from './words.ts'
export type { EntryChannel, EntryKind } from './words.ts'

/** A line says at most this many characters. */
export const maxEntryLength = 2000

export const entryKindSchema = z.enum(entryKinds.map(([key]) => key) as [EntryKind, ...EntryKind[]])
export const entryChannelSchema = z.enum(
  entryChannels.map(([key]) => key) as [EntryChannel, ...EntryChannel[]],
)

/** Who said it; `id` is a unit's, a person's or a radio's where one is known. */
export const entrySourceSchema = z.object({
  kind: z.enum(['unit', 'person', 'radio', 'text']),
  id: idSchema.optional(),
  text: typedText(60),
})
export type EntrySource = z.infer<typeof entrySourceSchema>

const entryText = typedText(maxEntryLength).refine((text) => text.trim() !== '', {
  message: '请先写内容。',
})
const reason = typedText(200).refine((text) => text.trim() !== '', { message: '请写明原因。' })

/** Another line, as far as it must be named on this one; `number` is absent until it arrives. */
const entryLinkSchema = z.object({ id: z.string(), number: z.string().optional() })

export const entrySchema = z.object({
  id: z.string(),
  /** Place in the book: sorts by time heard, never used twice. */
  slot: z.number(),
  /** `中-0412`, counted per site and duty day without gaps. */
  number: z.string(),
  /** Duty day of the number, `2026-04-05`. */
  day: z.string(),
  heardAt: z.number(),
  typedAt: z.number(),
  storedAt: z.number(),
  /** Typed by a person more than a minute after it was heard: 补录. */
  late: z.boolean(),
  kind: z.string(),
  source: entrySourceSchema,
  channel: z.string().nullable(),
  group: z.string().nullable(),
  text: z.string(),
  incident: z.string().nullable(),
  unit: z.string().nullable(),
  callSign: z.string().nullable(),
  /** Written by the console itself. */
  generated: z.boolean(),
  needsAction: z.boolean(),
  actionClosed: z.object({ at: z.number(), by: z.string(), note: z.string() }).nullable(),
  struck: z
    .object({
      at: z.number(),
      by: z.string(),
      reason: z.string(),
      replacedBy: entryLinkSchema.nullable(),
    })
    .nullable(),
  corrects: entryLinkSchema.nullable(),
  replyTo: entryLinkSchema.nullable(),
  /** Person id, and the name at the time of writing. */
  recorder: z.object({ id: z.string(), name: z.string() }),
  status: z.enum(['actual', 'exercise', 'test']),
})
export type LogEntry = z.infer<typeof entrySchema>

const newEntrySchema = z.object({
  incident: idSchema.nullish(),
  heardAt: epochMsSchema.optional(),
  kind: entryKindSchema,
  source: entrySourceSchema,
  channel: entryChannelSchema.nullish(),
  group: typedText(40).nullish(),
  text: entryText,
  unit: idSchema.nullish(),
  callSign: typedText(30).nullish(),
  needsAction: z.boolean().default(false),
  replyTo: idSchema.nullish(),
})

const recordedSchema = z.object({
  id: z.string(),
  number: z.string(),
  day: z.string(),
  storedAt: z.number(),
})

const page = {
  /** The slot after which (older) the page goes on. */
  before: z.number().int().min(0).nullish(),
  limit: z.number().int().min(1).max(200).default(50),
}

/** Every filter narrows; all may be combined. */
const filtersSchema = z.object({
  incident: idSchema.nullish(),
  unit: idSchema.nullish(),
  channel: entryChannelSchema.nullish(),
  kind: entryKindSchema.nullish(),
  /** Heard at or after, and before. */
  from: epochMsSchema.nullish(),
  to: epochMsSchema.nullish(),
  typedOnly: z.boolean().default(false),
  includeStruck: z.boolean().default(true),
})

const pageSchema = z.object({
  /** Newest first, by time heard. */
  entries: z.array(entrySchema),
  /** Hand it back as `before`; null at the end. */
  next: z.number().nullable(),
})

const notOpen = { NOT_OPEN: { message: '这条待办已经办结。' } }

export const logbookContract = {
  write: procedure
    .errors({ IN_FUTURE: { message: '听到时间不能晚于现在，请改正后保存。' } })
    .input(newEntrySchema)
    .output(recordedSchema),
  /** A new line and the strike of the old one, naming each other, in one append. */
  correct: procedure
    .errors({
      IN_FUTURE: { message: '听到时间不能晚于现在，请改正后保存。' },
      ALREADY_STRUCK: { message: '这一条已经划改，请在新的一条上更正。' },
    })
    .input(
      z.object({
        entry: idSchema,
        reason,
        text: entryText,
        heardAt: epochMsSchema.optional(),
        kind: entryKindSchema.optional(),
        source: entrySourceSchema.optional(),
        channel: entryChannelSchema.nullish(),
      }),
    )
    .output(recordedSchema),
  strike: procedure
    .errors({ ALREADY_STRUCK: { message: '这一条已经划改。' } })
    .input(z.object({ entry: idSchema, reason }))
    .output(z.object({ storedAt: z.number() })),
  restore: procedure
    .errors({ NOT_STRUCK: { message: '这一条没有划改。' } })
    .input(z.object({ entry: idSchema, reason }))
    .output(z.object({ storedAt: z.number() })),
  closeAction: procedure
    .errors(notOpen)
    .input(z.object({ entry: idSchema, note: typedText(200).default('') }))
    .output(z.object({ storedAt: z.number() })),
  /** The duty log (`incident` absent) or one incident's log. */
  list: procedure
    .input(
      z.object({
        incident: idSchema.nullish(),
        /** Of these kinds only; empty is all. */
        kinds: z.array(entryKindSchema).max(20).optional(),
        typedOnly: z.boolean().default(false),
        includeStruck: z.boolean().default(true),
        ...page,
      }),
    )
    .output(pageSchema),
  /** How many lines of each kind one incident's log has. */
  kindCounts: procedure
    .input(
      z.object({
        incident: idSchema,
        typedOnly: z.boolean().default(false),
        includeStruck: z.boolean().default(true),
      }),
    )
    .output(z.array(z.object({ kind: z.string(), lines: z.number() }))),
  /** `text` may be Chinese, digits, letters, or pinyin initials; blanks separate terms. */
  search: procedure
    .input(filtersSchema.extend({ text: z.string().max(100).default(''), ...page }))
    .output(pageSchema),
  show: procedure.input(z.object({ entry: idSchema })).output(entrySchema),
  openActions: procedure
    .input(z.object({ incident: idSchema.nullish() }))
    .output(z.object({ entries: z.array(entrySchema), count: z.number() })),
}
