/** Messages that go out: to whom, over which means, and what became of each (Build 4 of the radio desk). */
import { implement } from '@orpc/server'
import { drillMark } from '../../drill-mark.ts'
import { assertNever } from '../../kernel/assert-never.ts'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { requireSession } from '../../seat-log.ts'
import { outboxProjection } from './apply.ts'
import { outboxContract } from './contract.ts'
import { correct, decide, noteAcknowledged, type DecideRefusal } from './decide.ts'
import { outboxFacts } from './facts.ts'
import { ladderFor } from './ladder.ts'
import { listenToTraffic } from './listen.ts'
import { peopleToWrite } from './people.ts'
import { recentRows, waitingRows } from './queries.ts'
import type { SendRefusal } from './send.ts'
import { sendTo, type AddressRefusal } from './send-to.ts'
import { shownMessage, shownRung } from './shown.ts'
import { localMigrations } from './tables.ts'

export { readBackDrafts, takenBackDrafts } from './decide.ts'
export { ladderFor } from './ladder.ts'
export { sendMessage } from './send.ts'
export { sendTo, type AddressRefusal } from './send-to.ts'
export { waitingRows } from './queries.ts'
export { recipientMachine } from './words.ts'

interface SendErrors {
  NOBODY(): Error
  TEXT_TOO_LONG(options: { data: { max: number; length: number } }): Error
}

function sendError(errors: SendErrors, refusal: SendRefusal): Error {
  switch (refusal.code) {
    case 'nobody':
      return errors.NOBODY()
    case 'text-too-long':
      return errors.TEXT_TOO_LONG({ data: refusal.data })
    default:
      return assertNever(refusal)
  }
}

interface AddressErrors extends SendErrors {
  NOT_FOUND(): Error
  NO_MEANS(options: { message: string; data: { name: string } }): Error
}

export function addressError(errors: AddressErrors, refusal: AddressRefusal): Error {
  if (refusal.code === 'not-found') return errors.NOT_FOUND()
  if (refusal.code !== 'no-means') return sendError(errors, refusal)
  const { name, sentence } = refusal.data
  return errors.NO_MEANS({ message: sentence, data: { name } })
}

interface DecideErrors extends SendErrors {
  NOT_FOUND(): Error
  NOT_ALLOWED(options: { message: string }): Error
}

function decideError(errors: DecideErrors, refusal: DecideRefusal): Error {
  if (refusal.code === 'not-found') return errors.NOT_FOUND()
  if (refusal.code === 'not-allowed') return errors.NOT_ALLOWED({ message: refusal.data.sentence })
  return sendError(errors, refusal)
}

function outboxRouter(context: CoreContext) {
  const os = implement(outboxContract).$context<SeatContext>()
  return {
    people: os.people.handler(({ context: { seat } }) => {
      requireSession(seat)
      return peopleToWrite(context)
    }),
    ladders: os.ladders.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return input.whom.flatMap((whom) => {
        const found = ladderFor(context, whom, input.gateway)
        if (!found) return []
        const rungs = found.ladder.map(({ reason, maxText, ...rung }) => ({
          ...shownRung(rung),
          reason,
          // A drill's mark takes its part.
          maxText: maxText === null ? null : maxText - drillMark(context.status).length,
        }))
        return [{ whom, name: found.name, rungs }]
      })
    }),
    send: os.send.handler(({ input, errors, context: { seat } }) => {
      const done = sendTo(context, seat, input)
      if (!done.ok) throw addressError(errors, done)
      return done.value
    }),
    recent: os.recent.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return recentRows(context, input.limit, input.incident).map((row) =>
        shownMessage(context, row),
      )
    }),
    waiting: os.waiting.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      const { rows, ...sums } = waitingRows(context, input.limit)
      return { ...sums, rows: rows.map((row) => shownMessage(context, row)) }
    }),
    decide: os.decide.handler(({ input, errors, context: { seat } }) => {
      const done = decide(context, seat, input)
      if (!done.ok) throw decideError(errors, done)
      return done.value
    }),
    noteAcknowledged: os.noteAcknowledged.handler(({ input, errors, context: { seat } }) => {
      const done = noteAcknowledged(context, seat, input)
      if (!done.ok) throw decideError(errors, done)
      return done.value
    }),
    correct: os.correct.handler(({ input, errors, context: { seat } }) => {
      const done = correct(context, seat, input)
      if (!done.ok) throw decideError(errors, done)
      return done.value
    }),
  }
}

export const outboxModule: Module = {
  name: 'outbox',
  facts: outboxFacts,
  projections: [outboxProjection],
  localMigrations,
  start: listenToTraffic,
  router: outboxRouter,
}
