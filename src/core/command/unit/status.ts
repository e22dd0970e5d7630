/** A state that has happened, and what is not sure about it. */
import { newIncidentOf, openProposal } from '../incident/new-incident.ts'
import type { KnownTeam } from '../context.ts'
import { type Decision, type Target, logProposal } from '../decision.ts'
import { timeOf, vagueDoubts } from '../doubts.ts'
import { casualtyWords } from '../find-casualties.ts'
import type { FoundStatus } from '../find-status.ts'
import type { Doubt, Proposal } from '../proposal.ts'
import { type Seen, doubt } from '../seen.ts'
import { etaOf } from './eta.ts'
import { statusProposal, statusWordOf } from './status-proposal.ts'
import { progress, told } from './told.ts'
import { type Chosen, bind, whichUnit } from './who.ts'

export function statusDecision(
  seen: Seen,
  target: Target,
  chosen: Chosen,
  status: FoundStatus,
): Decision {
  const { sheet, units } = seen
  const word = statusWordOf(seen, status.status, status.word)
  sheet.take(status.start, status.end, 'status', `状态 ${word}`)
  const eta = etaOf(seen, status)
  const { at, doubts } = eta ? timeOf({ ...seen, times: eta.otherTimes }) : timeOf(seen)
  const make = (team: KnownTeam) =>
    statusProposal(seen, target, team, { status: status.status, word }, at, eta?.at ?? null)
  const bound = bind(seen, chosen.team, target)
  const all: Doubt[] = [...doubts, ...whichUnit(seen, chosen, make), ...vagueDoubts(seen)]
  const others = units.filter((unit) => unit !== chosen.found)
  if (others.length > 0) {
    const more = others
      .flatMap(({ candidates }) => candidates)
      .filter(({ id }) => id !== chosen.team.id)
    const alternatives = more.map((team) => ({
      label: `${team.callSign} ${word}`,
      proposal: make(team),
    }))
    all.push(
      doubt(
        seen,
        'which-unit',
        `一句里有 ${units.length} 支队伍，只办 ${chosen.team.callSign} 这一支。`,
        others[0],
        alternatives,
      ),
    )
  }
  if (bound.unsure.length > 0) {
    const alternatives = bound.unsure.map((incident) => ({
      label: `${incident.number} ${incident.title}`,
      proposal: statusProposal(
        seen,
        { incident, named: true, missing: undefined },
        chosen.team,
        { status: status.status, word },
        at,
      ) as Proposal,
    }))
    all.push(
      doubt(
        seen,
        'which-incident',
        `${chosen.team.callSign} 同时有几条命令，请看清是哪一起。`,
        chosen.found,
        alternatives,
      ),
    )
  }
  const open = seen.statuses.find(
    (one) => one.sense !== 'happened' && one.status === status.status && one !== status,
  )
  if (open) {
    const question = `一句里又有“${word}”又有还没“${word}”的，请看清。`
    all.push(doubt(seen, 'status', question, open))
  }
  const steps = seen.statuses
    .filter(({ sense }) => sense === 'happened')
    .map((one) => progress.indexOf(one.status))
  if (
    steps.some((step) => step > progress.indexOf(status.status) && progress.includes(status.status))
  ) {
    const question = `一句里有几种状态，按“${word}”登记，请看清。`
    all.push(doubt(seen, 'status', question, status))
  }
  const left = sheet.rest().replaceAll(/[\ue000\s,.;:!]/g, '')
  if (
    (status.status === 'unavailable' && left !== '') ||
    (status.status === 'mustering' && status.word.includes('齐'))
  ) {
    all.push(doubt(seen, 'status', `按“${word}”登记，请看清是不是这个意思。`, status))
  }
  if (status.status === 'emergency') {
    all.push(doubt(seen, 'status', '按紧急求救登记，请看清再回车。', status))
  }
  const event = seen.events.find(
    ({ denied, code }) => !denied && code.slice(0, 3) !== bound.incident?.category?.slice(0, 3),
  )
  if (event) {
    const open = {
      label: '登记为新事件',
      proposal: openProposal(seen, newIncidentOf(seen, null)),
    }
    const question = `还说了“${event.word}”，只登记状态，请看清。`
    all.push(doubt(seen, 'new-incident', question, event, [open]))
  }
  if (told(seen, chosen, status)) {
    const log = { label: '只记文字', proposal: logProposal(seen, target, chosen.team) }
    all.push(
      doubt(
        seen,
        'not-sure',
        `像是在说别的事，确定是 ${chosen.team.callSign} ${word} 吗？`,
        status,
        [log],
      ),
    )
  }
  if (Object.keys(seen.casualties.counts).length > 0 && !bound.incident) {
    all.push(
      doubt(
        seen,
        'no-incident',
        `没有对应的事件，伤亡（${casualtyWords(seen.casualties.counts)}）只记在文字里。`,
      ),
    )
  }
  return { proposal: make(chosen.team), doubts: all }
}
