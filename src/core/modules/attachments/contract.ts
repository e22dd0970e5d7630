/** Files of an incident: photos, recordings, documents. Taken back by a new fact, never deleted. */
import { z } from 'zod'
import { idSchema, latLonSchema, procedure, typedText } from '../../contract-kit.ts'
import { attachmentKinds } from './words.ts'

export { attachmentWord, sizeText } from './words.ts'

export const maxAttachmentBytes = 64 * 1024 * 1024

const shared = {
  id: z.string(),
  name: z.string(),
  type: z.string(),
  kind: z.enum(attachmentKinds),
  /** Bytes. */
  size: z.number(),
  at: z.number(),
  /** Where the photo says it was taken. */
  point: latLonSchema.nullable(),
  takenAt: z.number().nullable(),
}

/** Kept on this console, and not yet part of an incident. */
export const pendingSchema = z.object(shared)
export type PendingAttachment = z.infer<typeof pendingSchema>

export const attachmentSchema = z.object({
  ...shared,
  incident: z.string(),
  sha256: z.string(),
  by: z.string(),
  call: z.string().nullable(),
  withdrawn: z.object({ at: z.number(), by: z.string(), reason: z.string() }).nullable(),
})
export type Attachment = z.infer<typeof attachmentSchema>

const fileName = typedText(200).refine((name) => name.trim() !== '', { message: '文件没有名字。' })

export const attachmentsContract = {
  /**
   * Where one file may be `PUT`; the answer is a `pendingSchema`, or a sentence with status 413
   * or 415. `asFile` keeps what is named like a photo and is none as a plain file.
   */
  upload: procedure
    .input(z.object({ name: fileName, asFile: z.boolean().default(false) }))
    .output(z.object({ path: z.string(), limitBytes: z.number() })),
  /** Those of the named ones that still wait. */
  pending: procedure
    .input(z.object({ ids: z.array(idSchema).max(100) }))
    .output(z.array(pendingSchema)),
  discard: procedure.input(z.object({ id: idSchema })).output(z.object({ found: z.boolean() })),
  attach: procedure
    .input(z.object({ incident: idSchema, pending: z.array(idSchema).min(1).max(100) }))
    .output(z.object({ storedAt: z.number(), ids: z.array(z.string()) })),
  withdraw: procedure
    .errors({ ALREADY_WITHDRAWN: { message: '这个附件已经撤下。' } })
    .input(
      z.object({
        attachment: idSchema,
        reason: typedText(200).refine((text) => text.trim() !== '', { message: '请写明原因。' }),
      }),
    )
    .output(z.object({ storedAt: z.number() })),
  /** Oldest first, withdrawn ones too. */
  list: procedure.input(z.object({ incident: idSchema })).output(z.array(attachmentSchema)),
  /** A path that gives the bytes once, of an attachment or of one that waits. */
  open: procedure
    .errors({ FILE_GONE: { message: '文件在本机两个盘上都读不到，请从备份找回。' } })
    .input(z.object({ id: idSchema }))
    .output(z.object({ path: z.string(), name: z.string(), type: z.string() })),
}
