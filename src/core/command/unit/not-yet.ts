/** A state that has not happened changes nothing. */
import { type Decision, type Target, logProposal } from '../decision.ts'
import type { FoundStatus } from '../find-status.ts'
import type { Proposal } from '../proposal.ts'
import { type Seen, doubt } from '../seen.ts'
import { etaIn, expected } from './eta.ts'
import { statusProposal, statusWordOf } from './status-proposal.ts'
import { type Chosen, whichUnit } from './who.ts'

export function notHappened(
  seen: Seen,
  target: Target,
  chosen: Chosen,
  status: FoundStatus,
): Decision {
  const word = statusWordOf(seen, status.status, status.word)
  const log = logProposal(seen, target, chosen.team)
  const asStatus = statusProposal(seen, target, chosen.team, { status: status.status, word }, null)
  const set = { label: `${chosen.team.callSign} → ${word}`, proposal: asStatus as Proposal }
  const doubts = whichUnit(seen, chosen, (team) => logProposal(seen, target, team))
  if (
    status.sense === 'coming' &&
    ['arrived', 'working'].includes(status.status) &&
    expected.test(seen.sheet.words)
  ) {
    seen.sheet.take(status.start, status.end, 'status', `预计${word}`)
    const eta = seen.times.find(({ next }) => next !== null)?.next ?? etaIn(seen)
    const proposal = statusProposal(
      seen,
      target,
      chosen.team,
      { status: 'en_route', word: statusWordOf(seen, 'en_route', '途中') },
      null,
      eta,
    )
    const question = `说的是还没${word}，按“途中”登记。`
    return {
      proposal,
      doubts: [
        doubt(seen, 'status', question, status, [{ label: '只记文字', proposal: log }, set]),
        ...doubts,
      ],
    }
  }
  const why = {
    denied: `说的是没有${word}`,
    coming: `说的是还没有${word}`,
    asked: `像是在问${word}没有`,
    happened: '',
  }[status.sense]
  return {
    proposal: log,
    doubts: [doubt(seen, 'status', `${why}，不改状态，只记文字。`, status, [set]), ...doubts],
  }
}
