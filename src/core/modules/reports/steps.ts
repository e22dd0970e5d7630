/** Review, return, signature and void: the steps of a report that are not a sending. */
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import { stateWord, stepOf, whyNot } from '../../kernel/state-machine.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { FactDraft } from '../../oplog/types.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import { logLines } from '../logbook/index.ts'
import { decidedBy, decisionFor, type Decision } from '../people/index.ts'
import { reportCalled, reportLine, type Input } from './drafting.ts'
import { reportStepped, type ReportStepped, type SignedText } from './facts.ts'
import { reportMachine, type ReportStep } from './machine.ts'
import { nextDocumentNumber } from './numbering.ts'
import { reportRow, textOf } from './queries.ts'
import { textHash } from './signed-text.ts'
import type { ReportRow } from './tables.ts'
import { reportName } from './words.ts'

export type StepRefusal =
  | Refusal<'not-found'>
  | Refusal<'not-allowed', { readonly sentence: string }>
  | Refusal<'reason-needed'>
  | Refusal<'no-title'>
  | Refusal<'changed'>
  | Refusal<'not-entitled', { readonly name: string }>

export interface Stepped {
  readonly storedAt: number
  readonly documentNo: string | null
}

function signedText(
  context: CoreContext,
  row: ReportRow,
  reviewer: string,
  at: number,
): SignedText {
  const text = textOf(row)
  const hash = textHash(context.world.crypto, text)
  return { ...text, hash, ...nextDocumentNumber(context, at), reviewer }
}

function decisionOf(
  context: CoreContext,
  seat: Seat,
  step: ReportStep,
  input: Input<'step'>,
): Result<Decision | undefined, Refusal<'not-entitled', { readonly name: string }>> {
  return step.leader
    ? decisionFor(context, seat, 'report.sign', input.authority)
    : accept(undefined)
}

/** What the log says: who decided, and what became of the report. */
function stepWords(
  row: ReportRow,
  step: ReportStep,
  decision: Decision | undefined,
  signed: SignedText | undefined,
  reason: string,
): string {
  const called = signed
    ? `${reportName(row.kind, row.seq)} ${signed.documentNo}`
    : reportCalled(row)
  const who = decision ? `${decidedBy(decision)} ` : ''
  const unreviewed = step.from === 'draft' && signed?.reviewer === '' ? '（未经审核）' : ''
  const why = reason === '' ? '' : `；${reason}`
  return `${who}${step.action}${unreviewed} ${called}：${stateWord(reportMachine, step.to)}${why}`
}

function checked(
  context: CoreContext,
  row: ReportRow,
  input: Input<'step'>,
): Result<ReportStep, StepRefusal> {
  const step = stepOf(reportMachine, row.state, input.to)
  if (!step) {
    return refuse('not-allowed', { sentence: whyNot(reportMachine, row.state, input.to) })
  }
  if (step.reason && input.reason.trim() === '') return refuse('reason-needed')
  if (input.to !== 'signed') return accept(step)
  const text = textOf(row)
  if (text.title.trim() === '') return refuse('no-title')
  const seen = input.seenHash
  return seen !== undefined && seen !== textHash(context.world.crypto, text)
    ? refuse('changed')
    : accept(step)
}

export function stepReport(
  context: CoreContext,
  seat: Seat,
  input: Input<'step'>,
): Result<Stepped, StepRefusal> {
  // Whoever signs by an own session needs no right to write.
  const { name, person } = requireRight(
    seat,
    seat.session?.rights.has('report.sign') ? 'report.sign' : 'report.write',
  )
  const row = reportRow(context.db, input.report)
  if (!row) return refuse('not-found')
  const step = checked(context, row, input)
  if (!step.ok) return step
  const decision = decisionOf(context, seat, step.value, input)
  if (!decision.ok) return decision
  const at = context.world.clock.nowMs()
  const reason = input.reason.trim()
  let documentNo: string | null = null
  const { storedAt } = recordFor(context, seat, (): FactDraft[] => {
    const signed =
      input.to === 'signed' ? signedText(context, row, input.reviewer.trim(), at) : undefined
    documentNo = signed?.documentNo ?? row.documentNo
    const body: ReportStepped = {
      from: row.state,
      to: input.to,
      reason,
      by: name,
      at,
      ...(decision.value ? { decision: decision.value } : {}),
      ...(signed ? { signed } : {}),
    }
    const words = stepWords(row, step.value, decision.value, signed, reason)
    return [
      { kind: reportStepped.kind, entity: row.id, body, base: row.stateSeen },
      logLines(context)(reportLine(row.incident, { name, person }, words, { kind: 'decision' })),
    ]
  })
  return accept({ storedAt, documentNo })
}
