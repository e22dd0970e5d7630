import { implement, ORPCError } from '@orpc/server'
import { assertNever } from '../../kernel/assert-never.ts'
import type { CoreContext, SeatContext } from '../../module.ts'
import { requireSession } from '../../seat-log.ts'
import { giveTask, noteTest, strikeContact, tryRadio } from './commands.ts'
import { reachContract } from './contract.ts'
import { assess, currentMode, setMode } from './mode.ts'
import { contactsOf, reachBoard, shownMode } from './shown.ts'
import { standings } from './standing.ts'

function rowOrRefuse(context: CoreContext, subject: string) {
  const row = standings(context).rows.find(({ key }) => key === subject)
  if (!row) throw new ORPCError('NOT_FOUND')
  return row
}

export function reachRouter(context: CoreContext) {
  const os = implement(reachContract).$context<SeatContext>()
  return {
    board: os.board.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return reachBoard(context, input.teams)
    }),
    contacts: os.contacts.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return contactsOf(context, input.subject)
    }),
    note: os.note.handler(({ input, context: { seat } }) => {
      const { storedAt } = noteTest(context, seat, rowOrRefuse(context, input.subject), input)
      return { storedAt }
    }),
    tryRadio: os.tryRadio.handler(({ input, context: { seat } }) => {
      const { means, address, gateway } = input
      const row = rowOrRefuse(context, input.subject)
      return tryRadio(context, seat, row, { means, address, gateway: gateway ?? undefined })
    }),
    strike: os.strike.handler(({ input, errors, context: { seat } }) => {
      const done = strikeContact(context, seat, input)
      if (done.ok) return { storedAt: done.value.storedAt }
      throw done.code === 'not-found' ? errors.NOT_FOUND() : errors.ALREADY_STRUCK()
    }),
    giveTask: os.giveTask.handler(({ input, errors, context: { seat } }) => {
      const done = giveTask(context, seat, rowOrRefuse(context, input.subject), input)
      if (!done.ok) throw errors.NO_INCIDENT()
      return done.value
    }),
    mode: os.mode.handler(({ context: { seat } }) => {
      requireSession(seat)
      return shownMode(context)
    }),
    setMode: os.setMode.handler(({ input, errors, context: { seat } }) => {
      const { evidence } = assess(standings(context), currentMode(context))
      const { to, reason, authority = null } = input
      const done = setMode(context, seat, { to, reason, authority }, evidence)
      if (done.ok) return { storedAt: done.value.storedAt }
      switch (done.code) {
        case 'not-allowed':
          throw errors.NOT_ALLOWED({ message: done.data.sentence, data: done.data })
        case 'not-entitled':
          throw errors.NOT_ENTITLED({ data: done.data })
        default:
          return assertNever(done)
      }
    }),
  }
}
