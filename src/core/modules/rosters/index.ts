/** 值班表: who stands at which post when, decided by people, kept to the county's rules. */
import type { CoreContext, Module } from '../../module.ts'
import { absenceProjection, monthProjection, settingProjection, swapProjection } from './apply.ts'
import type { ShownShift } from './contract.ts'
import { rosterFacts } from './facts.ts'
import { leaveRows } from './members.ts'
import { publishedShifts, shiftAfter, shiftRow } from './queries.ts'
import { rostersRouter } from './router.ts'
import { shiftShower } from './shown.ts'
import { leaveWord } from './words.ts'

export { documents } from './document.ts'
export { corrections } from './settings.ts'

/** A published shift with its people: `posts` in the county's order. */
export type DutyShift = ShownShift

type ReadingContext = Pick<CoreContext, 'db' | 'world'>

/** Published shifts that touch `from` ≤ t < `to` (UTC epoch ms), oldest first. */
export function shiftsBetween(context: ReadingContext, from: number, to: number): DutyShift[] {
  return publishedShifts(context, from, to).map(shiftShower(context))
}

/** The published shift at this moment; of several the one that began last. Undefined: none. */
export function shiftAt(context: ReadingContext, at: number): DutyShift | undefined {
  return shiftsBetween(context, at, at + 1).at(-1)
}

/** The published shift that begins next after this moment; undefined where none is published. */
export function nextShift(context: ReadingContext, at: number): DutyShift | undefined {
  const row = shiftAfter(context, at)
  return row && shiftShower(context)(row)
}

/** A published shift by its id, past ones too; undefined where it was taken off the roster. */
export function publishedShift(context: ReadingContext, id: string): DutyShift | undefined {
  const row = shiftRow(context, id)
  return row?.published ? shiftShower(context)(row) : undefined
}

/** Who is on leave at this moment, what for and until when. */
export function leaveAt(
  context: ReadingContext,
  at: number,
): readonly { readonly person: string; readonly word: string; readonly until: number }[] {
  return leaveRows(context, at, at + 1).map(({ person, kind, to }) => ({
    person,
    word: leaveWord(kind),
    until: to,
  }))
}

export const rostersModule: Module = {
  name: 'rosters',
  facts: rosterFacts,
  projections: [monthProjection, settingProjection, absenceProjection, swapProjection],
  router: rostersRouter,
}
