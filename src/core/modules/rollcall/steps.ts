/** Second round, summary, and a due roll call that is not held. */
import { beijingTime } from '../../kernel/beijing-time.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import { stepOf, whyNot } from '../../kernel/state-machine.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { FactDraft, Recorded } from '../../oplog/types.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import { clearDrafts } from '../alarms/index.ts'
import { actionClosed, logLines } from '../logbook/index.ts'
import { contactFailed } from '../reach/index.ts'
import { ruleMs } from '../rules/index.ts'
import { rollStepped, slotSkipped, type RollStepped } from './facts.ts'
import { commLine } from './lines.ts'
import { rollRow } from './queries.ts'
import { faultDrafts } from './repairs.ts'
import { callSigns, countsOf, countWords, missingOf, standing } from './sheet.ts'
import { dueSlots } from './slots.ts'
import type { RollLine, RollRow } from './tables.ts'
import { rollMachine } from './words.ts'

type NotAllowed = Refusal<'not-allowed', { readonly sentence: string }>
type ReasonNeeded = Refusal<'reason-needed', { readonly sentence: string }>
export type StepRefusal = Refusal<'not-found'> | NotAllowed | ReasonNeeded

const clockTime = (at: number) => beijingTime(at).slice(0, 5)

/** From when the second round is offered. */
export function retryAtOf(context: CoreContext, row: Pick<RollRow, 'startedAt'>): number {
  return row.startedAt + ruleMs(context, 'rollcall.retry')
}

export function secondRound(
  context: CoreContext,
  seat: Seat,
  input: { readonly roll: string; readonly reason: string },
): Result<Recorded, StepRefusal> {
  const { name, person } = requireRight(seat, 'log.write')
  const row = rollRow(context, input.roll)
  if (!row) return refuse('not-found')
  if (!stepOf(rollMachine, row.state, 'retry')) {
    return refuse('not-allowed', { sentence: whyNot(rollMachine, row.state, 'retry') })
  }
  const missing = missingOf(row)
  if (missing.length === 0) {
    return refuse('not-allowed', { sentence: '全部应答了，不用补点，可以直接汇总。' })
  }
  const now = context.world.clock.nowMs()
  const from = retryAtOf(context, row)
  const reason = input.reason.trim()
  if (now < from && reason === '') {
    return refuse('reason-needed', {
      sentence: `首轮后 ${clockTime(from)} 起可以补点；现在就补，请写明原因。`,
    })
  }
  const why = reason === '' ? '' : `（提前：${reason}）`
  return accept(
    recordFor(context, seat, () => [
      stepDraft(row, { to: 'retry', reason, reportedTo: '', by: name, at: now }),
      logLines(context)(
        commLine(
          { name, person, group: row.group },
          `点名 ${row.title} 补点 ${missing.length} 台${why}：${callSigns(missing)}`,
        ),
      ),
    ]),
  )
}

function stepDraft(row: RollRow, step: Omit<RollStepped, 'from'>): FactDraft {
  const body: RollStepped = { from: row.state, ...step }
  return { kind: rollStepped.kind, entity: row.id, body, base: row.stateSeen }
}

/** Called in the first round, silent, and not called again: now it counts as out of reach. */
function missedForGood(context: CoreContext, line: RollLine, by: string): FactDraft[] {
  const answer = standing(line)
  if (answer?.result !== 'absent' || answer.round > 1) return []
  return contactFailed(context, {
    ...(line.unit === null ? {} : { unit: line.unit }),
    ...(line.place === null ? {} : { place: line.place }),
    means: line.means,
    at: answer.at,
    how: 'roll-call',
    note: '点名未应答',
    by,
  })
}

export interface Summing {
  readonly roll: string
  /** Why without a second round, where somebody is missing. */
  readonly reason: string
  readonly reportedTo: string
  /** What goes on the repair list. */
  readonly faults: readonly {
    readonly station: string
    readonly fault: string
    readonly who: string
  }[]
}

export function summarize(
  context: CoreContext,
  seat: Seat,
  input: Summing,
): Result<Recorded, StepRefusal> {
  const session = requireRight(seat, 'log.write')
  const row = rollRow(context, input.roll)
  if (!row) return refuse('not-found')
  if (!stepOf(rollMachine, row.state, 'summarized')) {
    return refuse('not-allowed', { sentence: whyNot(rollMachine, row.state, 'summarized') })
  }
  const missing = missingOf(row)
  const reason = input.reason.trim()
  if (row.state === 'calling' && missing.length > 0 && reason === '') {
    return refuse('reason-needed', {
      sentence: `还有 ${missing.length} 台未应答：请先补点，或写明不补点的原因。`,
    })
  }
  const { name, person } = session
  const at = context.world.clock.nowMs()
  const reportedTo = input.reportedTo.trim()
  const named = missing.length === 0 ? '' : `：${callSigns(missing)}`
  const text = [
    `点名 ${row.title} 汇总：${countWords(countsOf(row))}${named}`,
    ...(reason === '' ? [] : [`未补点，原因：${reason}`]),
    ...(reportedTo === '' ? [] : [`已报 ${reportedTo}`]),
  ].join('；')
  return accept(
    recordFor(context, seat, () => {
      const write = logLines(context)
      const faults = input.faults.flatMap(({ station: key, fault, who }) => {
        const line = row.lines.find((one) => one.key === key)
        if (!line) return []
        const { extra: _extra, answers: _answers, ...station } = line
        const about = { station, fault: fault.trim(), who: who.trim(), roll: row.id }
        return faultDrafts(context, session, about, write)
      })
      return [
        ...missing.flatMap((line) => missedForGood(context, line, name)),
        stepDraft(row, { to: 'summarized', reason, reportedTo, by: name, at }),
        ...(row.line === null
          ? []
          : [
              {
                kind: actionClosed.kind,
                entity: row.line,
                body: { note: '点名已汇总', by: name },
              },
            ]),
        write(commLine({ name, person, group: row.group }, text)),
        ...faults,
      ]
    }),
  )
}

export function skipSlot(
  context: CoreContext,
  seat: Seat,
  input: { readonly slot: string; readonly reason: string },
): Result<Recorded, Refusal<'not-found'>> {
  const { name, person } = requireRight(seat, 'log.write')
  const due = dueSlots(context).find(({ id }) => id === input.slot)
  if (!due) return refuse('not-found')
  const at = context.world.clock.nowMs()
  const reason = input.reason.trim()
  const { schedule, slotAt } = due
  const body = { schedule: schedule.id, slotAt, reason, by: name, at }
  return accept(
    recordFor(context, seat, () => [
      { kind: slotSkipped.kind, entity: due.id, body },
      ...clearDrafts(context, 'roll-call-due', due.id, '本次不点'),
      logLines(context)(
        commLine(
          { name, person },
          `${schedule.label} ${clockTime(slotAt)} 未进行，原因：${reason}`,
        ),
      ),
    ]),
  )
}
