/** Casualties that a team reports. */
import type { KnownTeam } from '../context.ts'
import { type Decision, type Target, logProposal } from '../decision.ts'
import { timeOf, vagueDoubts } from '../doubts.ts'
import type { Proposal } from '../proposal.ts'
import { type Seen, doubt, incidentRef, unitRef } from '../seen.ts'
import { type Chosen, bind, whichUnit } from './who.ts'

export function casualtyDecision(seen: Seen, target: Target, chosen: Chosen): Decision {
  const { incident } = bind(seen, chosen.team, target)
  const on = incident ?? target.incident
  const { at, doubts } = timeOf(seen)
  if (!on || Object.keys(seen.casualties.counts).length === 0) {
    const question = on
      ? '人数不清楚，只记文字，请核实。'
      : '没有对应的事件，只记文字；写上 #编号 或先选中事件。'
    return {
      proposal: logProposal(seen, target, chosen.team),
      doubts: [doubt(seen, on ? 'count' : 'no-incident', question), ...vagueDoubts(seen)],
    }
  }
  const make = (team: KnownTeam): Proposal => ({
    kind: 'casualties',
    text: seen.sheet.text,
    incident: incidentRef(on),
    unit: unitRef(team),
    casualties: seen.casualties.counts,
    at,
  })
  return {
    proposal: make(chosen.team),
    doubts: [...doubts, ...whichUnit(seen, chosen, make), ...vagueDoubts(seen)],
  }
}
