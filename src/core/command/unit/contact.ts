/** A sign of life. */
import type { KnownTeam } from '../context.ts'
import type { Decision, Target } from '../decision.ts'
import { timeOf } from '../doubts.ts'
import type { FoundStatus } from '../find-status.ts'
import type { Proposal } from '../proposal.ts'
import { type Seen, doubt, incidentRef, unitRef } from '../seen.ts'
import { acknowledgeProposal } from './read-back.ts'
import { type Chosen, bind, whichUnit } from './who.ts'

export function contactDecision(
  seen: Seen,
  target: Target,
  chosen: Chosen,
  status: FoundStatus,
): Decision {
  const { incident, assignment } = bind(seen, chosen.team, target)
  const { at, doubts } = timeOf(seen)
  const make = (team: KnownTeam): Proposal => ({
    kind: 'contact',
    text: seen.sheet.text,
    unit: unitRef(team),
    incident: incident ? incidentRef(incident) : null,
    at,
  })
  seen.sheet.take(status.start, status.end, 'status', '报平安，联络时钟重新计时')
  if (assignment?.state === 'ordered' && /收到|明白/.test(status.word)) {
    const proposal = acknowledgeProposal(seen, target, chosen.team, status.word, at)
    const question = '命令还没有复诵，按复诵登记。'
    return {
      proposal,
      doubts: [
        doubt(seen, 'status', question, status, [
          { label: '只记联络', proposal: make(chosen.team) },
        ]),
        ...doubts,
      ],
    }
  }
  const left = seen.sheet.rest().replaceAll(/[\ue000\s,.;:!]/g, '')
  const unread =
    left.length > 4 ? [doubt(seen, 'not-sure', '还说了别的，只按报平安登记，请看清。', status)] : []
  const more =
    seen.units.length > 1
      ? [
          doubt(
            seen,
            'which-unit',
            `一句里有 ${seen.units.length} 支队伍，只办 ${chosen.team.callSign} 这一支。`,
            chosen.found,
          ),
        ]
      : []
  return {
    proposal: make(chosen.team),
    doubts: [...doubts, ...unread, ...more, ...whichUnit(seen, chosen, make)],
  }
}
