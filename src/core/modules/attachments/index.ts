/** Photos, recordings and files of an incident: bytes by hash, what they are as facts. */
import { implement } from '@orpc/server'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { requireSession } from '../../seat-log.ts'
import { attachmentProjection } from './apply.ts'
import { attachPending, expectUpload, withdrawAttachment } from './commands.ts'
import { attachmentsContract, maxAttachmentBytes } from './contract.ts'
import { attachmentFacts } from './facts.ts'
import { forgetPending, pendingRows } from './pending.ts'
import { attachmentList, attachmentRow, pendingShown } from './queries.ts'
import { pendingMigration } from './tables.ts'

export { attachDrafts } from './commands.ts'
export { attachmentsOf } from './queries.ts'

function attachmentsRouter(context: CoreContext) {
  const os = implement(attachmentsContract).$context<SeatContext>()
  return {
    upload: os.upload.handler(({ input, context: { seat } }) => ({
      path: expectUpload(context, seat, input),
      limitBytes: maxAttachmentBytes,
    })),
    pending: os.pending.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return pendingRows(context.local, input.ids).map(pendingShown)
    }),
    discard: os.discard.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return { found: forgetPending(context.local, [input.id]) > 0 }
    }),
    attach: os.attach.handler(({ input, errors, context: { seat } }) => {
      const done = attachPending(context, seat, input)
      if (!done.ok) throw errors.NOT_FOUND()
      return { storedAt: done.value.storedAt, ids: [...done.value.ids] }
    }),
    withdraw: os.withdraw.handler(({ input, errors, context: { seat } }) => {
      const done = withdrawAttachment(context, seat, input)
      if (done.ok) return { storedAt: done.value.storedAt }
      throw done.code === 'not-found' ? errors.NOT_FOUND() : errors.ALREADY_WITHDRAWN()
    }),
    list: os.list.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return attachmentList(context.db, input.incident)
    }),
    open: os.open.handler(({ input, errors, context: { seat } }) => {
      requireSession(seat)
      const row = attachmentRow(context.db, input.id) ?? pendingRows(context.local, [input.id])[0]
      if (!row) throw errors.NOT_FOUND()
      const { name, type, sha256 } = row
      const bytes = context.files.read(sha256)
      if (!bytes) throw errors.FILE_GONE()
      return { path: context.files.offer({ name, type, bytes }), name, type }
    }),
  }
}

export const attachmentsModule: Module = {
  name: 'attachments',
  facts: attachmentFacts,
  projections: [attachmentProjection],
  localMigrations: [pendingMigration],
  router: attachmentsRouter,
}
