/** Which team is meant, and which of its orders. */
import type { KnownAssignment, KnownIncident, KnownTeam } from '../context.ts'
import type { Target } from '../decision.ts'
import type { FoundUnit } from '../find-units.ts'
import type { Doubt, Proposal } from '../proposal.ts'
import { type Seen, doubt } from '../seen.ts'

export interface Chosen {
  readonly team: KnownTeam
  readonly found: FoundUnit
  /** Other teams the words fit as well. */
  readonly others: readonly KnownTeam[]
}

/** Who is at the incident or selected is meant before who is not. */
export function choose(seen: Seen, found: FoundUnit, target: Target): Chosen | undefined {
  const near = (team: KnownTeam) =>
    (team.assignments.some(({ incident }) => incident === target.incident?.id) ||
    team.incident === (target.incident?.id ?? '')
      ? 4
      : 0) +
    (team.id === seen.context.selectedUnit ? 2 : 0) +
    (team.assignments.length > 0 ? 1 : 0)
  const [team, ...others] = found.candidates.toSorted((one, other) => near(other) - near(one))
  return team && { team, found, others }
}

interface Bound {
  readonly incident: KnownIncident | undefined
  readonly assignment: KnownAssignment | undefined
  readonly unsure: readonly KnownIncident[]
}

/** The assignment a status belongs to (UI rule 19). */
export function bind(seen: Seen, team: KnownTeam, target: Target): Bound {
  const known = (id: string | null) => seen.context.incidents.find((one) => one.id === id)
  const own = team.assignments
  const here = own.find(({ incident }) => incident === target.incident?.id)
  if (here) return { incident: target.incident, assignment: here, unsure: [] }
  if (target.named) return { incident: target.incident, assignment: undefined, unsure: [] }
  const [first, ...more] = own
  if (first) {
    const others = more.map(({ incident }) => known(incident)).filter((one) => one !== undefined)
    return { incident: known(first.incident), assignment: first, unsure: others }
  }
  return { incident: known(team.incident), assignment: undefined, unsure: [] }
}

export function whichUnit(
  seen: Seen,
  { found, others }: Chosen,
  make: (team: KnownTeam) => Proposal,
): Doubt[] {
  if (others.length === 0) return []
  const said = seen.sheet.said(found.start, found.end)
  const alternatives = others
    .slice(0, 4)
    .map((team) => ({ label: `${team.callSign} ${team.name}`, proposal: make(team) }))
  return [
    doubt(
      seen,
      'which-unit',
      `“${said}”可能是 ${found.candidates.length} 支队伍，请看清是哪一支。`,
      found,
      alternatives,
    ),
  ]
}
