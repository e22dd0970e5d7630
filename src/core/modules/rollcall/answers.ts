/** What a person does with answers: at the sheet, and from the command line. */
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { Recorded } from '../../oplog/types.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import { unitList } from '../teams/index.ts'
import { answerDrafts, type Told } from './answering.ts'
import { stationOfUnit } from './nets.ts'
import { openRollCall, rollRow } from './queries.ts'
import type { RollResult } from './words.ts'

export interface SheetAnswer {
  readonly station: string
  readonly result: RollResult
  readonly signal: number | null
  readonly who: string
  readonly position: string
  readonly power: string
  readonly note: string
}

type AnswerRefusal = Refusal<'not-found'> | Refusal<'summarized'> | Refusal<'unknown-station'>

/** At the sheet, one key each. */
export function answer(
  context: CoreContext,
  seat: Seat,
  { roll: id, answers }: { readonly roll: string; readonly answers: readonly SheetAnswer[] },
): Result<Recorded, AnswerRefusal> {
  const { name, person } = requireRight(seat, 'log.write')
  const roll = rollRow(context, id)
  if (!roll) return refuse('not-found')
  if (roll.state !== 'calling' && roll.state !== 'retry') return refuse('summarized')
  const round = roll.state === 'retry' ? 2 : 1
  const told = answers.map((one): Told | undefined => {
    const known = roll.lines.find(({ key }) => key === one.station)
    return known && { ...one, known, said: known.callSign, unit: known.unit, round, how: 'voice' }
  })
  if (told.some((one) => one === undefined)) return refuse('unknown-station')
  const at = context.world.clock.nowMs()
  return accept(
    recordFor(context, seat, () =>
      answerDrafts(context, roll, {
        told: told.filter((one) => one !== undefined),
        writer: { name, person },
        at,
      }),
    ),
  )
}

/** Several check-ins of one sentence; they count also where no roll call goes on. */
export function checkIn(
  context: CoreContext,
  seat: Seat,
  answers: readonly {
    readonly said: string
    readonly unit: string | null
    readonly result: Exclude<RollResult, 'none'>
    readonly note: string
  }[],
): Recorded {
  const { name, person } = requireRight(seat, 'log.write')
  const roll = openRollCall(context)
  const units = unitList(context.db, context.county)
  const told = answers.map(({ said, unit, result, note }): Told => {
    const team = units.find(({ id }) => id === unit)
    const listed = roll?.lines.find(
      ({ key, unit: own }) => key === said || (unit !== null && own === unit),
    )
    return {
      known: listed ?? (team && stationOfUnit(context, team)),
      station: listed?.key ?? unit ?? said,
      said,
      unit,
      result,
      signal: null,
      who: '',
      position: '',
      power: '',
      note,
      round: roll?.state === 'retry' ? 2 : 1,
      how: 'typed',
    }
  })
  const at = context.world.clock.nowMs()
  return recordFor(context, seat, () =>
    answerDrafts(context, roll, { told, writer: { name, person }, at }),
  )
}
