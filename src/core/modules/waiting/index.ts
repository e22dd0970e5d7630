/** Calls that wait: who takes which, and which nobody took. */
import { implement } from '@orpc/server'
import { assertNever } from '../../kernel/assert-never.ts'
import type { Result } from '../../kernel/result.ts'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { requireRight, requireSession } from '../../seat-log.ts'
import { addressError } from '../outbox/index.ts'
import {
  callBack,
  claim,
  dismiss,
  dismissMissed,
  note,
  release,
  replyStatus,
  replyText,
  take,
  type ClaimRefusal,
} from './commands.ts'
import { waitingContract } from './contract.ts'
import { closeWaitingDesk, waitingDesk } from './entries.ts'
import { aboutCaller, missedList, waitingStack } from './queries.ts'

interface ClaimErrors {
  GONE(): Error
  CLAIMED(options: { message: string; data: { name: string; leftMs: number } }): Error
}

function refused(errors: ClaimErrors, refusal: ClaimRefusal): Error {
  switch (refusal.code) {
    case 'gone':
      return errors.GONE()
    case 'claimed': {
      const { name, leftMs } = refusal.data
      const left = leftMs > 0 ? `，还有 ${Math.ceil(leftMs / 1000)} 秒` : '，正在通话'
      return errors.CLAIMED({ message: `${name} 已认领${left}。`, data: refusal.data })
    }
    default:
      return assertNever(refusal)
  }
}

function orThrow<T>(errors: ClaimErrors, done: Result<T, ClaimRefusal>): T {
  if (!done.ok) throw refused(errors, done)
  return done.value
}

function waitingRouter(context: CoreContext) {
  const os = implement(waitingContract).$context<SeatContext>()
  return {
    stack: os.stack.handler(({ context: { seat } }) => waitingStack(context, requireSession(seat))),
    missed: os.missed.handler(({ context: { seat } }) => {
      requireSession(seat)
      return missedList(context)
    }),
    about: os.about.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return aboutCaller(context, input.radio)
    }),
    claim: os.claim.handler(({ input, errors, context: { seat } }) =>
      orThrow(errors, claim(context, seat, input.entry)),
    ),
    take: os.take.handler(({ input, errors, context: { seat } }) =>
      orThrow(errors, take(context, seat, input.entry)),
    ),
    release: os.release.handler(({ input, errors, context: { seat } }) =>
      orThrow(errors, release(context, seat, input.entry)),
    ),
    note: os.note.handler(({ input, errors, context: { seat } }) =>
      orThrow(errors, note(context, seat, input.entry, input.text)),
    ),
    replyText: os.replyText.handler(({ input, errors, context: { seat } }) => {
      const done = replyText(context, seat, input.entry, input.text)
      if (done.ok) return done.value
      if (done.code === 'gone' || done.code === 'claimed') throw refused(errors, done)
      throw addressError(errors, done)
    }),
    replyStatus: os.replyStatus.handler(({ input, errors, context: { seat } }) =>
      orThrow(errors, replyStatus(context, seat, input.entry, input.code)),
    ),
    dismiss: os.dismiss.handler(({ input, errors, context: { seat } }) =>
      orThrow(errors, dismiss(context, seat, input.entry)),
    ),
    dontAsk: os.dontAsk.handler(({ input, context: { seat } }) => {
      requireRight(seat, 'radio.send')
      waitingDesk(context).noteAsked(input.radio)
      context.changed('waiting', [])
      return {}
    }),
    callBack: os.callBack.handler(({ input, context: { seat } }) => callBack(context, seat, input)),
    dismissMissed: os.dismissMissed.handler(({ input, context: { seat } }) => ({
      storedAt: dismissMissed(context, seat, input.records).storedAt,
    })),
  }
}

export { missedList } from './queries.ts'

export const waitingModule: Module = {
  name: 'waiting',
  facts: [],
  projections: [],
  liveTables: [
    'create table if not exists waiting_entry (id text primary key, entry text not null)',
  ],
  start(context) {
    waitingDesk(context)
    return () => closeWaitingDesk(context)
  },
  router: waitingRouter,
}
