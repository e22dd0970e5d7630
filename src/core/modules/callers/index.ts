/** Telephone calls in: who rings, who took it, what was told from that number before. */
import { implement } from '@orpc/server'
import { assertNever } from '../../kernel/assert-never.ts'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { requireSession } from '../../seat-log.ts'
import { callerProjection } from './apply.ts'
import { closeCall, takeCall } from './commands.ts'
import { callersContract } from './contract.ts'
import { lookUp } from './directory.ts'
import { callerFacts } from './facts.ts'
import { callStack } from './queries.ts'
import { ringDesk } from './rings.ts'

function startCallers(context: CoreContext): () => void {
  const desk = ringDesk(context)
  const stop = context.gateways.onEvent((gateway, event) => {
    if (event.kind === 'phoneRing') desk.take(gateway, event)
  })
  return () => {
    stop()
    desk.close()
  }
}

function callersRouter(context: CoreContext) {
  const os = implement(callersContract).$context<SeatContext>()
  return {
    lookup: os.lookup.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return lookUp(context, input.phone)
    }),
    stack: os.stack.handler(({ context: { seat } }) => {
      requireSession(seat)
      return callStack(context)
    }),
    take: os.take.handler(({ input, errors, context: { seat } }) => {
      const done = takeCall(context, seat, input.call)
      if (done.ok) return done.value
      switch (done.code) {
        case 'not-found':
          throw errors.NOT_FOUND()
        case 'taken':
          throw errors.TAKEN({ message: `这个来电 ${done.data.by} 已接听。`, data: done.data })
        default:
          return assertNever(done)
      }
    }),
    close: os.close.handler(({ input, errors, context: { seat } }) => {
      const done = closeCall(context, seat, input)
      if (done.ok) return { storedAt: done.value.storedAt }
      throw done.code === 'not-found' ? errors.NOT_FOUND() : errors.NOT_MISSED()
    }),
  }
}

export const callersModule: Module = {
  name: 'callers',
  facts: callerFacts,
  projections: [callerProjection],
  start: startCallers,
  router: callersRouter,
}
