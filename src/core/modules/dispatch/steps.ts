/** What teams report of their orders, and what is decided about them. */
import { beijingTime } from '../../kernel/beijing-time.ts'
import { newId } from '../../kernel/id.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import { stateWord, whyNot } from '../../kernel/state-machine.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { FactDraft } from '../../oplog/types.ts'
import { recordFor, requireRight, requireSession } from '../../seat-log.ts'
import { clearDrafts } from '../alarms/index.ts'
import { logLines, type EntryId, type NewLine } from '../logbook/index.ts'
import { readBackDrafts, takenBackDrafts } from '../outbox/index.ts'
import { decidedBy, decisionFor, type Decision } from '../people/index.ts'
import { unitList } from '../teams/index.ts'
import { clearedBySteps } from './alarm-drafts.ts'
import { arrivalSubject } from './alarm-subjects.ts'
import { contactNoted, dispatchEtaSet, dispatchStepped } from './facts.ts'
import { saidAt, type Input, type Said } from './order.ts'
import { assignmentRow, wayOf } from './queries.ts'
import type { AssignmentRow } from './tables.ts'
import { unitStateDrafts } from './unit-state.ts'
import { dispatchMachine, onTheWay, type AssignmentState } from './words.ts'

export type Advance = Input<'advance'>

export interface Advanced {
  readonly storedAt: number
  readonly state: AssignmentState
}

export type AdvanceRefusal =
  | Refusal<'not-found', Said>
  | Refusal<'not-allowed', Said & { readonly from: AssignmentState; readonly to: AssignmentState }>
  | Refusal<'reason-needed', Said>
  | Refusal<'in-future', Said>
  | Refusal<'before-last', Said & { readonly lastAt: number }>
  | Refusal<'due-passed', Said>
  | Refusal<'not-entitled', Said & { readonly name: string }>

const minuteMs = 60_000
const clockText = (at: number) => beijingTime(at).slice(0, 5)
const wordOf = (state: AssignmentState) => stateWord(dispatchMachine, state)

type Way = NonNullable<ReturnType<typeof wayOf>>

function wayFor(row: AssignmentRow, { to, reason }: Advance): Result<Way, AdvanceRefusal> {
  const from = row.state
  if (to === 'ordered') {
    const sentence =
      from === 'working'
        ? '转场要写明新任务，请用“转场新任务”下达。'
        : from === 'standby'
          ? '命令已撤销，请重新下达命令。'
          : whyNot(dispatchMachine, from, to)
    return refuse('not-allowed', { sentence, from, to })
  }
  const way = wayOf(from, to)
  if (!way) return refuse('not-allowed', { sentence: whyNot(dispatchMachine, from, to), from, to })
  if (way.step.reason && !reason?.trim()) {
    return refuse('reason-needed', { sentence: `“${way.step.action}”要写明原因。` })
  }
  return accept(way)
}

function timeFor(
  context: CoreContext,
  row: AssignmentRow,
  { at: typed, etaAt }: Advance,
): Result<number, AdvanceRefusal> {
  const at = saidAt(context, typed)
  if (!at.ok) return at
  // A time typed to the minute may lie before a step recorded to the millisecond.
  if (at.value < Math.floor(row.stateSince / minuteMs) * minuteMs) {
    const sentence = `时间早于上一步（${wordOf(row.state)} ${clockText(row.stateSince)}），请改正后记录。`
    return refuse('before-last', { sentence, lastAt: row.stateSince })
  }
  if (etaAt != null && etaAt < at.value) {
    return refuse('due-passed', { sentence: '预计到达时间早于报告时间，请改正。' })
  }
  return accept(at.value)
}

/** Who stands for it: a report needs the right to note one, an order the right to order. */
function decider(
  context: CoreContext,
  seat: Seat,
  { step }: Way,
  { authority }: Advance,
): Result<Decision | undefined, AdvanceRefusal> {
  if (step.said === 'report') {
    requireRight(seat, 'unit.status')
    return accept(undefined)
  }
  const decision = decisionFor(context, seat, 'dispatch.order', authority)
  if (decision.ok) return decision
  const { name } = decision.data
  const sentence = `${name}没有下达命令的权限，请选有权下令的人，或请其登录后办理。`
  return refuse('not-entitled', { sentence, name })
}

/** `森防01 到达（补：出动、途中），22 人 3 车` */
function stepText(row: AssignmentRow, way: Way, input: Advance, decision?: Decision): string {
  const passed =
    way.passed.length === 0 ? '' : `（补：${way.passed.map((one) => wordOf(one)).join('、')}）`
  const told = [
    input.people == null ? '' : `${input.people} 人`,
    input.vehicles == null ? '' : `${input.vehicles} 车`,
    input.etaAt == null ? '' : `预计 ${clockText(input.etaAt)} 到达`,
    input.readBack?.trim() ? `复诵：${input.readBack.trim()}` : '',
    input.reason?.trim() ? `原因：${input.reason.trim()}` : '',
    decision ? `下令：${decidedBy(decision)}` : '',
  ].filter((part) => part !== '')
  const word = way.step.said === 'order' ? way.step.action : wordOf(input.to)
  return [`${row.callSign} ${word}${passed}，${row.order.orderNo}`, ...told].join('，')
}

/** A report comes from the team and counts as contact; an order is the console's own word. */
function stepLine(
  seat: Seat,
  row: AssignmentRow,
  { at, text, decision }: { at: number; text: string; decision: Decision | undefined },
  input: Pick<Advance, 'to' | 'how'>,
): NewLine {
  const { name } = requireSession(seat)
  return {
    heardAt: at,
    kind: decision ? 'order' : input.to === 'arrived' ? 'arrival' : 'status',
    source: decision
      ? { kind: 'person', id: decision.person, text: decision.name }
      : { kind: 'unit', id: row.unit, text: row.callSign },
    channel: input.how ?? 'radio370',
    text,
    unit: row.unit,
    callSign: row.callSign,
    incident: row.incident,
    recorder: name,
  }
}

const ackWays: Readonly<Record<string, 'radio' | 'phone' | 'f2f'>> = {
  radio370: 'radio',
  landline: 'phone',
  mobile: 'phone',
  phone: 'phone',
  satphone: 'phone',
  f2f: 'f2f',
}

/** A read-back answers the order's texts; an order taken back takes back what has not gone out. */
function textsOf(
  context: CoreContext,
  seat: Seat,
  row: AssignmentRow,
  input: Advance,
): FactDraft[] {
  if (row.state !== 'ordered') return []
  const { person, name } = requireSession(seat)
  const by = { by: person, byName: name }
  if (input.to === 'standby') return takenBackDrafts(context, row.id, by)
  const note = input.readBack?.trim() ?? ''
  const how = ackWays[input.how ?? 'radio370'] ?? 'radio'
  return readBackDrafts(context, row.id, { who: row.callSign, how, note, ...by })
}

/** The next state of one order. What lies between and was never reported is noted as 补. */
export function advance(
  context: CoreContext,
  seat: Seat,
  input: Advance,
): Result<Advanced, AdvanceRefusal> {
  const { name } = requireSession(seat)
  const row = assignmentRow(context.db, input.assignment)
  if (!row) return refuse('not-found', { sentence: '没有找到这道命令。' })
  const way = wayFor(row, input)
  if (!way.ok) return way
  const decision = decider(context, seat, way.value, input)
  if (!decision.ok) return decision
  const time = timeFor(context, row, input)
  if (!time.ok) return time
  const at = time.value
  const { to } = input
  const line: EntryId = newId(context.world.clock, context.world.random)
  const body = {
    line,
    from: row.state,
    to,
    at,
    how: input.how ?? 'radio370',
    passed: [...way.value.passed],
    by: name,
    ...(input.readBack?.trim() ? { readBack: input.readBack.trim() } : {}),
    ...(input.people == null ? {} : { people: input.people }),
    ...(input.vehicles == null ? {} : { vehicles: input.vehicles }),
    ...(input.etaAt == null ? {} : { etaAt: input.etaAt }),
    ...(input.reason?.trim() ? { reason: input.reason.trim() } : {}),
  }
  const team = unitList(context.db, context.county).find(({ id }) => id === row.unit)
  const after = { id: row.id, incident: row.incident, unit: row.unit, state: to }
  const text = stepText(row, way.value, input, decision.value)
  const { storedAt } = recordFor(context, seat, () => [
    { kind: dispatchStepped.kind, entity: row.id, body, base: row.stateSeen },
    ...unitStateDrafts(context, team, after, { at, by: name }),
    ...clearedBySteps(context, row, to),
    ...textsOf(context, seat, row, input),
    logLines(context)({
      ...stepLine(seat, row, { at, text, decision: decision.value }, input),
      id: line,
    }),
  ])
  return accept({ storedAt, state: to })
}

export type EtaRefusal =
  | Refusal<'not-found', Said>
  | Refusal<'not-allowed', Said>
  | Refusal<'due-passed', Said>

/** A new estimate of the arrival; the alarm about the old one ends. */
export function setEta(
  context: CoreContext,
  seat: Seat,
  input: Input<'setEta'>,
): Result<{ readonly storedAt: number }, EtaRefusal> {
  const { name } = requireRight(seat, 'unit.status')
  const row = assignmentRow(context.db, input.assignment)
  if (!row) return refuse('not-found', { sentence: '没有找到这道命令。' })
  if (row.state !== 'ordered' && !onTheWay.has(row.state)) {
    return refuse('not-allowed', { sentence: '已经到达或已经结束，不用再报预计到达时间。' })
  }
  const at = context.world.clock.nowMs()
  if (input.etaAt < at) {
    return refuse('due-passed', { sentence: '预计到达时间早于现在，请改正。' })
  }
  const reason = input.reason?.trim()
  const how = input.how ?? 'radio370'
  const body = { etaAt: input.etaAt, at, how, by: name, ...(reason ? { reason } : {}) }
  const why = reason ? `，原因：${reason}` : ''
  const text = `${row.callSign} 预计 ${clockText(input.etaAt)} 到达，${row.order.orderNo}${why}`
  const { storedAt } = recordFor(context, seat, () => [
    { kind: dispatchEtaSet.kind, entity: row.id, body },
    ...clearDrafts(context, 'dispatch-late', arrivalSubject(row), '已报新的预计到达时间'),
    logLines(context)(
      stepLine(seat, row, { at, text, decision: undefined }, { to: row.state, how }),
    ),
  ])
  return accept({ storedAt })
}

/** The dispatcher answers for the team, with channel and words. */
export function noteContact(
  context: CoreContext,
  seat: Seat,
  input: Input<'noteContact'>,
): Result<{ readonly storedAt: number }, Refusal<'not-found', Said> | Refusal<'in-future', Said>> {
  const { name } = requireRight(seat, 'unit.status')
  const unit = unitList(context.db, context.county).find(({ id }) => id === input.unit)
  if (!unit) return refuse('not-found', { sentence: '没有这支队伍。' })
  const at = saidAt(context, input.at)
  if (!at.ok) return at
  const channel = input.channel ?? 'radio370'
  const text = input.text.trim()
  const { storedAt } = recordFor(context, seat, () => {
    const id: EntryId = newId(context.world.clock, context.world.random)
    const line = logLines(context)({
      id,
      heardAt: at.value,
      kind: 'comm',
      source: { kind: 'unit', id: unit.id, text: unit.callSign },
      channel,
      text,
      unit: unit.id,
      callSign: unit.callSign,
      ...(unit.incident === null ? {} : { incident: unit.incident }),
      generated: false,
      recorder: name,
    })
    const body = { at: at.value, text, channel, line: id, by: name }
    return [{ kind: contactNoted.kind, entity: unit.id, body }, line]
  })
  return accept({ storedAt })
}
