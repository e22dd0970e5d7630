/** A step that was noted wrongly, and a silence that a person takes for danger. */
import { newId } from '../../kernel/id.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import { stateWord } from '../../kernel/state-machine.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { Fact, FactDraft, OpRef } from '../../oplog/types.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import { raiseDrafts } from '../alarms/index.ts'
import { entryStruck, logLines, type EntryId } from '../logbook/index.ts'
import { statusDraft, unitList } from '../teams/index.ts'
import { dangerSubject } from './alarm-subjects.ts'
import { foldAssignment } from './apply.ts'
import { dispatchStepped, stepTakenBack, type DispatchStepped } from './facts.ts'
import type { Input, Said } from './order.ts'
import { assignmentRow } from './queries.ts'
import type { AssignmentRow } from './tables.ts'
import { unitStateDrafts } from './unit-state.ts'
import { dispatchMachine, type AssignmentState } from './words.ts'

const wordOf = (state: AssignmentState) => stateWord(dispatchMachine, state)

/** The step that made the present state; none while the order itself is the newest word. */
function newestStep(context: CoreContext, row: AssignmentRow): Fact | undefined {
  const seen = new Set(row.stateSeen.map(({ origin, seq }) => `${origin} ${seq}`))
  return context.log
    .factsOf(row.id)
    .findLast(
      ({ kind, ref }) => kind === dispatchStepped.kind && seen.has(`${ref.origin} ${ref.seq}`),
    )
}

/** Its line in the log book is struck through by the line that corrects it. */
function struckLine({ body }: Fact, reason: string, by: string, replacedBy: string): FactDraft[] {
  const { line } = body as DispatchStepped
  return line === undefined
    ? []
    : [{ kind: entryStruck.kind, entity: line, body: { reason, by, replacedBy } }]
}

/** The row as it is without this step. */
function without(context: CoreContext, row: AssignmentRow, step: OpRef): AssignmentRow | undefined {
  const facts = context.log
    .factsOf(row.id)
    .filter(({ ref }) => ref.origin !== step.origin || ref.seq !== step.seq)
  return foldAssignment(row.id, facts)
}

export interface TakenBack {
  readonly storedAt: number
  readonly state: AssignmentState
}

/** 更正: the state before the newest step stands again; both stay in the history. */
export function takeBack(
  context: CoreContext,
  seat: Seat,
  input: Input<'takeBack'>,
): Result<TakenBack, Refusal<'not-found', Said> | Refusal<'nothing', Said>> {
  const { name, person } = requireRight(seat, 'unit.status')
  const row = assignmentRow(context.db, input.assignment)
  if (!row) return refuse('not-found', { sentence: '没有找到这道命令。' })
  const step = newestStep(context, row)
  const before = step && without(context, row, step.ref)
  if (!step || !before) {
    return refuse('nothing', { sentence: '没有可以更正的一步。命令下错了，请用“撤销命令”。' })
  }
  const at = context.world.clock.nowMs()
  const reason = input.reason.trim()
  const { origin, seq } = step.ref
  const body = { step: { origin, seq }, reason, at, by: name }
  const line: EntryId = newId(context.world.clock, context.world.random)
  const team = unitList(context.db, context.county).find(({ id }) => id === row.unit)
  const after = { id: row.id, incident: row.incident, unit: row.unit, state: before.state }
  const { storedAt } = recordFor(context, seat, () => [
    { kind: stepTakenBack.kind, entity: row.id, body },
    ...unitStateDrafts(context, team, after, { at: before.stateSince, by: name }),
    ...struckLine(step, reason, name, line),
    logLines(context)({
      id: line,
      kind: 'change',
      source: { kind: 'person', id: person, text: name },
      text: `更正 ${row.callSign}：“${wordOf(row.state)}”记错，仍为“${wordOf(before.state)}”；原因：${reason}`,
      unit: row.unit,
      callSign: row.callSign,
      incident: row.incident,
      recorder: name,
    }),
  ])
  return accept({ storedAt, state: before.state })
}

/** 按紧急求救处理: the team's state and the alarm with the sound of a danger to life. */
export function escalate(
  context: CoreContext,
  seat: Seat,
  input: Input<'escalate'>,
): Result<{ readonly storedAt: number }, Refusal<'not-found', Said>> {
  const { name, person } = requireRight(seat, 'unit.status')
  const unit = unitList(context.db, context.county).find(({ id }) => id === input.unit)
  if (!unit) return refuse('not-found', { sentence: '没有这支队伍。' })
  const at = context.world.clock.nowMs()
  const reason = input.reason.trim()
  const { incident } = unit
  const about = { unit: unit.id, ...(incident === null ? {} : { incident }) }
  const { storedAt } = recordFor(context, seat, () => [
    statusDraft(context, unit.id, { status: 'emergency', at, how: 'seat', incident, by: name }),
    ...raiseDrafts(context, {
      ...about,
      kind: 'unit-emergency',
      subject: dangerSubject(unit.id),
      priority: 'emergency',
      title: `${unit.callSign} 按紧急求救处理`,
      detail: `${reason}（${name} 决定）`,
    }),
    logLines(context)({
      ...about,
      kind: 'alarm',
      source: { kind: 'person', id: person, text: name },
      text: `${unit.callSign} 按紧急求救处理：${reason}`,
      callSign: unit.callSign,
      recorder: name,
    }),
  ])
  return accept({ storedAt })
}
