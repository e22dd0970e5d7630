import { implement } from '@orpc/server'
import { assertNever } from '../../kernel/assert-never.ts'
import type { CoreContext, SeatContext } from '../../module.ts'
import { requireSession } from '../../seat-log.ts'
import { rollcallContract } from './contract.ts'
import { removeNet, setNet, setSchedule } from './net-commands.ts'
import { candidates, netList } from './nets.ts'
import { fixedRepairs, noteRepair, openRepair, openRepairs } from './repairs.ts'
import { shownRepair, shownSchedules } from './shown.ts'
import { dueSlots } from './slots.ts'
import { skipSlot } from './steps.ts'
import { trends } from './trend.ts'

const fixedShown = 30

/** Nets, times, trend and the repair list. */
export function netRoutes(context: CoreContext) {
  const os = implement(rollcallContract).$context<SeatContext>()
  return {
    nets: os.nets.handler(({ context: { seat } }) => {
      requireSession(seat)
      return netList(context).map((net) => ({ ...net, stations: [...net.stations] }))
    }),
    candidates: os.candidates.handler(({ context: { seat } }) => {
      requireSession(seat)
      return candidates(context)
    }),
    setNet: os.setNet.handler(({ input, errors, context: { seat } }) => {
      const done = setNet(context, seat, input)
      if (done.ok) return { id: done.value.id, storedAt: done.value.storedAt }
      switch (done.code) {
        case 'not-found':
          throw errors.NOT_FOUND()
        case 'name-taken':
          throw errors.NAME_TAKEN()
        case 'double-station':
          throw errors.DOUBLE_STATION()
        default:
          return assertNever(done)
      }
    }),
    removeNet: os.removeNet.handler(({ input, errors, context: { seat } }) => {
      const done = removeNet(context, seat, input.net)
      if (!done.ok) throw errors.NOT_FOUND()
      return { storedAt: done.value.storedAt }
    }),
    schedules: os.schedules.handler(({ context: { seat } }) => {
      requireSession(seat)
      return shownSchedules(context)
    }),
    setSchedule: os.setSchedule.handler(({ input, errors, context: { seat } }) => {
      const done = setSchedule(context, seat, input)
      if (done.ok) return { id: done.value.id, storedAt: done.value.storedAt }
      throw done.code === 'not-found' ? errors.NOT_FOUND() : errors.INCOMPLETE()
    }),
    due: os.due.handler(({ context: { seat } }) => {
      requireSession(seat)
      return dueSlots(context)
        .toSorted((a, b) => a.slotAt - b.slotAt)
        .map(({ id, schedule, net, slotAt, amberAt, amber }) => ({
          id,
          label: schedule.label,
          net: net.id,
          netName: net.name,
          stations: net.stations.length,
          slotAt,
          amberAt,
          amber,
        }))
    }),
    skip: os.skip.handler(({ input, errors, context: { seat } }) => {
      const done = skipSlot(context, seat, input)
      if (!done.ok) throw errors.NOT_FOUND()
      return { storedAt: done.value.storedAt }
    }),
    trend: os.trend.handler(({ input, errors, context: { seat } }) => {
      requireSession(seat)
      const net = netList(context).find(({ id }) => id === input.net)
      if (!net) throw errors.NOT_FOUND()
      const names = new Map(net.stations.map((station) => [station.key, station]))
      return trends(context, [...names.keys()], input.count).map((trend) => ({
        ...trend,
        last: [...trend.last],
        callSign: names.get(trend.key)?.callSign ?? trend.key,
        name: names.get(trend.key)?.name ?? '',
      }))
    }),
    repairs: os.repairs.handler(({ context: { seat } }) => {
      requireSession(seat)
      return {
        open: openRepairs(context).map(shownRepair),
        fixed: fixedRepairs(context, fixedShown).map(shownRepair),
      }
    }),
    openRepair: os.openRepair.handler(({ input, errors, context: { seat } }) => {
      const done = openRepair(context, seat, input)
      if (!done.ok) throw errors.NOT_FOUND()
      return { storedAt: done.value.storedAt }
    }),
    noteRepair: os.noteRepair.handler(({ input, errors, context: { seat } }) => {
      const done = noteRepair(context, seat, input)
      if (done.ok) return { storedAt: done.value.storedAt }
      throw done.code === 'not-found' ? errors.NOT_FOUND() : errors.ALREADY_FIXED()
    }),
  }
}
