/** A place said of a team: is it there already? */
import type { KnownTeam } from '../context.ts'
import { type Decision, type Target, logProposal } from '../decision.ts'
import { atPlace } from '../incident/new-incident.ts'
import { type Seen, doubt } from '../seen.ts'
import { statusDecision } from './status.ts'
import { statusWordOf } from './status-proposal.ts'
import type { Chosen } from './who.ts'

/** 医疗01 14:25 到长江村: with a time that has passed it tells of an arrival. */
export function thereAt(seen: Seen, target: Target, chosen: Chosen): Decision | undefined {
  const { sheet, times, context } = seen
  const match = /(?<![接遇看听找收得送运拉没未])到(?=\ue000{2,}[了,;.!]*$)/.exec(
    sheet.rest().slice(chosen.found.end),
  )
  const onTheWayThere = expectedAt(seen, chosen.team)
  const past = times.some(({ at, unsure, told }) => at <= context.now && !unsure && !told)
  if (!match || (!past && !onTheWayThere) || seen.places.length === 0) return undefined
  const start = chosen.found.end + match.index
  const word = statusWordOf(seen, 'arrived', '到达')
  const status = { status: 'arrived', word, sense: 'happened', start, end: start + 1 } as const
  const decision = statusDecision(seen, target, chosen, status)
  const log = { label: '只记文字', proposal: logProposal(seen, target, chosen.team) }
  const question = `是说 ${chosen.team.callSign} 已经到了吗？`
  return {
    ...decision,
    doubts: [doubt(seen, 'status', question, status, [log]), ...decision.doubts],
  }
}

/** The team is on its way to an incident at the place that was said. */
export function expectedAt(seen: Seen, team: KnownTeam): boolean {
  const there = new Set(atPlace(seen).map(({ id }) => id))
  return team.assignments.some(
    ({ incident, state }) =>
      there.has(incident) && ['acknowledged', 'dispatched', 'en_route'].includes(state),
  )
}
