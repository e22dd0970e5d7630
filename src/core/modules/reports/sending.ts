/** That a report left, and that the other side has it: what stops the clocks. */
import { beijingMinute } from '../../kernel/beijing-time.ts'
import { isAhead } from '../../kernel/clock-grace.ts'
import { newId } from '../../kernel/id.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import { stepOf, whyNot } from '../../kernel/state-machine.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { FactDraft } from '../../oplog/types.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import { incidentRow } from '../incidents/index.ts'
import { logLines } from '../logbook/index.ts'
import { reportCalled, reportLine, type Input } from './drafting.ts'
import {
  reportAcknowledged,
  reportFiled,
  reportSent,
  reportStepped,
  type ReportSent,
} from './facts.ts'
import { reportMachine } from './machine.ts'
import { reportRow } from './queries.ts'
import type { ReportRow } from './tables.ts'
import type { ReportState } from './words.ts'

type TimeRefusal = Refusal<'in-future'> | Refusal<'too-early'>

/** The moment of a sending: now, or as typed by hand. */
function moment(
  context: CoreContext,
  incident: string,
  typed: number | undefined,
): Result<{ readonly at: number; readonly manual: boolean }, TimeRefusal> {
  const now = context.world.clock.nowMs()
  if (typed === undefined) return accept({ at: now, manual: false })
  if (isAhead(typed, now)) return refuse('in-future')
  const received = incidentRow(context.db, incident)?.receivedAt ?? 0
  // A minute is what a person types; the call came some seconds into it.
  return typed < Math.floor(received / 60_000) * 60_000
    ? refuse('too-early')
    : accept({ at: Math.min(typed, now), manual: true })
}

function stepTo(row: ReportRow, to: ReportState, by: string, at: number): FactDraft[] {
  if (!stepOf(reportMachine, row.state, to)) return []
  const body = { from: row.state, to, reason: '', by, at }
  return [{ kind: reportStepped.kind, entity: row.id, body, base: row.stateSeen }]
}

/** A follow-up or final report that leaves takes the place of the one before; that one is kept. */
function earlierSuperseded(context: CoreContext, row: ReportRow, by: string, at: number) {
  const earlier = row.earlier === null ? undefined : reportRow(context.db, row.earlier)
  return earlier ? stepTo(earlier, 'superseded', by, at) : []
}

export type SendRefusal =
  | Refusal<'not-found'>
  | Refusal<'not-allowed', { readonly sentence: string }>
  | TimeRefusal

function sentWords(row: ReportRow, { to, receiver, at, manual, readBack }: ReportSent): string {
  const typed = manual ? `，报送时间 ${beijingMinute(at)}（人工）` : ''
  return `${reportCalled(row)} 报送${to}，接收人 ${receiver}${readBack ? '，对方复述无误' : ''}${typed}`
}

export function sendReport(
  context: CoreContext,
  seat: Seat,
  input: Input<'send'>,
): Result<{ readonly id: string; readonly storedAt: number }, SendRefusal> {
  const { name, person } = requireRight(seat, 'report.write')
  const row = reportRow(context.db, input.report)
  if (!row) return refuse('not-found')
  const again = row.state === 'sent' || row.state === 'acknowledged'
  if (!again && !stepOf(reportMachine, row.state, 'sent')) {
    return refuse('not-allowed', { sentence: whyNot(reportMachine, row.state, 'sent') })
  }
  const time = moment(context, row.incident, input.at)
  if (!time.ok) return time
  const { clock, random } = context.world
  const id = newId(clock, random)
  const now = clock.nowMs()
  const { level, means, readBack } = input
  const body: ReportSent = {
    id,
    to: input.to.trim(),
    level,
    means,
    receiver: input.receiver.trim(),
    ...time.value,
    readBack,
    by: name,
  }
  const { storedAt } = recordFor(context, seat, () => [
    { kind: reportSent.kind, entity: row.id, body },
    ...stepTo(row, 'sent', name, now),
    ...earlierSuperseded(context, row, name, now),
    logLines(context)(
      reportLine(row.incident, { name, person }, sentWords(row, body), {
        kind: 'submit',
        source: { kind: 'text', text: `${body.to} ${body.receiver}` },
        channel: means,
        heardAt: body.at,
      }),
    ),
  ])
  return accept({ id, storedAt })
}

export type ReceiptRefusal =
  | Refusal<'not-found'>
  | Refusal<'already-acknowledged'>
  | Refusal<'before-sent'>
  | TimeRefusal

export function acknowledgeReport(
  context: CoreContext,
  seat: Seat,
  input: Input<'acknowledge'>,
): Result<{ readonly storedAt: number }, ReceiptRefusal> {
  const { name, person } = requireRight(seat, 'report.write')
  const row = reportRow(context.db, input.report)
  const sending = row?.sendings.find(({ id }) => id === input.sending)
  if (!row || !sending) return refuse('not-found')
  if (sending.receipt) return refuse('already-acknowledged')
  const time = moment(context, row.incident, input.at)
  if (!time.ok) return time
  if (time.value.at < Math.floor(sending.at / 60_000) * 60_000) return refuse('before-sent')
  const by = input.by.trim()
  const open = row.sendings.filter(({ receipt, id }) => receipt === null && id !== sending.id)
  const now = context.world.clock.nowMs()
  const { storedAt } = recordFor(context, seat, () => [
    {
      kind: reportAcknowledged.kind,
      entity: row.id,
      body: { sending: sending.id, by, ...time.value, recordedBy: name },
    },
    // Signed for once everybody it went to has it.
    ...(open.length === 0 ? stepTo(row, 'acknowledged', name, now) : []),
    logLines(context)(
      reportLine(
        row.incident,
        { name, person },
        `${reportCalled(row)} ${sending.to} ${by} 签收${time.value.manual ? `，签收时间 ${beijingMinute(time.value.at)}（人工）` : ''}`,
        { kind: 'submit', source: { kind: 'text', text: `${sending.to} ${by}` } },
      ),
    ),
  ])
  return accept({ storedAt })
}

export type FileRefusal = Refusal<'not-found'> | Refusal<'unknown-rule'> | TimeRefusal

/** Reported by a way this console does not see: the person says where, to whom and when. */
export function fileReport(
  context: CoreContext,
  seat: Seat,
  input: Input<'file'>,
): Result<{ readonly storedAt: number }, FileRefusal> {
  const { name, person } = requireRight(seat, 'report.write')
  if (!incidentRow(context.db, input.incident)) return refuse('not-found')
  const rule = context.county.reportDeadlines.rows.find(({ key }) => key === input.rule)
  if (!rule) return refuse('unknown-rule')
  const time = moment(context, input.incident, input.at)
  if (!time.ok) return time
  const { clock, random } = context.world
  const { incident } = input
  const told = {
    to: input.to.trim(),
    receiver: input.receiver.trim(),
    note: input.note.trim(),
  }
  const { at, manual } = time.value
  const words = [
    `${rule.label}已另行报送${told.to}`,
    told.receiver === '' ? '' : `，接收人 ${told.receiver}`,
    told.note === '' ? '' : `，${told.note}`,
    manual ? `，报送时间 ${beijingMinute(at)}（人工）` : '',
  ].join('')
  const { storedAt } = recordFor(context, seat, () => [
    {
      kind: reportFiled.kind,
      entity: newId(clock, random),
      body: { incident, rule: rule.key, ...told, at, by: name },
    },
    logLines(context)(
      reportLine(incident, { name, person }, words, { kind: 'submit', heardAt: at }),
    ),
  ])
  return accept({ storedAt })
}
