/** From what was found to one proposal: the order of the questions is the order of this file. */
import { decideCheckIn } from './decide-check-in.ts'
import { decideIncident } from './incident/decide-incident.ts'
import { newIncidentOf, openProposal } from './incident/new-incident.ts'
import { decideUnit } from './unit/decide-unit.ts'
import { logProposal, targetOf, type Decision, type Target } from './decision.ts'
import { lastStatus } from './find-status.ts'
import type { Doubt, Proposal } from './proposal.ts'
import { doubt, incidentRef, type Seen } from './seen.ts'

export function decide(seen: Seen): Decision {
  const target = targetOf(seen)
  if (target.missing !== undefined) {
    const question = `没有在办的事件 ${target.missing}，请核对编号；这样保存会记入值班日志。`
    const [first] = seen.incidents
    const alternatives = seen.context.incidents.slice(0, 4).map((incident) => ({
      label: `记到 ${incident.number} ${incident.title}`,
      proposal: {
        ...logProposal(seen, target, undefined),
        incident: incidentRef(incident),
      } as Proposal,
    }))
    return {
      proposal: logProposal(seen, target, undefined),
      doubts: [doubt(seen, 'no-incident', question, first, alternatives)],
    }
  }
  const decision = decideCheckIn(seen) ??
    decideUnit(seen, target) ??
    decideIncident(seen, target) ??
    decideUnknownUnit(seen, target) ?? {
      proposal: logProposal(seen, target, undefined),
      doubts: [],
    }
  if (decision.proposal.kind === 'log' && decision.doubts.length === 0 && onlyLetters(seen)) {
    const question = '没有认出这些字母，只记文字。'
    return { ...decision, doubts: [doubt(seen, 'unknown-unit', question)] }
  }
  const elsewhere = elsewhereOf(seen, target, decision.proposal)
  if (elsewhere) return { ...decision, doubts: [...decision.doubts, elsewhere] }
  if (target.unsure === undefined) return decision
  const where = seen.incidents[0] ?? seen.places[0]
  const open: Proposal = openProposal(seen, newIncidentOf(seen, null))
  const instead = target.byPlace ? [{ label: '登记为新事件', proposal: open }] : []
  const own = doubt(seen, 'which-incident', target.unsure, where, instead)
  return { ...decision, doubts: [own, ...decision.doubts] }
}

/** A team's news that names another village than the incident it would go to. */
function elsewhereOf(seen: Seen, target: Target, proposal: Proposal): Doubt | undefined {
  if (target.named || proposal.kind === 'order' || !('incident' in proposal)) return undefined
  const { incident } = proposal
  const known = seen.context.incidents.find(
    ({ id }) => incident !== null && 'id' in incident && incident.id === id,
  )
  const place = seen.places.find(({ place: { village } }) => village !== undefined)
  if (!known || !place || known.village === null || known.village === place.place.village)
    return undefined
  const question = `说的是${place.place.text}，不是 ${known.number} 的地点，请看清记到哪里。`
  return doubt(seen, 'which-incident', question, place)
}

/** sfdd fh: meant for somebody, but nobody was heard. */
const onlyLetters = ({ sheet }: Seen) =>
  /^[a-z0-9 ,.]+$/.test(sheet.words) && /[a-z]{2}/.test(sheet.words)

/** A status word and, before it, a name that nobody has: asked once. */
function decideUnknownUnit(seen: Seen, target: Target): Decision | undefined {
  const status = lastStatus(seen.statuses)
  if (!status || status.status === 'contact' || seen.units.length > 0) return undefined
  const { sheet, context } = seen
  const rest = sheet.rest()
  const lead = rest.slice(0, status.start).replaceAll('\ue000', ' ').trim()
  const tail = rest.slice(status.end).replaceAll('\ue000', ' ').trim()
  const name = (lead === '' ? tail : lead).replaceAll(/[,.;:!]+/g, ' ').trim()
  const word =
    seen.words.county.statuses.find(({ key }) => key === status.status)?.word ?? status.word
  sheet.take(status.start, status.end, 'status', `状态 ${word}？`)
  const proposal = logProposal(seen, target, undefined)
  if (name === '') {
    const team = context.teams.find(({ id }) => id === context.selectedUnit)
    if (!team)
      return { proposal, doubts: [doubt(seen, 'which-unit', '哪支队伍？写上呼号或队名。', status)] }
    return undefined
  }
  if (
    !/^[\p{Script=Han}a-z0-9-]{2,10}$/u.test(name) ||
    /[的是在有和与把被了着过很都也就还又派请让]/.test(name) ||
    /^(?:火场|现场|前线|前方|火线|灾区|这边|那边|我们|我队|全体|全部|所有|各|大家|领导|群众|家属|司机|人员)|(?:长|书记|主任|领导|记者|群众|人员)$/.test(
      name,
    )
  ) {
    return {
      proposal,
      doubts: [
        doubt(seen, 'status', `听到“${status.word}”，但不知道是哪支队伍，只记文字。`, status),
      ],
    }
  }
  const question = `没有叫“${name}”的队伍。选是哪一支，“这次”或“记住”；不选就只记文字。`
  return { proposal, doubts: [doubt(seen, 'unknown-unit', question, status)], unknownName: name }
}
