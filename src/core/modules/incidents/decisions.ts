/** What persons decide about an incident: its grade, the response level, the warning colour. */
import { beijingMinute } from '../../kernel/beijing-time.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { Recorded } from '../../oplog/types.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import { logLines } from '../logbook/index.ts'
import { decidedBy, decisionFor } from '../people/index.ts'
import type { CommandInput } from './contract.ts'
import { gradeDecided, responseSet, warningColourSet } from './facts.ts'
import { incidentRow } from './queries.ts'
import { gradeRank, incidentWord } from './words.ts'

type Entitled = Refusal<'not-entitled', { readonly name: string }>

export function decideGrade(
  context: CoreContext,
  seat: Seat,
  input: CommandInput<'decideGrade'>,
): Result<Recorded, Refusal<'not-found'> | Refusal<'closed'> | Entitled> {
  const { name, person } = requireRight(seat, 'incident.write')
  const row = incidentRow(context.db, input.incident)
  if (!row) return refuse('not-found')
  if (row.group === 'closed') return refuse('closed')
  const decision = decisionFor(context, seat, 'incident.decide', input.authority)
  if (!decision.ok) return decision
  const { grade } = input
  const basis = input.basis.trim()
  const before = row.grade
  const change =
    before === 'ungraded'
      ? '初判级别'
      : gradeRank(grade) > gradeRank(before)
        ? '升级'
        : gradeRank(grade) < gradeRank(before)
          ? '降级'
          : '维持级别'
  const at = context.world.clock.nowMs()
  const recorded = recordFor(context, seat, () => [
    {
      kind: gradeDecided.kind,
      entity: row.id,
      body: { grade, basis, decision: decision.value, by: name, at },
      base: [...(row.fields.grade?.seen ?? []), ...(row.fields.gradeBasis?.seen ?? [])],
    },
    logLines(context)({
      kind: 'decision',
      source: { kind: 'person', id: decision.value.person, text: decision.value.name },
      incident: row.id,
      text: `${change}：${incidentWord(grade)}${before === 'ungraded' ? '' : `（原：${incidentWord(before)}）`}，依据：${basis}，决定人 ${decidedBy(decision.value)}`,
      recorder: name,
      ...(decision.value.person === person ? {} : { channel: channelOf(decision.value.how) }),
    }),
  ])
  return accept(recorded)
}

function channelOf(how: string) {
  return how === 'radio' ? 'radio370' : how === 'f2f' ? 'f2f' : 'landline'
}

type ResponseRefusal =
  | Refusal<'not-found'>
  | Refusal<'elements-needed'>
  | Refusal<'not-running'>
  | Refusal<'past'>
  | Entitled

export function setResponse(
  context: CoreContext,
  seat: Seat,
  input: CommandInput<'setResponse'>,
): Result<Recorded, ResponseRefusal> {
  const { name } = requireRight(seat, 'incident.write')
  const row = incidentRow(context.db, input.incident)
  if (!row) return refuse('not-found')
  const { level, expectedUntil } = input
  const subject = input.subject.trim()
  const measures = input.measures.trim()
  const before = row.records.responses.at(-1)?.level ?? null
  const at = context.world.clock.nowMs()
  if (level === null) {
    if (before === null) return refuse('not-running')
  } else {
    // The four elements of an activation: 事项, 级别, 预计期限, 措施.
    if (subject === '' || measures === '' || expectedUntil === null)
      return refuse('elements-needed')
    if (expectedUntil <= at) return refuse('past')
  }
  const decision = decisionFor(context, seat, 'incident.decide', input.authority)
  if (!decision.ok) return decision
  const was = before === null ? '' : `（原：${incidentWord(before)}）`
  const text =
    level === null
      ? `终止${incidentWord(before ?? '')}${subject === '' ? '' : `，${subject}`}`
      : `${before === null ? '启动' : '调整为'}${incidentWord(level)}${was}，事项：${subject}，预计至 ${beijingMinute(expectedUntil ?? at)}，措施：${measures}`
  const recorded = recordFor(context, seat, () => [
    {
      kind: responseSet.kind,
      entity: row.id,
      body: { level, subject, expectedUntil, measures, decision: decision.value, by: name, at },
      base: row.records.seen.response,
    },
    logLines(context)({
      kind: 'decision',
      source: { kind: 'person', id: decision.value.person, text: decision.value.name },
      incident: row.id,
      text: `${text}，决定人 ${decidedBy(decision.value)}`,
      recorder: name,
    }),
  ])
  return accept(recorded)
}

export function setWarningColour(
  context: CoreContext,
  seat: Seat,
  input: CommandInput<'setWarningColour'>,
): Result<Recorded, Refusal<'not-found'>> {
  const { name, person } = requireRight(seat, 'incident.write')
  const row = incidentRow(context.db, input.incident)
  if (!row) return refuse('not-found')
  const { colour } = input
  const basis = input.basis.trim()
  const before = row.records.warnings.at(-1)?.colour ?? null
  const at = context.world.clock.nowMs()
  const word = colour === null ? '解除预警' : incidentWord(colour)
  const recorded = recordFor(context, seat, () => [
    {
      kind: warningColourSet.kind,
      entity: row.id,
      body: { colour, basis, by: name, at },
      base: row.records.seen.warning,
    },
    logLines(context)({
      kind: 'change',
      source: { kind: 'person', id: person, text: name },
      incident: row.id,
      text: `预警：${word}${before === null ? '' : `（原：${incidentWord(before)}）`}，${basis}`,
      recorder: name,
    }),
  ])
  return accept(recorded)
}
