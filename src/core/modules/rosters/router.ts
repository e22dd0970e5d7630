/** Planning, publishing, leave, swaps and settings as procedures. */
import { implement } from '@orpc/server'
import type { CoreContext, SeatContext } from '../../module.ts'
import { orThrow } from '../../or-throw.ts'
import { requireSession } from '../../seat-log.ts'
import { rostersContract } from './contract.ts'
import { exportCalendar } from './calendar-export.ts'
import { commitImport, previewImport } from './importing.ts'
import { exportSheet } from './sheet-export.ts'
import { sheetsOf } from './sheet-rows.ts'
import { editMonth, setShift } from './drafting.ts'
import { layMonth } from './laying.ts'
import { shownGeneration, startGeneration, stopGeneration, takeGeneration } from './generation.ts'
import { fileLeave, setWish, withdrawLeave } from './leave.ts'
import { leaveRows, members, shownLeave } from './members.ts'
import { shownMonth } from './month.ts'
import { publishMonth } from './publishing.ts'
import { publishedShifts, swapRows } from './queries.ts'
import { setCalendarDay, setMember, setPatterns, setPosts, setRules } from './setting-up.ts'
import { shownSettings } from './settings-shown.ts'
import { shiftEffect } from './shift-effect.ts'
import { shiftShower } from './shown.ts'
import { answerSwap, askSwap, decideSwap, withdrawSwap } from './swaps.ts'
import { candidates, mine, shownSwaps } from './views.ts'

function reading(context: CoreContext) {
  const os = implement(rostersContract).$context<SeatContext>()
  return {
    month: os.month.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return shownMonth(context, input.month)
    }),
    between: os.between.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return publishedShifts(context, input.from, input.to).map(shiftShower(context))
    }),
    mine: os.mine.handler(({ input, context: { seat } }) => {
      const { person } = requireSession(seat)
      return mine(context, input.person ?? person)
    }),
    settings: os.settings.handler(({ context: { seat } }) => {
      requireSession(seat)
      return shownSettings(context)
    }),
    leaves: os.leaves.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      const names = new Map(members(context).map(({ id, name }) => [id, name]))
      return leaveRows(context, input.from, input.to).map((row) => shownLeave(row, names))
    }),
    swaps: os.swaps.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return shownSwaps(context, swapRows(context, input.open, input.limit))
    }),
    candidates: os.candidates.handler(({ input, errors, context: { seat } }) => {
      requireSession(seat)
      const found = candidates(context, input)
      if (!found) throw errors.NOT_LAID()
      return found
    }),
  }
}

function planning(context: CoreContext) {
  const os = implement(rostersContract).$context<SeatContext>()
  return {
    lay: os.lay.handler(({ input, errors, context: { seat } }) =>
      stored(orThrow(layMonth(context, seat, input.month), errors)),
    ),
    edit: os.edit.handler(({ input, errors, context: { seat } }) =>
      stored(orThrow(editMonth(context, seat, input), errors)),
    ),
    setShift: os.setShift.handler(({ input, errors, context: { seat } }) =>
      stored(orThrow(setShift(context, seat, input), errors)),
    ),
    shiftEffect: os.shiftEffect.handler(({ input, errors, context: { seat } }) => {
      requireSession(seat)
      return orThrow(shiftEffect(context, input), errors)
    }),
    publish: os.publish.handler(({ input, errors, context: { seat } }) =>
      stored(orThrow(publishMonth(context, seat, input), errors)),
    ),
    setPosts: os.setPosts.handler(({ input, errors, context: { seat } }) =>
      stored(orThrow(setPosts(context, seat, input), errors)),
    ),
    setPatterns: os.setPatterns.handler(({ input, errors, context: { seat } }) =>
      stored(orThrow(setPatterns(context, seat, input), errors)),
    ),
    setRules: os.setRules.handler(({ input, context: { seat } }) =>
      stored(setRules(context, seat, input.rules)),
    ),
    setPerson: os.setPerson.handler(({ input, errors, context: { seat } }) =>
      stored(orThrow(setMember(context, seat, input), errors)),
    ),
    setCalendarDay: os.setCalendarDay.handler(({ input, context: { seat } }) =>
      stored(setCalendarDay(context, seat, input)),
    ),
  }
}

function selfService(context: CoreContext) {
  const os = implement(rostersContract).$context<SeatContext>()
  return {
    fileLeave: os.fileLeave.handler(({ input, errors, context: { seat } }) =>
      orThrow(fileLeave(context, seat, input), errors),
    ),
    withdrawLeave: os.withdrawLeave.handler(({ input, errors, context: { seat } }) =>
      stored(orThrow(withdrawLeave(context, seat, input), errors)),
    ),
    setWish: os.setWish.handler(({ input, errors, context: { seat } }) =>
      stored(orThrow(setWish(context, seat, input), errors)),
    ),
    askSwap: os.askSwap.handler(({ input, errors, context: { seat } }) =>
      orThrow(askSwap(context, seat, input), errors),
    ),
    answerSwap: os.answerSwap.handler(({ input, errors, context: { seat } }) =>
      stored(orThrow(answerSwap(context, seat, input), errors)),
    ),
    decideSwap: os.decideSwap.handler(({ input, errors, context: { seat } }) =>
      stored(orThrow(decideSwap(context, seat, input), errors)),
    ),
    withdrawSwap: os.withdrawSwap.handler(({ input, errors, context: { seat } }) =>
      stored(orThrow(withdrawSwap(context, seat, input), errors)),
    ),
  }
}

function files(context: CoreContext) {
  const os = implement(rostersContract).$context<SeatContext>()
  return {
    importPreview: os.importPreview.handler(async ({ input, errors, context: { seat } }) =>
      orThrow(await previewImport(context, seat, input), errors),
    ),
    importCommit: os.importCommit.handler(({ input, errors, context: { seat } }) =>
      orThrow(commitImport(context, seat, input.token), errors),
    ),
    exportSheet: os.exportSheet.handler(async ({ input, errors, context: { seat } }) => {
      requireSession(seat)
      const offered = await exportSheet(context, input)
      if (!offered) throw errors.NOT_LAID()
      return offered
    }),
    exportCalendar: os.exportCalendar.handler(({ input, errors, context: { seat } }) => {
      requireSession(seat)
      const offered = exportCalendar(context, input)
      if (!offered) throw errors.NOT_PUBLISHED()
      return offered
    }),
    sheets: os.sheets.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return sheetsOf(context, input.month)
    }),
  }
}

function generating(context: CoreContext) {
  const os = implement(rostersContract).$context<SeatContext>()
  return {
    generate: os.generate.handler(({ input, errors, context: { seat } }) =>
      orThrow(startGeneration(context, seat, input), errors),
    ),
    generation: os.generation.handler(({ context: { seat } }) => {
      requireSession(seat)
      return shownGeneration(context)
    }),
    stopGeneration: os.stopGeneration.handler(({ input, context: { seat } }) => {
      stopGeneration(context, seat, input.job)
      return {}
    }),
    takeGeneration: os.takeGeneration.handler(({ input, errors, context: { seat } }) =>
      stored(orThrow(takeGeneration(context, seat, input.job), errors)),
    ),
  }
}

const stored = ({ storedAt }: { readonly storedAt: number }) => ({ storedAt })

export function rostersRouter(context: CoreContext) {
  return {
    ...reading(context),
    ...planning(context),
    ...generating(context),
    ...selfService(context),
    ...files(context),
  }
}
