import { implement } from '@orpc/server'
import { assertNever } from '../../kernel/assert-never.ts'
import type { CoreContext, SeatContext } from '../../module.ts'
import { requireSession } from '../../seat-log.ts'
import { entryRow } from '../logbook/index.ts'
import { callersLike } from './callers.ts'
import { setConditions, setSummary } from './conditions.ts'
import { dutyLogContract } from './contract.ts'
import { dutyEntry } from './entries.ts'
import { handleEntry, notifyAbout, setDone, strikeNotice } from './follow-ups.ts'
import { shiftPage } from './page.ts'
import { pageList } from './pages.ts'
import { correctDutyEntry, writeDutyEntry } from './write.ts'

const allQuietEntry = {
  direction: 'out',
  unit: '',
  person: '',
  contact: '',
  channel: null,
  content: '无异常',
  whenWhere: '',
  handling: '',
  remark: '',
  notices: [],
  done: 'done',
} as const

export function dutyLogRouter(context: CoreContext) {
  const os = implement(dutyLogContract).$context<SeatContext>()
  return {
    page: os.page.handler(({ input, errors, context: { seat } }) => {
      requireSession(seat)
      const page = shiftPage(context, input.page ?? null)
      if (!page) throw errors.NOT_FOUND()
      return page
    }),
    pages: os.pages.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return pageList(context, input.limit)
    }),
    entry: os.entry.handler(({ input, errors, context: { seat } }) => {
      requireSession(seat)
      const row = entryRow(context.db, input.entry)
      if (!row) throw errors.NOT_FOUND()
      return dutyEntry(context, row)
    }),
    write: os.write.handler(({ input, errors, context: { seat } }) => {
      const done = writeDutyEntry(context, seat, input)
      if (!done.ok) throw errors.IN_FUTURE()
      return done.value
    }),
    correct: os.correct.handler(({ input, errors, context: { seat } }) => {
      const done = correctDutyEntry(context, seat, input)
      if (done.ok) return done.value
      switch (done.code) {
        case 'in-future':
          throw errors.IN_FUTURE()
        case 'already-struck':
          throw errors.ALREADY_STRUCK()
        case 'not-found':
          throw errors.NOT_FOUND()
        default:
          return assertNever(done)
      }
    }),
    handle: os.handle.handler(({ input, errors, context: { seat } }) => {
      const done = handleEntry(context, seat, input)
      if (done.ok) return { storedAt: done.value.storedAt }
      throw done.code === 'not-found' ? errors.NOT_FOUND() : errors.ALREADY_STRUCK()
    }),
    notify: os.notify.handler(({ input, errors, context: { seat } }) => {
      const done = notifyAbout(context, seat, input)
      if (done.ok) return { storedAt: done.value.storedAt }
      switch (done.code) {
        case 'in-future':
          throw errors.IN_FUTURE()
        case 'already-struck':
          throw errors.ALREADY_STRUCK()
        case 'not-found':
          throw errors.NOT_FOUND()
        default:
          return assertNever(done)
      }
    }),
    strikeNotice: os.strikeNotice.handler(({ input, errors, context: { seat } }) => {
      const done = strikeNotice(context, seat, input)
      if (done.ok) return { storedAt: done.value.storedAt }
      throw done.code === 'not-found' ? errors.NOT_FOUND() : errors.ALREADY_STRUCK()
    }),
    setDone: os.setDone.handler(({ input, errors, context: { seat } }) => {
      const done = setDone(context, seat, input)
      if (done.ok) return { storedAt: done.value.storedAt }
      switch (done.code) {
        case 'not-found':
          throw errors.NOT_FOUND()
        case 'already-struck':
          throw errors.ALREADY_STRUCK()
        case 'same':
          throw errors.SAME()
        case 'note-needed':
          throw errors.NOTE_NEEDED()
        default:
          return assertNever(done)
      }
    }),
    allQuiet: os.allQuiet.handler(({ errors, context: { seat } }) => {
      const done = writeDutyEntry(context, seat, { ...allQuietEntry, notices: [] })
      // It is written now: only our own mistake would call that the future.
      if (!done.ok) throw errors.NOT_FOUND()
      return done.value
    }),
    setConditions: os.setConditions.handler(({ input, errors, context: { seat } }) => {
      const done = setConditions(context, seat, input)
      if (!done.ok) throw errors.NOT_FOUND()
      return { storedAt: done.value.storedAt }
    }),
    setSummary: os.setSummary.handler(({ input, errors, context: { seat } }) => {
      const done = setSummary(context, seat, input)
      if (!done.ok) throw errors.NOT_FOUND()
      return { storedAt: done.value.storedAt }
    }),
    callersLike: os.callersLike.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return callersLike(context, input.text)
    }),
  }
}
