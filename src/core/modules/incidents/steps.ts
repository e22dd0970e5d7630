/** What the workflow allows an incident now, what each step still asks for, and why the rest is not. */
import { assertNever } from '../../kernel/assert-never.ts'
import { nextSteps, stepOf, whyNot } from '../../kernel/state-machine.ts'
import type { CoreContext } from '../../module.ts'
import { closingGuards, unitsKeeper } from './closing.ts'
import type { Incident, StepAsk } from './contract.ts'
import type { IncidentRow } from './tables.ts'
import {
  incidentMachine,
  incidentStatuses,
  incidentWord,
  needWords,
  type IncidentStatus,
  type IncidentStep,
  type StepNeed,
} from './words.ts'

/** The state before the incident was merged; `null` where it is not. */
export function beforeMerging({ history, incidentStatus }: IncidentRow): IncidentStatus | null {
  if (incidentStatus !== 'merged') return null
  return history.findLast(({ status }) => status !== 'merged')?.status ?? null
}

const ask = (need: StepNeed, sentence = needWords[need], waivable = false): StepAsk => ({
  need,
  sentence,
  waivable,
})

function askOf(context: CoreContext, row: IncidentRow, need: StepNeed): StepAsk | null {
  switch (need) {
    case 'grade':
      return row.grade === 'ungraded' ? ask(need) : null
    case 'units': {
      const out = unitsKeeper(context).out(row.id)
      if (out.length === 0) return null
      const calling = out.filter(({ emergency }) => emergency).map(({ callSign }) => callSign)
      if (calling.length > 0) {
        return ask(need, `${calling.join('、')} 正在紧急求救，先处置求救，再办结事件。`)
      }
      const names = out.map(({ callSign, state }) => `${callSign}（${state}）`).join('、')
      return ask(
        need,
        `还有 ${out.length} 支队伍没有撤回：${names}。请逐一说明返回归队、转到其他事件还是留在原地待命。`,
      )
    }
    case 'final-report':
    case 'review': {
      const sentence = closingGuards(context)
        .filter((guard) => guard.need === need)
        .map((guard) => guard.missing(row.id))
        .find((one) => one !== null)
      return sentence == null ? null : ask(need, sentence, true)
    }
    case 'previous':
      // Other ways back are not steps of this incident at all: `stepFor`.
      return null
    case 'transfer':
    case 'main':
      return ask(need)
    default:
      return assertNever(need)
  }
}

/** What a step still waits for; the command must bring it or say why not. */
export function asksOf(context: CoreContext, row: IncidentRow, step: IncidentStep): StepAsk[] {
  return step.needs.map((need) => askOf(context, row, need)).filter((one) => one !== null)
}

/** The step of the table, where this incident's own past allows it. */
export function stepFor(row: IncidentRow, to: IncidentStatus): IncidentStep | undefined {
  const step = stepOf(incidentMachine, row.incidentStatus, to)
  return step?.needs.includes('previous') === true && to !== beforeMerging(row) ? undefined : step
}

/** Why a step is refused, in the operator's words. */
export function whyRefused(row: IncidentRow, to: IncidentStatus): string {
  const before = beforeMerging(row)
  if (before !== null && to !== 'merged') {
    return `事件已并入其他事件，只能撤销并案，回到“${incidentWord(before)}”。`
  }
  return whyNot(incidentMachine, row.incidentStatus, to)
}

/** The steps as the page offers them, and every other state with its reason (UI rule 20). */
export function shownSteps(
  context: CoreContext,
  row: IncidentRow,
): Pick<Incident, 'next' | 'refused' | 'unitsOut'> {
  const next = nextSteps(incidentMachine, row.incidentStatus).filter(
    ({ to }) => stepFor(row, to) !== undefined,
  )
  return {
    next: next.map((step) => ({
      to: step.to,
      action: step.action,
      actor: step.actor,
      reason: step.reason,
      decides: step.decides,
      asks: asksOf(context, row, step),
    })),
    refused: incidentStatuses
      .filter(([key]) => key !== row.incidentStatus && !next.some(({ to }) => to === key))
      .map(([to, word]) => ({ to, word, why: whyRefused(row, to) })),
    unitsOut: unitsKeeper(context)
      .out(row.id)
      .map(({ unit, callSign, name, state }) => ({ unit, callSign, name, state })),
  }
}
