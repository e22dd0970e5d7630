import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { Recorded } from '../../oplog/types.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import { logLines } from '../logbook/index.ts'
import type { CallPrefill } from './contract.ts'
import { lookUp, numberShown, whoIs } from './directory.ts'
import { callClosed, callTaken, type CallClosed } from './facts.ts'
import { phoneCallRow } from './queries.ts'
import { ringDesk, shownCaller } from './rings.ts'
import type { PhoneCallRow } from './tables.ts'

type TakeRefusal = Refusal<'not-found'> | Refusal<'taken', { readonly by: string }>

/** Also one that was missed: the receiver was lifted, and the screen comes second. */
export function takeCall(
  context: CoreContext,
  seat: Seat,
  id: string,
): Result<CallPrefill, TakeRefusal> {
  const { person, name } = requireRight(seat, 'incident.write')
  ringDesk(context).record(id)
  const row = phoneCallRow(context, id)
  if (!row) return refuse('not-found')
  if (row.takenBy !== null) {
    // Coming back to a call of one's own is no second taking.
    return row.takenBy === name
      ? accept(prefillOf(context, row))
      : refuse('taken', { by: row.takenBy })
  }
  const at = context.world.clock.nowMs()
  recordFor(context, seat, () => [
    {
      kind: callTaken.kind,
      entity: id,
      body: { person, by: name, seatName: seat.name, at },
    },
    logLines(context)({
      kind: 'call',
      channel: 'landline',
      source: { kind: 'person', id: person, text: name },
      text: `接听来电 ${shownCaller(context, row)}`,
      recorder: name,
    }),
  ])
  return accept(prefillOf(context, row))
}

function prefillOf(context: CoreContext, { id, number, at }: PhoneCallRow): CallPrefill {
  return {
    phoneCall: id,
    receivedAt: at,
    contact: number === null ? '' : numberShown(context, number),
    source: number === null ? '' : (whoIs(lookUp(context, number)) ?? ''),
    channel: 'landline',
  }
}

const closingWords: Readonly<Record<CallClosed['how'], string>> = {
  'called-back': '已回拨',
  'no-need': '不用处理',
}

export function closeCall(
  context: CoreContext,
  seat: Seat,
  { call, how }: { readonly call: string; readonly how: CallClosed['how'] },
): Result<Recorded, Refusal<'not-found'> | Refusal<'not-missed'>> {
  const { person, name } = requireRight(seat, 'incident.write')
  const row = phoneCallRow(context, call)
  if (!row) return refuse('not-found')
  if (row.takenAt !== null || row.closedAt !== null || ringDesk(context).isRinging(call)) {
    return refuse('not-missed')
  }
  const at = context.world.clock.nowMs()
  return accept(
    recordFor(context, seat, () => [
      { kind: callClosed.kind, entity: call, body: { how, by: name, at } },
      logLines(context)({
        kind: 'call',
        source: { kind: 'person', id: person, text: name },
        text: `未接来电 ${shownCaller(context, row)}：${closingWords[how]}`,
        recorder: name,
      }),
    ]),
  )
}
