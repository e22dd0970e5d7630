/** What becomes of an instruction: conveyed, begun, answered, chased, reported back, sent back. */
import { isAhead } from '../../kernel/clock-grace.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import { stepOf, whyNot } from '../../kernel/state-machine.ts'
import type { CoreContext, Seat } from '../../module.ts'
import { recordFor, requireRight, type Stored } from '../../seat-log.ts'
import { entryWord, logLines } from '../logbook/index.ts'
import {
  instructionChased,
  instructionConveyed,
  instructionFedBack,
  instructionStepped,
  type InstructionConveyed,
  type InstructionFedBack,
  type InstructionStepped,
} from './facts.ts'
import { stepWords } from './history.ts'
import { dueAtOf, limitsOf } from './limits.ts'
import { instructionRow, numberOf } from './queries.ts'
import { instructionLine, openInstruction, type Input, type NotNow } from './receiving.ts'
import type { InstructionRow, StoredAssignee } from './tables.ts'
import { instructionMachine, type InstructionState } from './words.ts'

export type TimedRefusal = NotNow | Refusal<'in-future' | 'before-given'>

function ofAssignee(
  context: CoreContext,
  id: string,
  key: string,
): Result<{ readonly row: InstructionRow; readonly assignee: StoredAssignee }, NotNow> {
  const open = openInstruction(context, id)
  if (!open.ok) return open
  const assignee = open.value.assignees.find((one) => one.key === key)
  return assignee ? accept({ row: open.value, assignee }) : refuse('not-found')
}

function badTime(context: CoreContext, row: InstructionRow, at: number) {
  if (isAhead(at, context.world.clock.nowMs())) return refuse('in-future')
  // Minutes are typed: what was told in the minute it was given is not before it.
  return at < row.givenAt - 60_000 ? refuse('before-given') : undefined
}

export function conveyInstruction(
  context: CoreContext,
  seat: Seat,
  input: Input<'convey'>,
): Result<Stored & { readonly dueAt: number | null }, TimedRefusal> {
  const who = requireRight(seat, 'log.write')
  const found = ofAssignee(context, input.instruction, input.assignee)
  if (!found.ok) return found
  const { row, assignee } = found.value
  const bad = badTime(context, row, input.toldAt)
  if (bad) return bad
  const body: InstructionConveyed = {
    assignee: assignee.key,
    receiver: input.receiver.trim(),
    means: input.means,
    toldAt: input.toldAt,
    readback: input.readback.trim(),
    by: who.name,
    at: context.world.clock.nowMs(),
  }
  const words = `批示 ${numberOf(context, row)} 传达 ${assignee.name} ${body.receiver}，复诵：${body.readback}`
  const { storedAt } = recordFor(context, seat, () => [
    { kind: instructionConveyed.kind, entity: row.id, body },
    logLines(context)(
      instructionLine(row.incident, who, words, {
        channel: body.means,
        heardAt: heard(body.toldAt, body.at),
      }),
    ),
  ])
  const told = instructionRow(context.db, row.id)
  return accept({ storedAt, dueAt: told ? dueAtOf(told, limitsOf(context)) : null })
}

/** A wall clock that is ahead must not put a line into the future. */
function heard(at: number, now: number): number {
  return Math.min(at, now)
}

export function feedBackInstruction(
  context: CoreContext,
  seat: Seat,
  input: Input<'feedBack'>,
): Result<Stored, TimedRefusal> {
  const who = requireRight(seat, 'log.write')
  const found = ofAssignee(context, input.instruction, input.assignee)
  if (!found.ok) return found
  const { row, assignee } = found.value
  if (assignee.conveyed.length === 0) {
    return refuse('not-allowed', { sentence: whyNot(instructionMachine, 'received', 'fed_back') })
  }
  const bad = badTime(context, row, input.saidAt)
  if (bad) return bad
  const body: InstructionFedBack = {
    assignee: assignee.key,
    round: row.round,
    text: input.text.trim(),
    evidence: input.evidence.trim(),
    reporter: input.reporter.trim(),
    means: input.means,
    saidAt: input.saidAt,
    by: who.name,
    at: context.world.clock.nowMs(),
  }
  const words = `批示 ${numberOf(context, row)} ${assignee.name} ${body.reporter} 反馈：${body.text}${body.evidence === '' ? '' : `；佐证：${body.evidence}`}`
  const { storedAt } = recordFor(context, seat, () => [
    { kind: instructionFedBack.kind, entity: row.id, body },
    logLines(context)(
      instructionLine(row.incident, who, words, {
        kind: 'report',
        channel: body.means,
        heardAt: heard(body.saidAt, body.at),
      }),
    ),
  ])
  return accept({ storedAt })
}

export function chaseInstruction(
  context: CoreContext,
  seat: Seat,
  input: Input<'chase'>,
): Result<Stored, NotNow> {
  const who = requireRight(seat, 'log.write')
  const found = ofAssignee(context, input.instruction, input.assignee)
  if (!found.ok) return found
  const { row, assignee } = found.value
  const body = {
    assignee: assignee.key,
    spokenTo: input.spokenTo.trim(),
    means: input.means,
    said: input.said.trim(),
    by: who.name,
    at: context.world.clock.nowMs(),
  }
  const words = `催办批示 ${numberOf(context, row)}：${assignee.name} ${body.spokenTo}（${entryWord(body.means)}）${body.said === '' ? '' : `：${body.said}`}`
  const { storedAt } = recordFor(context, seat, () => [
    { kind: instructionChased.kind, entity: row.id, body },
    logLines(context)(instructionLine(row.incident, who, words, { channel: body.means })),
  ])
  return accept({ storedAt })
}

const statesOfSteps: Readonly<Record<InstructionStepped['step'], InstructionState>> = {
  doing: 'doing',
  returned: 'doing',
  reopened: 'doing',
  closed: 'closed',
  withdrawn: 'closed',
}

/** A withdrawal ends what is still owed; what was fed back is reported instead. */
function allowed(state: InstructionState, step: InstructionStepped['step']): boolean {
  const needsReason = step === 'withdrawn' || step === 'returned' || step === 'reopened'
  return stepOf(instructionMachine, state, statesOfSteps[step])?.reason === needsReason
}

export function stepInstruction(
  context: CoreContext,
  seat: Seat,
  id: string,
  step: Pick<InstructionStepped, 'step' | 'reason' | 'report'>,
): Result<Stored, NotNow> {
  const who = requireRight(seat, 'log.write')
  const row = instructionRow(context.db, id)
  if (!row) return refuse('not-found')
  if (!allowed(row.state, step.step)) {
    return refuse('not-allowed', {
      sentence: whyNot(instructionMachine, row.state, statesOfSteps[step.step]),
    })
  }
  const body: InstructionStepped = {
    ...step,
    reason: step.reason.trim(),
    by: who.name,
    at: context.world.clock.nowMs(),
  }
  const { storedAt } = recordFor(context, seat, () => [
    { kind: instructionStepped.kind, entity: row.id, body, base: row.stateSeen },
    logLines(context)(
      instructionLine(
        row.incident,
        who,
        `批示 ${numberOf(context, row)} ${stepWords(body)}`,
        step.report ? { channel: step.report.means } : {},
      ),
    ),
  ])
  return accept({ storedAt })
}
