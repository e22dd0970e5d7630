import { implement } from '@orpc/server'
import type { CoreContext, SeatContext } from '../../module.ts'
import { orThrow } from '../../or-throw.ts'
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
    write: os.write.handler(({ input, errors, context: { seat } }) =>
      orThrow(writeDutyEntry(context, seat, input), errors),
    ),
    correct: os.correct.handler(({ input, errors, context: { seat } }) =>
      orThrow(correctDutyEntry(context, seat, input), errors),
    ),
    handle: os.handle.handler(({ input, errors, context: { seat } }) =>
      orThrow(handleEntry(context, seat, input), errors),
    ),
    notify: os.notify.handler(({ input, errors, context: { seat } }) =>
      orThrow(notifyAbout(context, seat, input), errors),
    ),
    strikeNotice: os.strikeNotice.handler(({ input, errors, context: { seat } }) =>
      orThrow(strikeNotice(context, seat, input), errors),
    ),
    setDone: os.setDone.handler(({ input, errors, context: { seat } }) =>
      orThrow(setDone(context, seat, input), errors),
    ),
    allQuiet: os.allQuiet.handler(({ context: { seat } }) => {
      const done = writeDutyEntry(context, seat, { ...allQuietEntry, notices: [] })
      // It is written now: only our own mistake would call that the future.
      if (!done.ok) throw new Error('what is written now was taken for the future')
      return done.value
    }),
    setConditions: os.setConditions.handler(({ input, errors, context: { seat } }) =>
      orThrow(setConditions(context, seat, input), errors),
    ),
    setSummary: os.setSummary.handler(({ input, errors, context: { seat } }) =>
      orThrow(setSummary(context, seat, input), errors),
    ),
    callersLike: os.callersLike.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return callersLike(context, input.text)
    }),
  }
}
