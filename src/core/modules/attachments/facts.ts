import { z } from 'zod'
import { factKind } from '../../oplog/registry.ts'
import { attachmentKinds } from './words.ts'

/** Entity: the attachment. Its bytes are kept by their hash, durable before this fact. */
export const attachmentAttached = factKind(
  'attachment.attached',
  1,
  z.object({
    incident: z.string(),
    /** SHA-256 in hex: the name by which facts name a file. */
    attachment: z.string(),
    name: z.string(),
    type: z.string(),
    kind: z.enum(attachmentKinds),
    /** Bytes. */
    size: z.number().int().min(0),
    /** UTC epoch milliseconds at which the console got it. */
    at: z.number().int(),
    /** As the camera wrote it, WGS-84 degrees: a person decides whether it is the incident's place. */
    point: z.object({ lat: z.number(), lon: z.number() }).optional(),
    takenAt: z.number().int().optional(),
    /** The further call it came with. */
    call: z.string().optional(),
    by: z.string(),
  }),
)

/** Entity: the attachment. The bytes stay; the list shows who took it back and why. */
export const attachmentWithdrawn = factKind(
  'attachment.withdrawn',
  1,
  z.object({ reason: z.string(), by: z.string(), at: z.number().int() }),
)

export type AttachmentAttached = z.infer<typeof attachmentAttached.body>
export type AttachmentWithdrawn = z.infer<typeof attachmentWithdrawn.body>

export const attachmentFacts = [attachmentAttached, attachmentWithdrawn]
