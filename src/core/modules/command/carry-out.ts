/** A proposal, edited or not, becomes what other modules do; one sentence tells what was done. */
import { assertNever } from '../../kernel/assert-never.ts'
import type { CoreContext, Seat } from '../../module.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import { headlineOf } from '../../command/headline.ts'
import type { NewIncident, Proposal, ProposalOf } from '../../command/proposal.ts'
import { dispatchContract } from '../dispatch/contract.ts'
import {
  advance,
  escalate,
  noteContact,
  orderUnits,
  type AssignmentState,
} from '../dispatch/index.ts'
import { incidentsContract } from '../incidents/contract.ts'
import {
  addFurtherCall,
  decideGrade,
  incidentBrief,
  openIncident,
  setIncidentStatus,
} from '../incidents/index.ts'
import { logbookContract } from '../logbook/contract.ts'
import { logLines, writeEntry } from '../logbook/index.ts'
import { outboxContract } from '../outbox/contract.ts'
import { sendTo } from '../outbox/index.ts'
import { reportsContract } from '../reports/contract.ts'
import { draftReport } from '../reports/index.ts'
import { checkIn, openFromWords } from '../rollcall/index.ts'
import { statusDraft, statusLine, unitList } from '../teams/index.ts'
import { addCasualties, hasCounts } from './casualties.ts'
import type { Done } from './contract.ts'
import { saysMore } from './says-more.ts'
import { orRefuse, Refused } from './refusal.ts'

/** @throws Refused; ORPCError for what every procedure may refuse with */
export function carryOut(context: CoreContext, seat: Seat, proposal: Proposal): Done {
  switch (proposal.kind) {
    case 'unitStatus':
      return unitStatus(context, seat, proposal)
    case 'contact':
      return contact(context, seat, proposal)
    case 'acknowledge':
      return acknowledge(context, seat, proposal)
    case 'openIncident':
      return open(context, seat, proposal)
    case 'furtherCall': {
      const { incident, source, phone, text, at } = proposal
      const told = {
        incident: incident.id,
        source: source.trim() === '' ? '未说明' : source,
        ...(phone === '' ? {} : { contact: phone }),
        ...(at === null ? {} : { receivedAt: at }),
        text,
      }
      const call = orRefuse(addFurtherCall(context, seat, told), incidentsContract.addCall)
      return done(proposal, call.storedAt, { incident: incident.id })
    }
    case 'followUp':
    case 'log':
      return line(context, seat, proposal)
    case 'casualties': {
      const { incident, unit, casualties, at, text } = proposal
      const more = { at, text, source: unit?.callSign ?? '' }
      const added = addCasualties(context, seat, incident.id, casualties, more)
      return done(proposal, added.storedAt, { incident: incident.id, undo: added.undo })
    }
    case 'order':
      return order(context, seat, proposal)
    case 'cancelOrder':
      return cancelOrder(context, seat, proposal)
    case 'incidentStep': {
      const { incident, to, reason } = proposal
      const input = incidentsContract.setStatus['~orpc'].inputSchema?.safeParse({
        incident: incident.id,
        to,
        reason,
      })
      if (!input?.success) throw new Refused('没有这个事件状态，请在事件页办理。')
      const stored = orRefuse(
        setIncidentStatus(context, seat, input.data),
        incidentsContract.setStatus,
      )
      return done(proposal, stored.storedAt, { incident: incident.id })
    }
    case 'grade': {
      const { incident, grade, basis } = proposal
      const input = incidentsContract.decideGrade['~orpc'].inputSchema?.safeParse({
        incident: incident.id,
        grade,
        basis: basis.slice(0, 300),
      })
      if (!input?.success) throw new Refused('没有这个级别，请在事件页办理。')
      const stored = orRefuse(decideGrade(context, seat, input.data), incidentsContract.decideGrade)
      return done(proposal, stored.storedAt, { incident: incident.id })
    }
    case 'reportDraft': {
      const { incident, report } = proposal
      const input = reportsContract.draft['~orpc'].inputSchema?.safeParse({
        incident: incident.id,
        kind: report,
      })
      if (!input?.success) throw new Refused('没有这种报告，请在事件页起草。')
      const stored = orRefuse(draftReport(context, seat, input.data), reportsContract.draft)
      return done(proposal, stored.storedAt, { incident: incident.id })
    }
    case 'sendText':
      return send(context, seat, proposal)
    case 'rollCall':
      return done(proposal, rollCall(context, seat, proposal).storedAt)
    case 'checkIn':
      return done(proposal, checkedIn(context, seat, proposal).storedAt)
    default:
      return assertNever(proposal)
  }
}

function done(
  proposal: Proposal,
  storedAt: number,
  more: Partial<Omit<Done, 'storedAt'>> = {},
): Done {
  return {
    said: headlineOf(proposal),
    storedAt,
    incident: null,
    unit: 'unit' in proposal ? (proposal.unit?.id ?? null) : null,
    undo: null,
    corrections: [],
    ...more,
  }
}

/** The words themselves, as a typed line of the incident or the duty log. */
function line(
  context: CoreContext,
  seat: Seat,
  proposal: ProposalOf<'followUp'> | ProposalOf<'log'>,
): Done {
  const { incident, unit, body, at } = proposal
  const { person, name } = requireRight(seat, 'log.write')
  const source = unit
    ? ({ kind: 'unit', id: unit.id, text: unit.callSign } as const)
    : ({ kind: 'person', id: person, text: name } as const)
  const written = orRefuse(
    writeEntry(context, seat, {
      kind: unit ? 'comm' : 'other',
      source,
      text: body,
      needsAction: false,
      ...(incident ? { incident: incident.id } : {}),
      ...(unit ? { unit: unit.id, callSign: unit.callSign, channel: 'radio370' as const } : {}),
      ...(at === null ? {} : { heardAt: at }),
    }),
    logbookContract.write,
  )
  const undo = { kind: 'line', entry: written.id } as const
  const said = `${headlineOf(proposal)}，已存 ${written.number}`
  return done(proposal, written.storedAt, { said, incident: incident?.id ?? null, undo })
}

/** A state of the unit itself that no order has: it lies over the order. */
const ofUnit = new Set([
  'emergency',
  'request_support',
  'wants_to_talk',
  'unavailable',
  'mustering',
  'standby',
])

function unitStatus(context: CoreContext, seat: Seat, proposal: ProposalOf<'unitStatus'>): Done {
  const { unit, status, incident, casualties, at, text } = proposal
  const main =
    status === 'emergency'
      ? emergency(context, seat, proposal)
      : proposal.assignment !== null && !ofUnit.has(status)
        ? step(context, seat, proposal, proposal.assignment)
        : boardState(context, seat, proposal)
  const rest: string[] = []
  if (incident && hasCounts(casualties)) {
    try {
      addCasualties(context, seat, incident.id, casualties, { at, text, source: unit.callSign })
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      // The state is recorded; what was not is said, and the words are in the log.
      rest.push(`伤亡没有登记：${error.message}`)
    }
  }
  const said = [headlineOf(proposal), ...rest].join('；')
  return done(proposal, main.storedAt, { said, incident: incident?.id ?? null, undo: main.undo })
}

type Part = Pick<Done, 'storedAt' | 'undo'>

/** What the sentence says beyond the state is a line of its own. */
function ownWords(
  context: CoreContext,
  seat: Seat,
  { unit, incident, text, at }: Pick<ProposalOf<'unitStatus'>, 'unit' | 'incident' | 'text' | 'at'>,
): string | null {
  if (!saysMore(context, text)) return null
  const written = writeEntry(context, seat, {
    kind: 'comm',
    source: { kind: 'unit', id: unit.id, text: unit.callSign },
    channel: 'radio370',
    text,
    needsAction: false,
    unit: unit.id,
    callSign: unit.callSign,
    ...(incident ? { incident: incident.id } : {}),
    ...(at === null ? {} : { heardAt: at }),
  })
  return written.ok ? written.value.id : null
}

function step(
  context: CoreContext,
  seat: Seat,
  proposal: ProposalOf<'unitStatus'>,
  assignment: string,
): Part {
  const { status, at, etaAt, text } = proposal
  const stored = orRefuse(
    advance(context, seat, {
      assignment,
      to: status as AssignmentState,
      ...(at === null ? {} : { at }),
      ...(etaAt === null ? {} : { etaAt }),
      reason: text.slice(0, 200),
    }),
    dispatchContract.advance,
  )
  const entry = ownWords(context, seat, proposal)
  return { storedAt: stored.storedAt, undo: { kind: 'step', assignment, entry } }
}

function boardState(context: CoreContext, seat: Seat, proposal: ProposalOf<'unitStatus'>): Part {
  const { name } = requireRight(seat, 'unit.status')
  const { unit: ref, incident, at: told, text } = proposal
  const unit = unitList(context.db, context.county).find(({ id }) => id === ref.id)
  if (!unit) throw new Refused(`没有找到 ${ref.callSign}，可能已经撤销。`)
  // 任务完成 is said of an order; on the board of a team without one it is on its way back.
  const status = proposal.status === 'released' ? 'returning' : proposal.status
  if (!context.county.unitStatuses.some(({ key }) => key === status)) {
    throw new Refused('没有这个队伍状态。')
  }
  const now = context.world.clock.nowMs()
  const at = Math.min(told ?? now, now)
  const body = {
    status,
    at,
    how: 'seat',
    incident: incident?.id ?? unit.incident,
    by: name,
  } as const
  const more = saysMore(context, text)
  const { storedAt } = recordFor(context, seat, () => {
    const generated = statusLine(context, unit, body)
    const write = logLines(context)
    const own = { ...generated, text, generated: false, recorder: name }
    return [statusDraft(context, unit.id, body), write(generated), ...(more ? [write(own)] : [])]
  })
  return {
    storedAt,
    undo: {
      kind: 'unitState',
      unit: unit.id,
      status: unit.state.key,
      incident: unit.incident,
      from: status,
      entry: null,
    },
  }
}

function emergency(context: CoreContext, seat: Seat, proposal: ProposalOf<'unitStatus'>): Part {
  const { unit, text } = proposal
  const input = { unit: unit.id, reason: text.slice(0, 200) }
  const stored = orRefuse(escalate(context, seat, input), dispatchContract.escalate)
  return { storedAt: stored.storedAt, undo: null }
}

function contact(context: CoreContext, seat: Seat, proposal: ProposalOf<'contact'>): Done {
  const { unit, incident, text, at } = proposal
  const input = { unit: unit.id, text: text.slice(0, 400), ...(at === null ? {} : { at }) }
  const stored = orRefuse(noteContact(context, seat, input), dispatchContract.noteContact)
  return done(proposal, stored.storedAt, { incident: incident?.id ?? null })
}

function acknowledge(context: CoreContext, seat: Seat, proposal: ProposalOf<'acknowledge'>): Done {
  const { unit, incident, assignment, readBack, people, vehicles, at } = proposal
  if (assignment === null) {
    throw new Refused(
      `${unit.callSign} 没有在办的命令，不能登记复诵；先下命令，或用 /记 记下这句话。`,
    )
  }
  const stored = orRefuse(
    advance(context, seat, {
      assignment,
      to: 'acknowledged',
      readBack,
      people,
      vehicles,
      ...(at === null ? {} : { at }),
    }),
    dispatchContract.advance,
  )
  const undo = { kind: 'step', assignment, entry: null } as const
  return done(proposal, stored.storedAt, { incident: incident?.id ?? null, undo })
}

function register(context: CoreContext, seat: Seat, made: NewIncident, text: string) {
  return orRefuse(
    openIncident(context, seat, {
      ...(made.receivedAt === null ? {} : { receivedAt: made.receivedAt }),
      source: made.source.trim() === '' ? '未说明' : made.source,
      ...(made.phone === '' ? {} : { contact: made.phone }),
      place: made.place ?? { text: '地点待核', precision: 'unknown' },
      category: made.category,
      narrative: text,
    }),
    incidentsContract.open,
  )
}

function open(context: CoreContext, seat: Seat, proposal: ProposalOf<'openIncident'>): Done {
  const made = proposal.incident
  const opened = register(context, seat, made, proposal.text)
  const rest: string[] = []
  if (hasCounts(made.casualties)) {
    const more = { at: made.receivedAt, text: proposal.text, source: made.source }
    try {
      addCasualties(context, seat, opened.id, made.casualties, more)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      rest.push(`伤亡没有登记：${error.message}`)
    }
  }
  const said = [`已登记 ${opened.number} ${headlineOf(proposal).slice(8)}`, ...rest].join('；')
  return done(proposal, opened.storedAt, { said, incident: opened.id })
}

function order(context: CoreContext, seat: Seat, proposal: ProposalOf<'order'>): Done {
  const { units, task, place } = proposal
  requireRight(seat, 'dispatch.order')
  let incident = proposal.incident?.id
  let opened = ''
  if (incident === undefined) {
    if (!proposal.opens)
      throw new Refused('没有说是哪一起事件：写上 #编号，或先选中事件，再下命令。')
    const made = register(context, seat, proposal.opens, proposal.text)
    incident = made.id
    opened = `已登记 ${made.number}；`
  }
  const where = place?.text ?? incidentBrief(context, incident)?.place.text ?? ''
  try {
    const ordered = orRefuse(
      orderUnits(context, seat, {
        incident,
        units: units.map(({ id }) => id),
        task: task.trim() === '' ? '按命令处置' : task.slice(0, 200),
        place: where === '' ? '地点待核' : where,
        channel: '370M',
      }),
      dispatchContract.order,
    )
    const numbers = ordered.orders
      .map(({ callSign, orderNo }) => `${callSign} ${orderNo}`)
      .join('，')
    const corrections = units.map(({ callSign }) => ({
      label: `撤销给 ${callSign} 的命令`,
      line: `撤销命令 ${callSign} 原因：`,
    }))
    const said = `${opened}已下令 ${numbers}，请用电台下达并等复诵`
    return done(proposal, ordered.storedAt, { said, incident, corrections })
  } catch (error) {
    if (!(error instanceof Refused) || opened === '') throw error
    throw new Refused(`${opened}命令没有下达：${error.message}`)
  }
}

function cancelOrder(context: CoreContext, seat: Seat, proposal: ProposalOf<'cancelOrder'>): Done {
  const { assignment, unit, incident, reason } = proposal
  if (assignment === null) throw new Refused(`${unit.callSign} 没有可撤销的命令。`)
  const input = { assignment, to: 'standby' as const, reason }
  const back = advance(context, seat, input)
  // Once it is on its way the order is not cancelled: the team is called back.
  const stored =
    !back.ok && back.code === 'not-allowed'
      ? orRefuse(advance(context, seat, { ...input, to: 'released' }), dispatchContract.advance)
      : orRefuse(back, dispatchContract.advance)
  return done(proposal, stored.storedAt, { incident: incident?.id ?? null })
}

function send(context: CoreContext, seat: Seat, proposal: ProposalOf<'sendText'>): Done {
  const { to, body } = proposal
  const whom = to.map(({ number, group }) => ({
    kind: group ? ('group' as const) : ('number' as const),
    number,
  }))
  const { storedAt } = orRefuse(
    sendTo(context, seat, { whom, body, asTyped: true }),
    outboxContract.send,
  )
  const address = to.map(({ number, group }) => (group ? `G${number}` : number)).join(',')
  const corrections = [{ label: '更正', line: `/发 ${address} 更正：` }]
  const names = to.map(({ name }) => name).join('、')
  const said = `已交发：${names}，送达与否看通信页`
  return done(proposal, storedAt, { said, corrections })
}

function rollCall(
  context: CoreContext,
  seat: Seat,
  { net, title, stations }: ProposalOf<'rollCall'>,
) {
  return openFromWords(context, seat, { net, title, units: stations.map(({ id }) => id) })
}

function checkedIn(context: CoreContext, seat: Seat, { answers }: ProposalOf<'checkIn'>) {
  return checkIn(
    context,
    seat,
    answers.map(({ said, unit, result, note }) => ({ said, unit: unit?.id ?? null, result, note })),
  )
}
