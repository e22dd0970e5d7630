/** A check from the call to the conclusion; times are the console's own. */
import type { z } from 'zod'
import { isAhead } from '../../kernel/clock-grace.ts'
import { newId } from '../../kernel/id.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { Recorded } from '../../oplog/types.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import { actionClosed, logLines, type NewLine } from '../logbook/index.ts'
import type { spotChecksContract } from './contract.ts'
import {
  spotCheckAnswered,
  spotCheckBegun,
  spotCheckConcluded,
  spotCheckFixed,
  spotCheckWithdrawn,
} from './facts.ts'
import { answerSecs, spotRow, spotRows } from './queries.ts'
import type { SpotCheckRow } from './tables.ts'
import { isMeasured, methodWord, spotResultWord } from './words.ts'

type Input<Name extends 'begin' | 'conclude' | 'markFixed' | 'withdraw'> = z.output<
  NonNullable<(typeof spotChecksContract)[Name]['~orpc']['inputSchema']>
>
type NotFound = Refusal<'not-found'>
type NotRunning = Refusal<'not-running'>

const channels: Readonly<Record<string, NewLine['channel']>> = {
  phone: 'landline',
  radio: 'radio370',
  onsite: 'f2f',
}

function line(
  { person, name }: { readonly person: string; readonly name: string },
  method: string,
  text: string,
): NewLine {
  const channel = channels[method]
  return {
    kind: 'comm',
    source: { kind: 'person', id: person, text: name },
    text,
    recorder: name,
    ...(channel === undefined ? {} : { channel }),
  }
}

const running = ({ concluded, withdrawn }: SpotCheckRow) => concluded === null && withdrawn === null

export function beginCheck(
  context: CoreContext,
  seat: Seat,
  input: Input<'begin'>,
): Result<
  Recorded & { readonly id: string; readonly at: number },
  Refusal<'in-future'> | Refusal<'running'>
> {
  const { person, name } = requireRight(seat, 'log.write')
  const now = context.world.clock.nowMs()
  if (input.at != null && isAhead(input.at, now)) return refuse('in-future')
  const { unit, method } = input
  const unitName = unit.name.trim()
  const same = spotRows(context).find(
    (row) => running(row) && row.unit === unit.id && row.unitName === unitName,
  )
  if (same) return refuse('running')
  const at = Math.min(input.at ?? now, now)
  const id = newId(context.world.clock, context.world.random)
  const body = {
    unit: { id: unit.id, name: unitName },
    method,
    contact: input.contact.trim(),
    at,
    measured: input.at == null && isMeasured(method),
    person,
    by: name,
  }
  const recorded = recordFor(context, seat, [{ kind: spotCheckBegun.kind, entity: id, body }])
  return accept({ ...recorded, id, at })
}

export function noteAnswer(
  context: CoreContext,
  seat: Seat,
  check: string,
): Result<Recorded & { readonly answerSecs: number }, NotFound | NotRunning | Refusal<'already'>> {
  const { name } = requireRight(seat, 'log.write')
  const row = spotRow(context, check)
  if (!row) return refuse('not-found')
  if (!running(row)) return refuse('not-running')
  if (row.answeredAt !== null) return refuse('already')
  const at = context.world.clock.nowMs()
  const recorded = recordFor(context, seat, [
    { kind: spotCheckAnswered.kind, entity: check, body: { at, by: name } },
  ])
  return accept({ ...recorded, answerSecs: answerSecs({ ...row, answeredAt: at }) ?? 0 })
}

function resultWords(row: SpotCheckRow, { result, answeredBy, problem, fix }: Input<'conclude'>) {
  const seconds = answerSecs(row)
  return [
    `查岗 ${row.unitName}（${methodWord(row.method)}）：${spotResultWord(result)}`,
    seconds === null ? '' : `${seconds} 秒应答`,
    answeredBy.trim() === '' ? '' : `应答人 ${answeredBy.trim()}`,
    problem.trim() === '' ? '' : `问题：${problem.trim()}`,
    fix.trim() === '' ? '' : `整改：${fix.trim()}`,
  ]
    .filter((part) => part !== '')
    .join('，')
}

export function concludeCheck(
  context: CoreContext,
  seat: Seat,
  input: Input<'conclude'>,
): Result<Recorded, NotFound | NotRunning | Refusal<'problem-needed'> | Refusal<'answer-needed'>> {
  const who = requireRight(seat, 'log.write')
  const row = spotRow(context, input.check)
  if (!row) return refuse('not-found')
  if (!running(row)) return refuse('not-running')
  if (row.measured && row.answeredAt === null && input.result !== 'absent') {
    return refuse('answer-needed')
  }
  if (input.result !== 'ok' && input.problem.trim() === '') return refuse('problem-needed')
  return accept(
    recordFor(context, seat, () => {
      const draft = logLines(context)({
        ...line(who, row.method, resultWords(row, input)),
        // What was found wrong stays on the list until it is put right.
        ...(input.result === 'ok' ? {} : { needsAction: true }),
      })
      const body = {
        result: input.result,
        answeredBy: input.answeredBy.trim(),
        problem: input.problem.trim(),
        fix: input.fix.trim(),
        line: draft.entity,
        at: context.world.clock.nowMs(),
        by: who.name,
      }
      return [{ kind: spotCheckConcluded.kind, entity: row.id, body }, draft]
    }),
  )
}

export function markFixed(
  context: CoreContext,
  seat: Seat,
  input: Input<'markFixed'>,
): Result<Recorded, NotFound | Refusal<'nothing-open'>> {
  const who = requireRight(seat, 'log.write')
  const row = spotRow(context, input.check)
  if (!row) return refuse('not-found')
  const { concluded } = row
  if (!concluded || concluded.result === 'ok' || row.fixed) return refuse('nothing-open')
  const note = input.note.trim()
  const body = { note, at: context.world.clock.nowMs(), by: who.name }
  return accept(
    recordFor(context, seat, () => [
      { kind: spotCheckFixed.kind, entity: row.id, body },
      { kind: actionClosed.kind, entity: concluded.line, body: { note, by: who.name } },
      logLines(context)(line(who, row.method, `查岗 ${row.unitName} 已整改：${note}`)),
    ]),
  )
}

export function withdrawCheck(
  context: CoreContext,
  seat: Seat,
  input: Input<'withdraw'>,
): Result<Recorded, NotFound | NotRunning> {
  const who = requireRight(seat, 'log.write')
  const row = spotRow(context, input.check)
  if (!row) return refuse('not-found')
  if (!running(row)) return refuse('not-running')
  const reason = input.reason.trim()
  const body = { reason, at: context.world.clock.nowMs(), by: who.name }
  return accept(
    recordFor(context, seat, () => [
      { kind: spotCheckWithdrawn.kind, entity: row.id, body },
      logLines(context)(
        line(who, row.method, `查岗 ${row.unitName}（${methodWord(row.method)}）作废：${reason}`),
      ),
    ]),
  )
}
