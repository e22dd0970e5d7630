/** What officers and leaders do to the review of an incident. Every step writes its own log line. */
import type { z } from 'zod'
import { beijingMinute } from '../../kernel/beijing-time.ts'
import { isAhead } from '../../kernel/clock-grace.ts'
import { newId } from '../../kernel/id.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import { stepOf, whyNot } from '../../kernel/state-machine.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { FactDraft, Recorded } from '../../oplog/types.ts'
import { recordFor, requireRight, requireSession } from '../../seat-log.ts'
import { clearDrafts } from '../alarms/index.ts'
import { logLines, type NewLine } from '../logbook/index.ts'
import { decidedBy, decisionFor, type Decision } from '../people/index.ts'
import {
  actionMachine,
  doneStates,
  reviewMachine,
  sectionTitle,
  writableStates,
  type ReviewState,
} from '../review-record/contract.ts'
import {
  actionMoved,
  actionNoted,
  reliefNoted,
  reliefWithdrawn,
  reviewOpened,
  reviewRow,
  reviewStepped,
  reviewWaived,
  sectionWritten,
} from '../review-record/index.ts'
import type { MeasuredTime, reviewContract } from './contract.ts'
import { sectionsOf, timesOf } from './queries.ts'
import { incidentRecordFor, type IncidentRecord } from './record.ts'

type Input<Name extends Exclude<keyof typeof reviewContract, 'show' | 'timeline'>> = z.output<
  NonNullable<(typeof reviewContract)[Name]['~orpc']['inputSchema']>
>

type NotFound = Refusal<'not-found'>
type NotOpened = Refusal<'not-opened'>
type InFuture = Refusal<'in-future'>
type NotEntitled = Refusal<'not-entitled', { readonly name: string }>
type NotAllowed = Refusal<'not-allowed', { readonly reason: string }>
type ReasonNeeded = Refusal<'reason-needed'>

/** The generated line beside a fact, in the name of the seat's person. */
function lineFor(context: CoreContext, seat: Seat, incident: string) {
  const { name, person } = requireSession(seat)
  return (line: Pick<NewLine, 'text'> & Partial<NewLine>) =>
    logLines(context)({
      kind: 'change',
      source: { kind: 'person', id: person, text: name },
      incident,
      recorder: name,
      ...line,
    })
}

export function openReview(
  context: CoreContext,
  seat: Seat,
  { incident }: Input<'open'>,
): Result<Recorded, NotFound | Refusal<'not-ended'> | Refusal<'already-open'>> {
  const { name } = requireRight(seat, 'incident.write')
  const record = incidentRecordFor(context, incident)
  if (!record) return refuse('not-found')
  if (!record.reviewed.ended) return refuse('not-ended')
  if (record.review?.state) return refuse('already-open')
  const line = lineFor(context, seat, incident)
  return accept(
    recordFor(context, seat, () => [
      {
        kind: reviewOpened.kind,
        entity: incident,
        body: { by: name, at: context.world.clock.nowMs() },
      },
      line({ text: '开始复盘' }),
    ]),
  )
}

export function writeSection(
  context: CoreContext,
  seat: Seat,
  { incident, section, text, seen }: Input<'writeSection'>,
): Result<Recorded, NotOpened | Refusal<'signed'>> {
  const { name } = requireRight(seat, 'incident.write')
  const row = reviewRow(context.db, incident)
  if (!row?.state) return refuse('not-opened')
  if (!writableStates.includes(row.state)) return refuse('signed')
  const line = lineFor(context, seat, incident)
  return accept(
    recordFor(context, seat, () => [
      {
        kind: sectionWritten.kind,
        entity: incident,
        body: { section, text: text.trim(), by: name },
        base: seen ?? row.sections[section]?.seen ?? [],
      },
      line({ text: `复盘报告：修改“${sectionTitle(section)}”` }),
    ]),
  )
}

/** With the signature everything that was on the page becomes what was signed. */
function signedDrafts(
  record: IncidentRecord,
  times: readonly MeasuredTime[],
  name: string,
): FactDraft[] {
  return sectionsOf(record, times)
    .filter(({ written }) => written === null)
    .map(({ key: section, text }) => ({
      kind: sectionWritten.kind,
      entity: record.row.id,
      body: { section, text, by: name },
      base: [],
    }))
}

const leadersSteps: readonly (readonly [ReviewState, ReviewState])[] = [
  ['meeting', 'signed'],
  ['signed', 'meeting'],
]

function openActions({ review }: IncidentRecord): number {
  return (review?.actions ?? []).filter(({ state }) => state !== 'closed').length
}

export function stepReview(
  context: CoreContext,
  seat: Seat,
  input: Input<'step'>,
): Result<Recorded, NotFound | NotOpened | NotAllowed | ReasonNeeded | NotEntitled> {
  const { name } = requireRight(seat, 'incident.write')
  const record = incidentRecordFor(context, input.incident)
  if (!record) return refuse('not-found')
  const from = record.review?.state
  if (!record.review || !from) return refuse('not-opened')
  const { to } = input
  const step = stepOf(reviewMachine, from, to)
  if (!step) return refuse('not-allowed', { reason: whyNot(reviewMachine, from, to) })
  const left = to === 'closed' ? openActions(record) : 0
  if (left > 0) {
    return refuse('not-allowed', { reason: `还有 ${left} 项整改没有销号，全部销号后才能完成。` })
  }
  const reason = input.reason.trim()
  if (step.reason && reason === '') return refuse('reason-needed')
  const byLeader = leadersSteps.some(([one, other]) => one === from && other === to)
  const decision = byLeader
    ? decisionFor(context, seat, 'incident.decide', input.authority)
    : undefined
  if (decision && !decision.ok) return decision
  const line = lineFor(context, seat, input.incident)
  const { stateSeen } = record.review
  return accept(
    recordFor(context, seat, () => {
      const times = timesOf(context, record)
      const signs = to === 'signed'
      return [
        ...(signs ? signedDrafts(record, times, name) : []),
        {
          kind: reviewStepped.kind,
          entity: input.incident,
          body: {
            from,
            to,
            reason,
            by: name,
            at: context.world.clock.nowMs(),
            ...(decision ? { decision: decision.value } : {}),
            ...(signs ? { times } : {}),
          },
          base: stateSeen,
        },
        ...(doneStates.includes(to) ? dueCleared(context, input.incident, '复盘报告已签发') : []),
        line({
          kind: byLeader ? 'decision' : 'change',
          text: stepWords(step.action, reason, decision?.value),
        }),
      ]
    }),
  )
}

function stepWords(action: string, reason: string, decision: Decision | undefined): string {
  const who = decision ? `（${decidedBy(decision)}）` : ''
  return `复盘报告：${action}${who}${reason === '' ? '' : `；原因：${reason}`}`
}

function dueCleared(context: CoreContext, incident: string, reason: string): FactDraft[] {
  return clearDrafts(context, 'review-due', incident, reason)
}

export function waiveReview(
  context: CoreContext,
  seat: Seat,
  { incident, reason, authority }: Input<'waive'>,
): Result<Recorded, NotFound | NotEntitled | Refusal<'already-done'> | Refusal<'already-waived'>> {
  const { name } = requireRight(seat, 'incident.write')
  const record = incidentRecordFor(context, incident)
  if (!record) return refuse('not-found')
  const state = record.review?.state
  if (state && doneStates.includes(state)) return refuse('already-done')
  if (record.review?.waived) return refuse('already-waived')
  const decision = decisionFor(context, seat, 'incident.decide', authority)
  if (!decision.ok) return decision
  const line = lineFor(context, seat, incident)
  const why = reason.trim()
  return accept(
    recordFor(context, seat, () => [
      {
        kind: reviewWaived.kind,
        entity: incident,
        body: {
          reason: why,
          by: name,
          at: context.world.clock.nowMs(),
          decision: decision.value,
        },
      },
      ...dueCleared(context, incident, '已免除复盘'),
      line({ kind: 'decision', text: `免除复盘（${decidedBy(decision.value)}）；原因：${why}` }),
    ]),
  )
}

function isDay(text: string): boolean {
  const match = /^\d{4}-\d{2}-\d{2}$/.exec(text)
  if (!match) return false
  const ms = Date.parse(`${text}T00:00:00Z`)
  // A 31 June would roll over into July.
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text)
}

export function noteAction(
  context: CoreContext,
  seat: Seat,
  input: Input<'noteAction'>,
): Result<
  { readonly id: string; readonly storedAt: number },
  NotOpened | NotFound | Refusal<'bad-day'> | Refusal<'closed'>
> {
  const { name } = requireRight(seat, 'incident.write')
  const row = reviewRow(context.db, input.incident)
  if (!row?.state) return refuse('not-opened')
  if (row.state === 'closed') return refuse('closed')
  if (!isDay(input.due)) return refuse('bad-day')
  const known = row.actions.find(({ id }) => id === input.action)
  if (input.action && !known) return refuse('not-found')
  const action = known?.id ?? newId(context.world.clock, context.world.random)
  const line = lineFor(context, seat, input.incident)
  const body = {
    action,
    problem: input.problem.trim(),
    owner: input.owner.trim(),
    measure: input.measure.trim(),
    due: input.due,
    verifier: input.verifier.trim(),
    by: name,
  }
  const { storedAt } = recordFor(context, seat, () => [
    { kind: actionNoted.kind, entity: input.incident, body },
    line({
      text: `整改项${known ? '改为' : ''}：${body.problem} → ${body.measure}；责任单位 ${body.owner}，期限 ${body.due}`,
    }),
  ])
  return accept({ id: action, storedAt })
}

export function moveAction(
  context: CoreContext,
  seat: Seat,
  input: Input<'moveAction'>,
): Result<Recorded, NotFound | NotAllowed | ReasonNeeded> {
  const { name } = requireRight(seat, 'incident.write')
  const action = reviewRow(context.db, input.incident)?.actions.find(
    ({ id }) => id === input.action,
  )
  if (!action) return refuse('not-found')
  const step = stepOf(actionMachine, action.state, input.to)
  if (!step) return refuse('not-allowed', { reason: whyNot(actionMachine, action.state, input.to) })
  const note = input.note.trim()
  if (step.reason && note === '') return refuse('reason-needed')
  const line = lineFor(context, seat, input.incident)
  return accept(
    recordFor(context, seat, () => [
      {
        kind: actionMoved.kind,
        entity: input.incident,
        body: {
          action: action.id,
          to: input.to,
          note,
          by: name,
          at: context.world.clock.nowMs(),
        },
      },
      line({ text: `整改项“${action.problem}”：${step.action}${note === '' ? '' : `；${note}`}` }),
    ]),
  )
}

export function noteRelief(
  context: CoreContext,
  seat: Seat,
  input: Input<'noteRelief'>,
): Result<{ readonly id: string; readonly storedAt: number }, NotFound | InFuture> {
  const { name } = requireRight(seat, 'incident.write')
  if (!incidentRecordFor(context, input.incident)) return refuse('not-found')
  const now = context.world.clock.nowMs()
  const at = input.at ?? now
  if (isAhead(at, now)) return refuse('in-future')
  const relief = newId(context.world.clock, context.world.random)
  const body = {
    relief,
    at: Math.min(at, now),
    settlement: input.settlement.trim(),
    what: input.what.trim(),
    deliveredBy: input.deliveredBy.trim(),
    by: name,
  }
  const line = lineFor(context, seat, input.incident)
  const { storedAt } = recordFor(context, seat, () => [
    { kind: reliefNoted.kind, entity: input.incident, body },
    line({
      kind: 'action',
      heardAt: body.at,
      text: `救助：${body.settlement}，${body.what}${body.deliveredBy === '' ? '' : `（${body.deliveredBy}）`}`,
    }),
  ])
  return accept({ id: relief, storedAt })
}

export function withdrawRelief(
  context: CoreContext,
  seat: Seat,
  { incident, relief, reason }: Input<'withdrawRelief'>,
): Result<Recorded, NotFound | Refusal<'already-withdrawn'>> {
  const { name } = requireRight(seat, 'incident.write')
  const noted = reviewRow(context.db, incident)?.relief.find(({ id }) => id === relief)
  if (!noted) return refuse('not-found')
  if (noted.withdrawn) return refuse('already-withdrawn')
  const line = lineFor(context, seat, incident)
  const why = reason.trim()
  return accept(
    recordFor(context, seat, () => [
      { kind: reliefWithdrawn.kind, entity: incident, body: { relief, reason: why, by: name } },
      line({
        text: `撤销救助记录：${beijingMinute(noted.at)} ${noted.settlement}；原因：${why}`,
      }),
    ]),
  )
}
