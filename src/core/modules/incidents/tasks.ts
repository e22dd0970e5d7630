/** Tasks to teams and departments that are no dispatch order. */
import { asc, eq, lt } from 'drizzle-orm'
import { beijingMinute } from '../../kernel/beijing-time.ts'
import { isAhead } from '../../kernel/clock-grace.ts'
import type { Database } from '../../kernel/database.ts'
import { newId } from '../../kernel/id.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import { nextSteps, stateWord, stepOf, whyNot } from '../../kernel/state-machine.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { Recorded } from '../../oplog/types.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import { logLines } from '../logbook/index.ts'
import type { CommandInput, IncidentTask } from './contract.ts'
import { taskIssued, taskStatusSet } from './facts.ts'
import { incidentRow } from './queries.ts'
import { taskTable, type TaskRow } from './tables.ts'
import { taskMachine } from './words.ts'

const openStates = new Set<string>(['sent', 'ack', 'doing'])

function shownTask(row: TaskRow, nowMs: number): IncidentTask {
  const { seen: _seen, history: _history, status: _status, ...task } = row
  return {
    ...task,
    word: stateWord(taskMachine, task.taskStatus),
    overdue: task.due !== null && task.due < nowMs && openStates.has(task.taskStatus),
    next: nextSteps(taskMachine, task.taskStatus).map(({ to, action, reason }) => ({
      to,
      action,
      reason,
    })),
  }
}

/** Tasks of an incident in the order they were given. */
export function tasksOf(db: Database, incident: string, nowMs: number): IncidentTask[] {
  return db.tables
    .select()
    .from(taskTable)
    .where(eq(taskTable.incident, incident))
    .orderBy(asc(taskTable.issuedAt), asc(taskTable.id))
    .all()
    .map((row) => shownTask(row, nowMs))
}

/** Tasks of all incidents whose time is over and that are not done, the latest first. */
export function overdueTasks(db: Database, nowMs: number): IncidentTask[] {
  return db.tables
    .select()
    .from(taskTable)
    .where(lt(taskTable.due, nowMs))
    .orderBy(asc(taskTable.due), asc(taskTable.id))
    .all()
    .map((row) => shownTask(row, nowMs))
    .filter(({ overdue }) => overdue)
}

type IssueRefusal =
  | Refusal<'not-found'>
  | Refusal<'closed'>
  | Refusal<'in-future'>
  | Refusal<'past'>

export function issueTask(
  context: CoreContext,
  seat: Seat,
  input: CommandInput<'issueTask'>,
): Result<Recorded & { readonly id: string }, IssueRefusal> {
  const { name, person } = requireRight(seat, 'incident.write')
  const row = incidentRow(context.db, input.incident)
  if (!row) return refuse('not-found')
  if (row.group === 'closed') return refuse('closed')
  const now = context.world.clock.nowMs()
  if (isAhead(input.at ?? 0, now)) return refuse('in-future')
  if (input.due !== undefined && input.due <= now) return refuse('past')
  const at = Math.min(input.at ?? now, now)
  const text = input.text.trim()
  const receiver = input.receiver.trim()
  const id = newId(context.world.clock, context.world.random)
  const until = input.due === undefined ? '' : `，${beijingMinute(input.due)} 前完成`
  const recorded = recordFor(context, seat, () => [
    {
      kind: taskIssued.kind,
      entity: id,
      body: {
        incident: row.id,
        text,
        receiver,
        ...(input.unit === undefined ? {} : { unit: input.unit }),
        ...(input.due === undefined ? {} : { due: input.due }),
        at,
        by: name,
      },
    },
    logLines(context)({
      kind: 'order',
      source: { kind: 'person', id: person, text: name },
      incident: row.id,
      ...(input.unit === undefined ? {} : { unit: input.unit }),
      heardAt: at,
      text: `下达任务给 ${receiver}：${text}${until}`,
      recorder: name,
    }),
  ])
  return accept({ ...recorded, id })
}

type TaskRefusal =
  | Refusal<'not-found'>
  | Refusal<'not-allowed', { readonly why: string }>
  | Refusal<'reason-needed'>
  | Refusal<'in-future'>

export function setTaskStatus(
  context: CoreContext,
  seat: Seat,
  input: CommandInput<'setTaskStatus'>,
): Result<Recorded, TaskRefusal> {
  const { name, person } = requireRight(seat, 'incident.write')
  const task = context.db.tables.select().from(taskTable).where(eq(taskTable.id, input.task)).get()
  if (!task) return refuse('not-found')
  const { taskStatus: from } = task
  const { to } = input
  const step = stepOf(taskMachine, from, to)
  if (!step) return refuse('not-allowed', { why: whyNot(taskMachine, from, to) })
  const result = input.result.trim()
  if (step.reason && result === '') return refuse('reason-needed')
  const now = context.world.clock.nowMs()
  if (isAhead(input.at ?? 0, now)) return refuse('in-future')
  const at = Math.min(input.at ?? now, now)
  const recorded = recordFor(context, seat, () => [
    {
      kind: taskStatusSet.kind,
      entity: task.id,
      body: { from, to, result, at, by: name },
      base: task.seen,
    },
    logLines(context)({
      kind: 'action',
      source: { kind: 'person', id: person, text: name },
      incident: task.incident,
      ...(task.unit === null ? {} : { unit: task.unit }),
      heardAt: at,
      text: `任务“${task.text}”（${task.receiver}）：${stateWord(taskMachine, to)}${result === '' ? '' : `，${result}`}`,
      recorder: name,
    }),
  ])
  return accept(recorded)
}
