/** An order taken back. */
import { type Decision, type Target, bodyOf, logProposal } from '../decision.ts'
import type { FoundUnit } from '../find-units.ts'
import type { Proposal } from '../proposal.ts'
import { type Seen, doubt, incidentRef, unitRef } from '../seen.ts'
import { bind, choose } from './who.ts'

export const cancelWords =
  /(?:取消|撤销|撤回(?!来|了|到|中|途|队|去|驻|山|后)|收回|作废)(?:[^,;.]{0,8}(?:命令|出动|派遣|任务|调派|指令|派单))?|不用(?:去|来|出动|到场)了?|不用再?[^,;.]{1,3}了|别去了|不用再去|(?:命令|出动|派遣|任务)(?:取消|撤销|作废)/

export function cancelOrder(
  seen: Seen,
  target: Target,
  found: FoundUnit,
  match: RegExpExecArray,
): Decision | undefined {
  const chosen = choose(seen, found, target)
  if (!chosen) return undefined
  seen.sheet.take(match.index, match.index + 2, 'command', '撤销命令')
  const { incident, assignment } = bind(seen, chosen.team, target)
  const proposal: Proposal = {
    kind: 'cancelOrder',
    text: seen.sheet.text,
    unit: unitRef(chosen.team),
    incident: incident ? incidentRef(incident) : null,
    assignment: assignment?.id ?? null,
    reason: bodyOf(seen).slice(0, 200),
  }
  const log = { label: '只记文字', proposal: logProposal(seen, target, chosen.team) }
  const question = assignment
    ? `将撤销给 ${chosen.team.callSign} 的命令，请看清再回车。`
    : `${chosen.team.callSign} 没有可撤销的命令。`
  return {
    proposal,
    doubts: [
      doubt(
        seen,
        'order-or-status',
        question,
        match.index === 0 ? undefined : { start: match.index, end: match.index + match[0].length },
        [log],
      ),
    ],
  }
}
