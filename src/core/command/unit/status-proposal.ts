/** A state of a team as a proposal, and its word on the board. */
import type { KnownTeam } from '../context.ts'
import type { Target } from '../decision.ts'
import type { ProposalOf } from '../proposal.ts'
import { type Seen, incidentRef, unitRef } from '../seen.ts'
import { bind } from './who.ts'

export function statusProposal(
  seen: Seen,
  target: Target,
  team: KnownTeam,
  status: { readonly status: string; readonly word: string },
  at: number | null,
  etaAt: number | null = null,
): ProposalOf<'unitStatus'> {
  const { incident, assignment } = bind(seen, team, target)
  return {
    kind: 'unitStatus',
    text: seen.sheet.text,
    unit: unitRef(team),
    incident: incident ? incidentRef(incident) : null,
    assignment: assignment?.id ?? null,
    status: status.status,
    word: status.word,
    at,
    etaAt,
    casualties: seen.casualties.counts,
  }
}

export function statusWordOf(seen: Pick<Seen, 'words'>, status: string, said: string): string {
  if (status === 'released') return '任务完成、撤离'
  return seen.words.county.statuses.find(({ key }) => key === status)?.word ?? said
}
