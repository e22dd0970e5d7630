/** The one answer to "who is on duty": the published roster with its sign-ons. */
import type { CoreContext } from '../../module.ts'
import { nextShift, publishedShift, shiftAt, type DutyShift } from '../rosters/index.ts'
import { ruleMs } from '../rules/index.ts'
import type { DutyShiftShown, OnDutyNow } from './contract.ts'
import { shiftPeople } from './presence.ts'
import { reliefNow } from './relief.ts'

function shown({ id, day, word, from, to }: DutyShift): DutyShiftShown {
  return { id, day, word, from, to }
}

/** While a handover goes on its outgoing shift stays, whatever the roster's times say. */
function shiftsNow(context: CoreContext, now: number) {
  const relief = reliefNow(context)
  const out = relief && publishedShift(context, relief.out)
  if (!out) return { shift: shiftAt(context, now), relieving: undefined }
  const relieving =
    relief.in === null ? nextShift(context, out.from) : publishedShift(context, relief.in)
  return { shift: out, relieving }
}

/** @returns `source: 'seats'` and nobody where no published roster covers this moment */
export function dutyNow(context: CoreContext): OnDutyNow {
  const at = context.world.clock.nowMs()
  const { shift, relieving } = shiftsNow(context, at)
  const next = relieving ? undefined : nextShift(context, shift?.from ?? at)
  const early = next && next.from - at <= ruleMs(context, 'duty.early') ? next : undefined
  const coming = relieving ?? early
  return {
    at,
    source: shift || relieving ? 'roster' : 'seats',
    shift: shift ? shown(shift) : null,
    relieving: relieving ? shown(relieving) : null,
    next: next ? shown(next) : null,
    people: shift ? shiftPeople(context, shift, at) : [],
    coming: coming ? shiftPeople(context, coming, at) : [],
  }
}
