/** One step of the workflow: checked against the table, written with everything it brings. */
import { assertNever } from '../../kernel/assert-never.ts'
import { beijingMinute } from '../../kernel/beijing-time.ts'
import { isAhead } from '../../kernel/clock-grace.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { FactDraft, Recorded } from '../../oplog/types.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import { logLines, type NewLine } from '../logbook/index.ts'
import { decidedBy, decisionFor, type Decision } from '../people/index.ts'
import { unitsKeeper, type UnitFate } from './closing.ts'
import type { CommandInput, StepAsk, UnitOut } from './contract.ts'
import { statusSet } from './facts.ts'
import { incidentRow, numberOf } from './queries.ts'
import { asksOf, stepFor, whyRefused } from './steps.ts'
import type { IncidentRow } from './tables.ts'
import { groupOf, incidentWord, type IncidentStatus, type IncidentStep } from './words.ts'

type Input = CommandInput<'setStatus'>

export type StatusRefusal =
  | Refusal<'not-found'>
  | Refusal<
      'not-allowed',
      { readonly from: IncidentStatus; readonly to: IncidentStatus; readonly why: string }
    >
  | Refusal<'reason-needed'>
  | Refusal<'not-entitled', { readonly name: string }>
  | Refusal<'in-future'>
  | Refusal<'not-ready', { readonly asks: StepAsk[]; readonly units: UnitOut[] }>

/** Where a team goes that the command moves without naming the incident: to the main one. */
function fatesOf(input: Input): UnitFate[] {
  return input.units.map(({ unit, fate, incident }) => {
    const to = fate === 'move' ? (incident ?? input.main) : undefined
    return { unit, fate, ...(to === undefined ? {} : { incident: to }) }
  })
}

function isOpen(context: CoreContext, id: string | undefined): boolean {
  const row = id === undefined ? undefined : incidentRow(context.db, id)
  return row !== undefined && row.group !== 'closed'
}

/** What of the step's conditions the command neither brings nor gives up with a reason. */
function openAsks(context: CoreContext, row: IncidentRow, step: IncidentStep, input: Input) {
  const fates = fatesOf(input)
  return asksOf(context, row, step).filter(({ need, waivable }) => {
    switch (need) {
      case 'transfer':
        return input.transfer === undefined
      case 'main':
        return input.main === row.id || !isOpen(context, input.main)
      case 'units':
        return !unitsKeeper(context)
          .out(row.id)
          .every(({ unit, emergency }) => {
            const fate = fates.find((one) => one.unit === unit)
            if (!fate || emergency) return false
            return (
              fate.fate !== 'move' || (fate.incident !== row.id && isOpen(context, fate.incident))
            )
          })
      case 'grade':
      case 'previous':
      case 'final-report':
      case 'review':
        return !(waivable && input.waived.some((one) => one.need === need))
      default:
        return assertNever(need)
    }
  })
}

function decide(
  context: CoreContext,
  seat: Seat,
  step: IncidentStep,
  { authority }: Input,
): Result<Decision | null, Extract<StatusRefusal, { code: 'not-entitled' }>> {
  if (!step.decides && !authority) return accept(null)
  return decisionFor(context, seat, 'incident.decide', authority)
}

/** Conditions given up with a reason; only those the step has. */
function waivedOf({ needs }: IncidentStep, { waived }: Input) {
  return waived.filter(({ need }) => needs.includes(need))
}

/** Everything about the step in one sentence of the log. */
function stepWords(
  context: CoreContext,
  row: IncidentRow,
  step: IncidentStep,
  input: Input,
  decision: Decision | null,
): string {
  const { to, transfer, main } = input
  const parts = [
    to === 'merged' && main !== undefined
      ? `并入 ${numberOf(context, main)}`
      : `${incidentWord(row.incidentStatus)} → ${incidentWord(to)}`,
    input.reason.trim(),
    transfer
      ? `移交给 ${transfer.receiver.trim()}，${beijingMinute(transfer.at ?? context.world.clock.nowMs())}，对方确认：${transfer.acknowledgement.trim()}`
      : '',
    ...waivedOf(step, input).map(
      ({ need, reason }) => `${need === 'review' ? '免予复盘' : '免报终报'}：${reason.trim()}`,
    ),
    decision ? `决定人 ${decidedBy(decision)}` : '',
  ]
  return parts.filter((part) => part !== '').join('，')
}

/** The other end of merging and of taking it back is told in the main incident's log too. */
function mainLine(
  context: CoreContext,
  row: IncidentRow,
  { to, main }: Input,
): Pick<NewLine, 'incident' | 'text'>[] {
  const said = `${numberOf(context, row.id)} ${row.title}`
  if (to === 'merged' && main !== undefined) return [{ incident: main, text: `${said} 并入本事件` }]
  if (row.mergedInto === null) return []
  return [{ incident: row.mergedInto, text: `${said} 撤销并案，单独办理` }]
}

export function setIncidentStatus(
  context: CoreContext,
  seat: Seat,
  input: Input,
): Result<Recorded, StatusRefusal> {
  const { name, person } = requireRight(seat, 'incident.write')
  const row = incidentRow(context.db, input.incident)
  if (!row) return refuse('not-found')
  const { to } = input
  const from = row.incidentStatus
  const step = stepFor(row, to)
  if (!step) return refuse('not-allowed', { from, to, why: whyRefused(row, to) })
  const reason = input.reason.trim()
  if (step.reason && reason === '') return refuse('reason-needed')
  const now = context.world.clock.nowMs()
  if (isAhead(Math.max(input.at ?? 0, input.transfer?.at ?? 0), now)) return refuse('in-future')
  const decision = decide(context, seat, step, input)
  if (!decision.ok) return decision
  const asks = openAsks(context, row, step, input)
  const keeper = unitsKeeper(context)
  if (asks.length > 0) {
    const units = keeper
      .out(row.id)
      .map(({ unit, callSign, name: team, state }) => ({ unit, callSign, name: team, state }))
    return refuse('not-ready', { asks, units })
  }
  const at = Math.min(input.at ?? now, now)
  const waived = waivedOf(step, input)
  const fates = groupOf(to) === 'closed' ? fatesOf(input) : []
  const recorded = recordFor(context, seat, () => {
    const line = logLines(context)
    const told = (where: Pick<NewLine, 'incident' | 'text'>) =>
      line({
        kind: 'status',
        source: { kind: 'person', id: person, text: name },
        heardAt: at,
        recorder: name,
        ...where,
      })
    const fact: FactDraft = {
      kind: statusSet.kind,
      entity: row.id,
      body: {
        from,
        to,
        reason,
        by: name,
        at,
        ...(decision.value ? { decision: decision.value } : {}),
        ...(input.transfer && step.needs.includes('transfer')
          ? {
              transfer: {
                receiver: input.transfer.receiver.trim(),
                at: Math.min(input.transfer.at ?? at, now),
                acknowledgement: input.transfer.acknowledgement.trim(),
              },
            }
          : {}),
        ...(to === 'merged' ? { main: input.main } : {}),
        ...(fates.length > 0 ? { units: fates } : {}),
        ...(waived.length > 0 ? { waived } : {}),
      },
      base: row.statusSeen,
    }
    return [
      fact,
      told({ incident: row.id, text: stepWords(context, row, step, input, decision.value) }),
      ...mainLine(context, row, input).map(told),
      ...keeper.release({
        incident: row.id,
        main: to === 'merged' ? input.main : undefined,
        fates,
        by: { person, name },
        at,
        line,
      }),
    ]
  })
  return accept(recorded)
}
