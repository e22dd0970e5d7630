/**
 * Documents: what the record looks like on paper and in files. Composers only read; the host's
 * writers make PDF and DOCX of what they compose (`CoreContext.render`).
 */
import { implement, ORPCError } from '@orpc/server'
import { assertNever } from '../../kernel/assert-never.ts'
import type { CoreContext, FileRefusal, Module, SeatContext } from '../../module.ts'
import { requireSession } from '../../seat-log.ts'
import { documentProjection } from './apply.ts'
import { documentsContract } from './contract.ts'
import { documentFacts } from './facts.ts'
import { exportLog, logSize } from './log-export/index.ts'
import { enterPaper } from './paper.ts'
import { printDocument } from './print.ts'
import { keptCopies, keptCopy, printableOf } from './queries.ts'

function storeError(code: FileRefusal['code']): ORPCError<string, undefined> {
  switch (code) {
    case 'read-only':
      return new ORPCError('READ_ONLY')
    case 'disk-full':
    case 'too-large':
      return new ORPCError('DISK_FULL')
    default:
      return assertNever(code)
  }
}

function documentsRouter(context: CoreContext) {
  const os = implement(documentsContract).$context<SeatContext>()
  return {
    printable: os.printable.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return printableOf(context, input.incident ?? null)
    }),
    print: os.print.handler(async ({ input, errors, context: { seat } }) => {
      const order = { ...input, incident: input.incident ?? null }
      const done = await printDocument(context, seat, order)
      if (done.ok) return done.value
      throw done.code === 'not-found' ? errors.NOT_FOUND() : storeError(done.code)
    }),
    kept: os.kept.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return keptCopies(context.db, input.incident ?? null)
    }),
    openKept: os.openKept.handler(({ input, errors, context: { seat } }) => {
      requireSession(seat)
      const copy = keptCopy(context.db, input.copy)
      const bytes = copy && context.files.read(copy.sha256)
      if (!copy || !bytes) throw errors.NOT_FOUND()
      const { name, type } = copy
      return { path: context.files.offer({ name, type, bytes }), name }
    }),
    logSize: os.logSize.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return { lines: logSize(context, input) }
    }),
    exportLog: os.exportLog.handler(async ({ input, errors, context: { seat } }) => {
      const done = await exportLog(context, seat, input)
      if (done.ok) return done.value
      switch (done.code) {
        case 'bad-range':
          throw errors.BAD_RANGE()
        case 'no-lines':
          throw errors.NO_LINES()
        case 'too-many':
          throw errors.TOO_MANY({ data: done.data })
        default:
          return assertNever(done)
      }
    }),
    enterPaper: os.enterPaper.handler(({ input, errors, context: { seat } }) => {
      const done = enterPaper(context, seat, { ...input, incident: input.incident ?? null })
      if (done.ok) return done.value
      switch (done.code) {
        case 'bad-rows':
          throw errors.BAD_ROWS({ data: done.data })
        case 'already-entered':
          throw errors.ALREADY_ENTERED({ data: done.data })
        default:
          return assertNever(done)
      }
    }),
  }
}

export const documentsModule: Module = {
  name: 'documents',
  facts: documentFacts,
  projections: [documentProjection],
  router: documentsRouter,
}
