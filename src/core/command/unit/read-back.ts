/** An order read back, with or without the word for it. */
import type { KnownTeam } from '../context.ts'
import { type Decision, type Target, bodyOf, logProposal } from '../decision.ts'
import { timeOf } from '../doubts.ts'
import type { FoundUnit } from '../find-units.ts'
import type { Proposal } from '../proposal.ts'
import { type Seen, doubt, incidentRef, unitRef } from '../seen.ts'
import { bind, choose, whichUnit } from './who.ts'
import { goWords } from '../words.ts'

export const readBackWords =
  /复诵(?:无误|正确|完毕)?|复述(?:无误|正确|命令)?|回诵|领命|收到命令|命令(?:已经?)?收到|已收到命令|任务(?:已经?)?收到|命令收悉|收到任务|接受任务|已接令|接令|受领任务|明白出动/

export function acknowledgeProposal(
  seen: Seen,
  target: Target,
  team: KnownTeam,
  said: string,
  at: number | null,
): Proposal {
  const { incident, assignment } = bind(seen, team, target)
  return {
    kind: 'acknowledge',
    text: seen.sheet.text,
    unit: unitRef(team),
    incident: incident ? incidentRef(incident) : null,
    assignment: assignment?.id ?? null,
    readBack: (bodyOf(seen) || said).slice(0, 200),
    people: seen.force.people,
    vehicles: seen.force.vehicles,
    at,
  }
}

export function acknowledge(
  seen: Seen,
  target: Target,
  found: FoundUnit,
  match: RegExpExecArray,
): Decision | undefined {
  const chosen = choose(seen, found, target)
  if (!chosen) return undefined
  seen.sheet.take(match.index, match.index + match[0].length, 'status', '复诵')
  const { at, doubts } = timeOf(seen)
  const denied =
    /(?:未|没有?|还没有?|尚未|不|请|让|要求|催)[^,;.]{0,3}$/.test(
      seen.sheet.words.slice(0, match.index),
    ) || /[?吗]$/.test(seen.sheet.words)
  const make = (team: KnownTeam) => acknowledgeProposal(seen, target, team, match[0], at)
  if (denied) {
    return {
      proposal: logProposal(seen, target, chosen.team),
      doubts: [
        doubt(seen, 'status', '说的是还没有复诵，只记文字。', undefined, [
          { label: '按已复诵登记', proposal: make(chosen.team) },
        ]),
      ],
    }
  }
  return { proposal: make(chosen.team), doubts: [...doubts, ...whichUnit(seen, chosen, make)] }
}

/** 收到 + what was ordered, its people, its start: a read-back without the word for it. */
export function readBackOf(seen: Seen, target: Target, found: FoundUnit): Decision | undefined {
  const { sheet } = seen
  const rest = sheet.rest()
  const match = /^[,:]?(?:收到|明白|清楚|好的|知道)了?/.exec(rest.slice(found.end))
  const chosen = match && choose(seen, found, target)
  if (!match || !chosen) return undefined
  const start = found.end
  const end = start + match[0].length
  const behind = sheet.words.slice(end)
  const tells =
    seen.force.people !== null ||
    new RegExp(`${goWords}|出发|出动|动身|执行|照办|带`).test(behind.slice(0, 12))
  if (!tells || /[?吗]$/.test(sheet.words)) return undefined
  const { at, doubts } = timeOf(seen)
  sheet.take(start, end, 'status', '复诵')
  const make = (team: KnownTeam) => acknowledgeProposal(seen, target, team, match[0], at)
  const question =
    bind(seen, chosen.team, target).assignment?.state === 'ordered'
      ? '听起来是复诵命令，按复诵登记。'
      : `听起来是复诵命令，但 ${chosen.team.callSign} 没有等复诵的命令，请看清。`
  const log = { label: '只记文字', proposal: logProposal(seen, target, chosen.team) }
  return {
    proposal: make(chosen.team),
    doubts: [
      doubt(seen, 'status', question, { start, end }, [log]),
      ...doubts,
      ...whichUnit(seen, chosen, make),
    ],
  }
}
