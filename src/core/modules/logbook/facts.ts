import { z } from 'zod'
import { factKind } from '../../oplog/registry.ts'
import { entryChannels, entryKinds, type EntryChannel, type EntryKind } from './words.ts'

const kindKeys = entryKinds.map(([key]) => key) as [EntryKind, ...EntryKind[]]
const channelKeys = entryChannels.map(([key]) => key) as [EntryChannel, ...EntryChannel[]]

/** Entity: the line. Complete for ever: who wrote it is here by name too. */
export const entryWritten = factKind(
  'log.entry-written',
  1,
  z.object({
    /** Site letter, duty day (`2026-04-05`) and the site's own gapless number of that day. */
    site: z.string(),
    day: z.string(),
    number: z.number().int().min(1),
    /** UTC epoch milliseconds. */
    heardAt: z.number().int(),
    typedAt: z.number().int(),
    kind: z.enum(kindKeys),
    source: z.object({
      kind: z.enum(['unit', 'person', 'radio', 'text']),
      id: z.string().optional(),
      text: z.string(),
    }),
    channel: z.enum(channelKeys).optional(),
    group: z.string().optional(),
    text: z.string(),
    incident: z.string().optional(),
    unit: z.string().optional(),
    callSign: z.string().optional(),
    generated: z.boolean(),
    needsAction: z.boolean().optional(),
    replyTo: z.string().optional(),
    /** The line this one takes the place of; its `log.entry-struck` names this one. */
    corrects: z.string().optional(),
    recorder: z.string(),
  }),
)

/** Entity: the line that is struck through. It stays readable. */
export const entryStruck = factKind(
  'log.entry-struck',
  1,
  z.object({ reason: z.string(), by: z.string(), replacedBy: z.string().optional() }),
)

/** Entity: the line whose strike is taken back. */
export const entryRestored = factKind(
  'log.entry-restored',
  1,
  z.object({ reason: z.string(), by: z.string() }),
)

/** Entity: the line whose needed action is done. */
export const actionClosed = factKind(
  'log.action-closed',
  1,
  z.object({ note: z.string(), by: z.string() }),
)

export type EntryWritten = z.infer<typeof entryWritten.body>
export type EntryStruck = z.infer<typeof entryStruck.body>
export type EntryRestored = z.infer<typeof entryRestored.body>
export type ActionClosed = z.infer<typeof actionClosed.body>

export const logbookFacts = [entryWritten, entryStruck, entryRestored, actionClosed]
